import { css } from 'lit';

export const timelineStyles = css`
  :host {
    position: relative;
    height: var(--_timeline-height, 80px);
    min-width: 0;
    container: rusty-audio-timeline / size;
    --_ruler: 20px;
  }

  /* Time runs as the text does: one direction for layout, canvas and pointer. */
  :host(:dir(ltr)) {
    direction: ltr;
    --_forward: 1;
  }

  :host(:dir(rtl)) {
    direction: rtl;
    --_forward: -1;
  }

  [hidden] {
    display: none !important;
  }

  .seek {
    position: absolute;
    inset: 0;
    touch-action: pan-y;
    cursor: pointer;
  }

  .seek[aria-disabled='true'] {
    cursor: default;
  }

  .well {
    position: absolute;
    inset: var(--_ruler) 0 0;
    border: 1px solid var(--rusty-audio-line);
    border-radius: var(--rusty-audio-radius-well);
    background: var(--rusty-audio-well);
  }

  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    transform: scaleX(var(--_forward));
    pointer-events: none;
  }

  .ruler {
    position: absolute;
    inset: 0 0 auto;
    height: var(--_ruler);
    overflow: hidden;
    padding-top: 2px;
    font-size: var(--rusty-audio-text-legend);
    line-height: 14px;
    letter-spacing: 0.01em;
    color: var(--rusty-audio-ink-3);
  }

  /* A name that does not fit wraps out of sight. */
  .mark {
    position: absolute;
    inset-block: 2px 4px;
    display: flex;
    flex-wrap: wrap;
    padding-inline: 7px 5px;
    overflow: hidden;
    white-space: nowrap;
  }

  .mark::before {
    content: '';
    position: absolute;
    inset-block: 2px 0;
    inset-inline-start: 0;
    width: 1px;
    background: var(--rusty-audio-line-2);
  }

  .mark i {
    width: 1px;
    height: 14px;
    margin-inline-end: -1px;
  }

  .mark.current {
    color: var(--rusty-audio-ink);
    font-weight: 650;
  }

  /* A gap in the bars, a line, and a wedge that hangs from the ruler. */
  .head {
    position: absolute;
    inset-block: var(--_ruler) 0;
    inset-inline-start: -2.5px;
    z-index: 2;
    width: 5px;
    background: linear-gradient(var(--rusty-audio-ink) 0 0) center / 2px 100% no-repeat
      var(--rusty-audio-well);
    transform: translateX(calc(var(--_x, 0px) * var(--_forward)));
    pointer-events: none;
  }

  .head::before {
    content: '';
    position: absolute;
    top: 0;
    inset-inline-start: -3.5px;
    width: 12px;
    height: 9px;
    background: var(--rusty-audio-ink);
    clip-path: polygon(0 0, 100% 0, 100% 3px, 50% 100%, 0 3px);
  }

  .hover-line {
    position: absolute;
    inset-block: var(--_ruler) 0;
    z-index: 2;
    width: 1px;
    background: var(--rusty-audio-ink);
    pointer-events: none;
  }

  .tip {
    position: absolute;
    bottom: calc(100% - var(--_ruler) + 2px);
    z-index: 4;
    padding: 4px 8px;
    border-radius: 6px;
    background: var(--rusty-audio-ink);
    color: var(--rusty-audio-surface);
    font-size: var(--rusty-audio-text-small);
    line-height: 1.3;
    white-space: pre;
    pointer-events: none;
  }

  .tip b {
    font-weight: 650;
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
      inset calc(3px * var(--_forward)) 0 0 var(--rusty-audio-danger);
  }

  .message > svg {
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
    line-height: 1.25;
  }

  .message b {
    display: block;
    color: var(--rusty-audio-ink);
    font-weight: 600;
  }

  .pick {
    flex: none;
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

  /* Below 48 px: the bare waveform. */
  @container rusty-audio-timeline (max-height: 47.9px) {
    .well,
    .ruler,
    .head::before {
      display: none;
    }

    .seek,
    canvas,
    .head,
    .hover-line,
    .tip {
      --_ruler: 0px;
    }

    .head {
      background-color: var(--rusty-audio-surface);
    }

    .message {
      inset-block: 50% auto;
      min-height: 0;
      max-height: calc(100% + 12px);
      padding: 0;
      background: none;
      box-shadow: none !important;
      transform: translateY(-50%);
    }

    .message p {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      font-size: var(--rusty-audio-text-small);
    }

    .message b,
    .cause {
      display: inline;
      font-size: inherit;
    }

    .message .cause::before {
      content: ' ';
    }
  }

  /* Over the title, which stands above it. */
  @container rusty-audio-timeline (max-height: 24px) {
    .message {
      inset-block: auto 0;
      height: 40px;
      max-height: none;
      background: var(--rusty-audio-surface);
      transform: none;
    }

    .message p {
      -webkit-line-clamp: 3;
      font-size: var(--rusty-audio-text-legend);
      line-height: 1.2;
    }
  }

  @media (forced-colors: active) {
    .well,
    .message {
      border: 1px solid CanvasText;
    }

    .head,
    .hover-line {
      forced-color-adjust: none;
    }
  }
`;
