import { css } from 'lit';

export const settingsMenuStyles = css`
  .settings {
    min-width: 228px;
    max-width: calc(100vw - 16px);
    max-height: var(--_room, none);
    color: var(--rusty-audio-ink);
    font-size: var(--rusty-audio-text-body);
    white-space: nowrap;
  }

  .popover.settings {
    padding: 4px;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  .settings.equalizer {
    width: 560px;
  }

  .settings.transcript {
    width: 400px;
  }

  .settings rusty-audio-transcript {
    height: min(280px, calc(var(--_room, 344px) - 56px));
    white-space: normal;
  }

  .settings .row {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 6px;
    box-sizing: border-box;
    width: 100%;
    height: 44px;
    padding-inline: 8px 12px;
    border-radius: 7px;
    cursor: pointer;
    place-items: center start;
  }

  .settings .row:focus-visible {
    outline-offset: -2px;
    border-radius: 7px;
    box-shadow: none;
  }

  .settings [aria-checked='true'],
  .settings .back {
    font-weight: 600;
  }

  .settings .row .icon {
    width: 14px;
    height: 14px;
    color: var(--_a-ink);
  }

  .settings .row .icon:last-child {
    color: var(--rusty-audio-ink-2);
  }

  .settings .row .icon:last-child:dir(rtl) {
    transform: scaleX(-1);
  }

  .settings .back .icon:first-child {
    color: var(--rusty-audio-ink-2);
    transform: scaleX(-1);
  }

  .settings .back .icon:first-child:dir(rtl) {
    transform: none;
  }

  .detail {
    color: var(--rusty-audio-ink-2);
    font-weight: 400;
  }

  .settings .divider {
    height: 1px;
    margin: 4px 8px;
    background: var(--rusty-audio-line);
  }

  .volume-row {
    display: flex;
    align-items: center;
    margin-bottom: 4px;
    padding-inline-end: 8px;
    border-bottom: 1px solid var(--rusty-audio-line);
  }

  .volume-row rusty-audio-slider {
    flex: 1;
  }

  .settings rusty-audio-equalizer {
    padding: 4px 8px 8px;
  }

  @media (hover: hover) {
    .settings .row:hover {
      background: var(--_a-soft);
    }
  }

  @media (forced-colors: active) {
    .settings .row:hover {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
