import { css } from 'lit';

/** Of the settings that answer, which show more than at rest. */
export const changedSettingsStyles = css`
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

  .volume-large rusty-audio-slider {
    width: 76px;
  }
`;
