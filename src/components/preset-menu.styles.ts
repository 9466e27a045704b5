import { css } from 'lit';

export const presetMenuStyles = css`
  :host {
    position: relative;
  }
  .pick {
    padding: 0 10px 0 12px;
    inline-size: 100%;
    grid-template-columns: minmax(0, auto) 12px;
  }
  .pick .clip {
    max-inline-size: 100%;
  }
  .pick .icon {
    inline-size: 12px;
    block-size: 12px;
    color: var(--rusty-audio-ink-2);
    stroke-width: 2.6;
  }
  .menu {
    min-inline-size: 228px;
    outline: none;
    white-space: nowrap;
  }
  .list {
    max-block-size: min(272px, var(--_room) - 106px);
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 4px;
  }
  .more {
    display: grid;
    padding: 4px;
    border-block-start: 1px solid var(--rusty-audio-line);
  }
  .more button {
    justify-items: start;
    padding-inline: 34px 12px;
  }
  .more button:hover {
    border-radius: 7px;
    background: var(--_a-soft);
  }
  rusty-audio-equalizer-exchange {
    inline-size: 276px;
  }
  .option {
    display: grid;
    grid-template-columns: 20px 1fr auto;
    align-items: center;
    gap: 6px;
    block-size: 44px;
    padding-inline: 8px 12px;
    border-radius: 7px;
    cursor: pointer;
  }
  .option[aria-selected='true'] {
    font-weight: 600;
  }
  .option:hover,
  .option:focus {
    background: var(--_a-soft);
  }
  .option:focus-visible {
    outline-offset: -2px;
    border-radius: 7px;
    box-shadow: none;
  }
  .check {
    inline-size: 14px;
    block-size: 14px;
    stroke: var(--_a-ink);
    stroke-width: 2.6;
  }
  .curve {
    inline-size: 56px;
    block-size: 20px;
    fill: none;
    stroke: var(--rusty-audio-ink-3);
    stroke-width: 1.5;
  }
`;
