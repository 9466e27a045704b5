import { css } from 'lit';

/* Of the settings and of their place at rest. The face says by custom properties which keys have room. */
export const transportSettingsStyles = css`
  :host {
    min-width: 0;
  }

  .tools {
    display: flex;
    justify-content: var(--_tools-justify, flex-end);
    align-items: center;
  }

  .tools :is(.loop, .section, rusty-audio-playlist-key:not([kind='list'])) {
    display: var(--_loops-display, inline-grid);
  }

  .speed {
    display: var(--_speed-display, block);
  }

  .speed span {
    direction: ltr;
    unicode-bidi: isolate;
  }

  .speed [data-changed] {
    color: var(--_a-ink);
  }

  /* Under the speed, where a key that is on has its line. */
  .left {
    position: absolute;
    inset: auto 0 1px;
    font-size: var(--rusty-audio-text-legend);
    font-weight: 500;
    line-height: 1;
    text-align: center;
  }

  .volume-large {
    display: var(--_volume-large, flex);
    align-items: center;
  }

  .volume-large rusty-audio-slider {
    width: 76px;
  }

  .volume-small {
    display: var(--_volume-popover, none);
  }
`;
