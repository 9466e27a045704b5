import { css } from 'lit';

/** Of the keys that move the tape, where the face is small. */
export const smallKeysStyles = css`
  :host([layout='compact']) .bank,
  :host([layout='compact']) .bank button {
    height: 44px;
  }

  :host([layout='compact']) .bank button {
    width: 46px;
  }

  :host([layout='compact']) .bank .play {
    width: 64px;
    height: 46px;
  }

  :host([layout='mini']) .bank {
    height: 44px;
    background: none;
    box-shadow: none;
  }

  :host([layout='mini']) .bank button {
    display: var(--_track-keys, inline-grid);
    width: 44px;
    height: 44px;
    border: 0;
  }

  :host([layout='mini']) .bank .play {
    display: inline-grid;
    width: 52px;
    height: 44px;
    margin: 0;
    border: 0;
    border-radius: var(--rusty-audio-radius-key);
  }

  :host([layout='mini']) .bank .play .icon {
    width: 22px;
    height: 22px;
  }
`;
