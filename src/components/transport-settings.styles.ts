import { css } from '@lit/reactive-element/css-tag.js';

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

  .volume-large {
    display: var(--_volume-large, flex);
    align-items: center;
  }

  .volume-small {
    display: var(--_volume-popover, none);
  }
`;
