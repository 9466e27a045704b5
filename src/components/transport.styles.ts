import { css } from '@lit/reactive-element/css-tag.js';

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
    --_loops-display: none;
  }

  .lead {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
  }

  /* As wide as its key on the other side, where the shuffle key of a playlist stands. */
  .deck {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .keys:first-child {
    margin-inline-start: 48px;
  }

  @container rusty-audio-transport (max-width: 779px) {
    .row {
      --_volume-large: none;
      --_volume-popover: block;
      --_key-width: 46px;
      --_play-width: 66px;
    }
  }

  @container rusty-audio-transport (max-width: 667px) {
    .row {
      grid-template: 28px 48px 44px / minmax(0, 1fr);
      height: auto;
      --_loops-display: inline-grid;
      --_tools-justify: space-between;
      --_count-justify: space-between;
      --_key-flex: 1;
      --_play-flex: 1.5;
    }

    .lead {
      display: block;
    }

    .deck {
      display: contents;
    }

    .lead .tool,
    .deck > :not(.keys) {
      display: none;
    }

    .row .keys,
    .settings {
      width: 100%;
      max-width: 480px;
      margin: 0;
      justify-self: center;
    }
  }
`;
