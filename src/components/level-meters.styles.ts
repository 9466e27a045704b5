import { css } from 'lit';

export const levelMetersStyles = css`
  :host {
    inline-size: 62px;
    block-size: 164px;
  }
  canvas {
    block-size: calc(100% - 22px);
  }
`;
