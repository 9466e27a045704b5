import { css } from 'lit';

/* Where the list stands in the player's full face: the player takes this over with the playlist. */
export const playlistPanelStyles = css`
  .full ::slotted(rusty-audio-playlist) {
    max-height: 372px;
    margin: 6px -16px -16px;
    border-block-start: 1px solid var(--rusty-audio-line);
  }

  @container rusty-audio (max-width: 691px) {
    .full ::slotted(rusty-audio-playlist) {
      margin: 2px -12px -12px;
    }
  }

  @container rusty-audio (min-width: 1040px) {
    .full:has(slot[name='playlist']) {
      padding-inline-end: calc(16px + 296px);
    }

    .full ::slotted(rusty-audio-playlist) {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0;
      width: 296px;
      max-height: none;
      margin: 0;
      border-block-start: 0;
      border-inline-start: 1px solid var(--rusty-audio-line);
    }
  }
`;
