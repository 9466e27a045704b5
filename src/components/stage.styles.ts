import { css } from '@lit/reactive-element/css-tag.js';

export const stageStyles = css`
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    min-width: 0;
    /* Levels rise to the right edge in every script, as frequencies do. */
    direction: ltr;
    border-radius: var(--rusty-audio-radius-well);
    background: var(--rusty-audio-well);
    box-shadow:
      inset 0 0 0 1px var(--rusty-audio-line),
      inset 0 2px 3px -1px oklch(0 0 0 / 0.05);
    /* The stage is the recess: what stands in it draws none. */
    --_plot-ground: none;
    --_plot-edge: none;
    --_picture-end-radius: 0;
    --_picture-edge: inset 1px 1px var(--rusty-audio-line);
  }

  .stage > * {
    height: 100%;
  }

  .stage > rusty-audio-meters {
    border-left: 1px solid var(--rusty-audio-line);
    width: 62px;
    box-sizing: border-box;
  }

  @container rusty-audio (max-width: 699px) {
    .stage > rusty-audio-meters {
      width: 26px;
    }
  }
`;
