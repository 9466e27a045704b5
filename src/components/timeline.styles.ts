import { css } from 'lit';

export const timelineStyles = css`
  :host {
    position: relative;
    height: 80px;
    min-width: 0;
    container: rusty-audio-timeline / inline-size;
  }

  .seek {
    position: absolute;
    inset: 0;
    touch-action: pan-y;
    cursor: pointer;
    direction: ltr;
  }

  .seek[aria-disabled='true'] {
    cursor: default;
  }

  .well {
    position: absolute;
    inset: 20px 0 0;
    border: 1px solid var(--rusty-audio-line);
    border-radius: var(--rusty-audio-radius-well);
    background: var(--rusty-audio-well);
  }

  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }

  .played {
    fill: var(--_a);
  }

  .ready {
    fill: var(--rusty-audio-mark);
  }

  .far,
  .resting {
    fill: var(--rusty-audio-faint);
  }

  .resting {
    opacity: 0.7;
  }

  .ruler {
    fill: var(--rusty-audio-line-2);
  }

  .legend {
    font-size: var(--rusty-audio-text-legend);
    letter-spacing: 0.01em;
    fill: var(--rusty-audio-ink-3);
  }

  .gap {
    fill: var(--rusty-audio-well);
  }

  .playhead,
  .hover-line {
    fill: var(--rusty-audio-ink);
  }

  .tip {
    position: absolute;
    left: 0;
    bottom: 62px;
    z-index: 4;
    padding: 4px 8px;
    border-radius: 6px;
    background: var(--rusty-audio-ink);
    color: var(--rusty-audio-surface);
    font-size: var(--rusty-audio-text-small);
    font-weight: 650;
    line-height: 1.3;
    white-space: nowrap;
    pointer-events: none;
  }

  /* Whole sentences: what does not fit grows over the resting display above. */
  .message {
    position: absolute;
    inset: auto 0 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 60px;
    padding: 4px 8px 4px 14px;
    border-radius: var(--rusty-audio-radius-well);
    background: var(--rusty-audio-well);
    box-shadow: inset 0 0 0 1px var(--rusty-audio-line);
  }

  .message.error {
    box-shadow:
      inset 0 0 0 1px var(--rusty-audio-line),
      inset 3px 0 0 var(--rusty-audio-danger);
  }

  .message > svg {
    position: static;
    width: 22px;
    height: 22px;
    flex: none;
    color: var(--rusty-audio-danger);
  }

  .message p {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
    color: var(--rusty-audio-ink-2);
  }

  .message b {
    display: block;
    color: var(--rusty-audio-ink);
    font-weight: 600;
  }

  @container rusty-audio-timeline (max-width: 667px) {
    .message {
      padding-inline-end: 6px;
      gap: 6px;
    }

    .cause {
      font-size: var(--rusty-audio-text-small);
    }

    .message > svg {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .well,
    .message {
      border: 1px solid CanvasText;
    }

    .played {
      fill: Highlight;
    }

    .ready,
    .playhead,
    .hover-line,
    .legend {
      fill: CanvasText;
    }

    .far,
    .resting,
    .ruler {
      fill: GrayText;
    }

    .gap {
      fill: Canvas;
    }
  }
`;
