import { css } from 'lit';

export const spectrumStyles = css`
  :host {
    block-size: 164px;
  }
  canvas {
    block-size: calc(100% - 22px);
  }
  .grid {
    opacity: 0.8;
  }
  .sparkline {
    min-block-size: 0;
    background: none;
    box-shadow: none;
  }
  .sparkline canvas {
    block-size: 100%;
  }
  .silent canvas {
    visibility: hidden;
  }
`;
