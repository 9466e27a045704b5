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
  /* Its picture covers the whole plot; edge and legends stand on it. */
  .spectrogram canvas,
  .spectrogram::after {
    border-start-start-radius: inherit;
    border-start-end-radius: var(--_picture-end-radius, inherit);
  }
  .spectrogram::after {
    content: '';
    position: absolute;
    inset: 0 0 22px;
    box-shadow: var(
      --_picture-edge,
      inset 1px 0 var(--rusty-audio-line),
      inset -1px 1px var(--rusty-audio-line)
    );
    pointer-events: none;
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
