import { css } from 'lit';

export const spectrumStyles = css`
  :host {
    container-type: inline-size;
    block-size: 164px;
  }
  canvas {
    block-size: calc(100% - 22px);
  }
  .grid {
    opacity: 0.8;
  }
  /* Its picture covers the whole plot, and its legends stand on it. */
  .spectrogram canvas {
    border-start-start-radius: inherit;
  }
  .spectrogram svg {
    z-index: 1;
  }
  .mark {
    fill: var(--rusty-audio-ink);
  }
  .tag {
    fill: var(--rusty-audio-well);
    opacity: 0.85;
  }
  .silent canvas {
    visibility: hidden;
  }
  /* A sparkline; see isSparkline. Here, not by a class: a size must not depend on a measurement. */
  @container (max-width: 119px) {
    .plot {
      min-block-size: 0;
      background: none;
      box-shadow: none;
    }
    canvas {
      block-size: 100%;
    }
  }
`;
