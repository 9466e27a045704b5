import { css } from 'lit';

export const transportStyles = css`
  :host {
    container: rusty-audio-transport / inline-size;
    min-width: 0;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
    align-items: center;
    gap: 8px;
    height: 52px;
  }

  .count {
    display: flex;
    align-items: baseline;
    gap: 10px;
    min-width: 0;
    white-space: nowrap;
  }

  .elapsed {
    font-size: var(--rusty-audio-text-counter);
    font-weight: 500;
    letter-spacing: -0.015em;
    line-height: 1;
  }

  .remaining {
    color: var(--rusty-audio-ink-2);
    font-size: var(--rusty-audio-text-body);
  }

  /* As wide as its key on the other side, so that the bank stands in the middle. */
  .deck {
    display: flex;
    align-items: center;
    gap: 4px;
    padding-inline-start: 48px;
  }

  .bank {
    display: flex;
    height: 48px;
    border-radius: var(--rusty-audio-radius-key);
    background: var(--rusty-audio-raised);
    box-shadow:
      0 0 0 1px var(--rusty-audio-line-2),
      var(--_key-shadow);
  }

  .bank button {
    width: 50px;
    height: 48px;
    transition:
      background var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out),
      transform var(--rusty-audio-motion-press) var(--rusty-audio-ease-out);
  }

  .bank button:first-child {
    border-start-start-radius: var(--rusty-audio-radius-key);
    border-end-start-radius: var(--rusty-audio-radius-key);
  }

  .bank button:last-child {
    border-start-end-radius: var(--rusty-audio-radius-key);
    border-end-end-radius: var(--rusty-audio-radius-key);
  }

  .bank button:active:not([aria-disabled='true']) {
    transform: translateY(1px);
    background: var(--rusty-audio-well);
  }

  .bank .play {
    width: 72px;
    height: 50px;
    margin: -1px 0;
    background: var(--_a);
    color: var(--_on-a);
    box-shadow: 0 1px 0 oklch(from var(--_a) calc(l - 0.12) c h);
  }

  .bank .play:active:not([aria-disabled='true']) {
    background: oklch(from var(--_a) calc(l - 0.06) c h);
    box-shadow: none;
  }

  .bank .play .icon {
    width: 26px;
    height: 26px;
  }

  .bank .play[aria-disabled='true'] {
    background: none;
    color: var(--_off);
    box-shadow: none;
    border-inline: 1px solid var(--rusty-audio-line);
  }

  .bank :focus-visible,
  .bank .play:focus-visible {
    border-radius: var(--rusty-audio-radius-key);
    box-shadow: 0 0 0 2px var(--rusty-audio-surface);
  }

  /* A short wait shows no spinner: the key's sign gives way only after a quarter of a second. */
  .sign,
  .spinner {
    grid-area: 1 / 1;
  }

  .busy .sign {
    animation: give-way 0s 250ms both;
  }

  .busy .spinner {
    animation: give-way 0s 250ms reverse both;
  }

  .turning {
    transform-origin: 12px 12px;
    animation: turn 1.1s linear infinite;
  }

  @keyframes give-way {
    from {
      visibility: visible;
    }
    to {
      visibility: hidden;
    }
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  .tools {
    display: flex;
    justify-content: flex-end;
    align-items: center;
  }

  .rate {
    font-weight: 600;
    letter-spacing: 0.01em;
  }

  .volume {
    position: relative;
    display: flex;
    align-items: center;
  }

  .volume rusty-audio-slider {
    width: 76px;
  }

  .volume .popover {
    bottom: 48px;
    inset-inline-end: 0;
    display: flex;
    align-items: center;
    padding: 0 8px 0 0;
  }

  .volume .popover rusty-audio-slider {
    width: 160px;
  }

  .small,
  .narrow {
    display: none;
  }

  @container rusty-audio-transport (max-width: 779px) {
    .large {
      display: none;
    }

    .small {
      display: inline-grid;
    }

    .bank button {
      width: 46px;
    }

    .bank .play {
      width: 66px;
    }
  }

  @container rusty-audio-transport (max-width: 667px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
      height: auto;
    }

    .count {
      justify-content: space-between;
    }

    .deck {
      display: contents;
    }

    .deck .tool {
      display: none;
    }

    .narrow {
      display: inline-grid;
    }

    .bank,
    .tools {
      width: 100%;
      max-width: 480px;
      justify-self: center;
    }

    .bank button {
      flex: 1;
    }

    .bank .play {
      flex: 1.5;
    }

    .tools {
      justify-content: space-between;
    }
  }

  @media (hover: hover) {
    .bank button:hover:not([aria-disabled='true'], :active) {
      background: var(--_a-soft);
    }

    .bank .play:hover:not([aria-disabled='true'], :active) {
      background: oklch(from var(--_a) calc(l - 0.03) c h);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .turning {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .bank {
      border: 1px solid ButtonBorder;
    }

    .bank .play:not([aria-disabled='true']) {
      background: Highlight;
      color: HighlightText;
      box-shadow: none;
      forced-color-adjust: none;
    }

    .bank .play[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
