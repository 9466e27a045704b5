import { css } from '@lit/reactive-element/css-tag.js';

/* The transport says by custom properties how wide the keys are, or that they share its width. */
export const transportKeysStyles = css`
  .bank {
    display: flex;
    direction: ltr;
    height: 48px;
    border-radius: var(--rusty-audio-radius-key);
    background: var(--rusty-audio-raised);
    box-shadow:
      0 0 0 1px var(--rusty-audio-line-2),
      var(--_key-shadow);
  }

  .bank button {
    flex: var(--_key-flex, none);
    width: var(--_key-width, 50px);
    height: 48px;
    border-inline-start: 1px solid var(--rusty-audio-line);
    transition:
      background var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out),
      transform var(--rusty-audio-motion-press) var(--rusty-audio-ease-out);
  }

  .bank button:first-child,
  .bank .play,
  .bank .play + button {
    border-inline-start: 0;
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
    flex: var(--_play-flex, none);
    width: var(--_play-width, 72px);
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
