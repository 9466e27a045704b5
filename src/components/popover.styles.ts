import { css } from 'lit';

/* What hangs from a key. */
export const popoverStyles = css`
  .popover {
    position: absolute;
    z-index: 6;
    border-radius: 10px;
    background: var(--rusty-audio-raised);
    color: var(--rusty-audio-ink);
    box-shadow: var(--_pop-shadow);
  }

  .popover[popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: visible;
  }

  .volume {
    display: flex;
    align-items: center;
  }

  .popover.volume {
    padding-inline-end: 8px;
  }

  .volume rusty-audio-slider {
    width: 160px;
  }

  @media (forced-colors: active) {
    .popover {
      border: 1px solid ButtonBorder;
    }
  }
`;
