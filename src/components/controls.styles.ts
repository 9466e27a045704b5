import { css } from '@lit/reactive-element/css-tag.js';

/** What every part of the face shares: keys, icons, the focus ring, words that are only spoken. */
export const controls = css`
  :host {
    display: block;
    box-sizing: border-box;
    font-size: var(--rusty-audio-text-body);
    line-height: 1.35;
    font-variant-numeric: tabular-nums lining-nums;
    color: var(--rusty-audio-ink);
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p {
    margin: 0;
  }

  button {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    display: inline-grid;
    place-items: center;
    position: relative;
    min-width: 44px;
    height: 44px;
    color: inherit;
    -webkit-tap-highlight-color: transparent;
  }

  :focus-visible {
    outline: 2px solid var(--rusty-audio-ink);
    outline-offset: 2px;
    border-radius: var(--rusty-audio-radius-key);
    box-shadow: 0 0 0 2px var(--rusty-audio-surface);
    z-index: 3;
  }

  button[aria-disabled='true'] {
    cursor: default;
    color: var(--_off);
  }

  svg {
    display: block;
    overflow: visible;
  }

  .icon {
    width: 22px;
    height: 22px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon .solid {
    fill: currentColor;
    stroke: none;
  }

  .icon .heavy {
    stroke-width: 2.4;
  }

  .icon .pale {
    opacity: 0.4;
  }

  .icon .digits {
    font: 700 8px sans-serif;
    text-anchor: middle;
  }

  .tool {
    color: var(--rusty-audio-ink-2);
    isolation: isolate;
    transition: transform var(--rusty-audio-motion-press) var(--rusty-audio-ease-out);
  }

  .tool.word {
    font-weight: 600;
    letter-spacing: 0.01em;
  }

  .tool::before {
    content: '';
    position: absolute;
    inset: 4px;
    border-radius: 8px;
    z-index: -1;
    transition: background var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out);
  }

  .tool:active:not([aria-disabled='true']) {
    transform: translateY(1px);
  }

  .tool:is([aria-pressed='true'], .on) {
    color: var(--_a-ink);
  }

  .tool:is([aria-pressed='true'], .on)::after {
    content: '';
    position: absolute;
    bottom: 4px;
    inset-inline-start: calc(50% - 7px);
    width: 14px;
    height: 2px;
    border-radius: 1px;
    background: var(--_a);
  }

  .pick {
    grid-auto-flow: column;
    white-space: nowrap;
    gap: 8px;
    padding: 0 12px;
    font-size: var(--rusty-audio-text-body);
    isolation: isolate;
  }

  .pick::before {
    content: '';
    position: absolute;
    inset: 4px 0;
    border-radius: 8px;
    background: var(--rusty-audio-raised);
    box-shadow:
      var(--_key-shadow),
      0 0 0 1px var(--rusty-audio-line-2);
    z-index: -1;
  }

  .clip {
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    min-width: 0;
  }

  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (hover: hover) {
    .tool:hover:not([aria-disabled='true'])::before,
    .pick:hover::before {
      background-image: linear-gradient(var(--_a-soft), var(--_a-soft));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    .pick::before {
      border: 1px solid ButtonBorder;
    }

    button[aria-disabled='true'] {
      color: GrayText;
    }

    .tool:is([aria-pressed='true'], .on)::after {
      background: Highlight;
    }
  }
`;
