import { css } from 'lit';

export const sliderStyles = css`
  :host {
    position: relative;
    height: 44px;
    touch-action: pan-y;
    cursor: pointer;
  }

  :host([aria-disabled='true']) {
    opacity: 0.5;
    cursor: default;
  }

  .track {
    position: absolute;
    inset: 0 8px;
  }

  .tick {
    position: absolute;
    top: 30px;
    width: 1px;
    height: 4px;
    margin-inline-start: -0.5px;
    background: var(--rusty-audio-line-2);
  }

  .groove {
    position: absolute;
    inset-inline: 0;
    top: 20.5px;
    height: 3px;
    border-radius: 1.5px;
    background: var(--rusty-audio-mark);
  }

  .fill {
    position: absolute;
    top: 20px;
    height: 4px;
    border-radius: 2px;
    background: var(--_a);
  }

  .thumb {
    position: absolute;
    top: 13px;
    width: 10px;
    height: 18px;
    margin-inline-start: -5px;
    border: 1.25px solid var(--rusty-audio-ink-2);
    border-radius: 3px;
    background: var(--rusty-audio-raised);
  }

  .thumb::after {
    content: '';
    position: absolute;
    inset-block: 3px;
    inset-inline-start: calc(50% - 0.5px);
    width: 1px;
    background: var(--rusty-audio-ink);
  }

  :host([muted]) .fill {
    background: var(--rusty-audio-mark);
  }

  @media (forced-colors: active) {
    .groove {
      background: CanvasText;
    }

    .fill {
      background: Highlight;
      forced-color-adjust: none;
    }

    .thumb {
      border-color: ButtonText;
    }
  }
`;
