import { css } from 'lit';

export const equalizerControlsStyles = css`
  :host {
    container: rusty-audio-equalizer-controls / inline-size;
    /* In a bar: what the others leave. */
    flex: 1 1 250px;
    min-inline-size: 0;
  }
  .controls {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 12px;
    block-size: 44px;
  }
  rusty-audio-preset-menu {
    flex: 0 1 auto;
    min-inline-size: 0;
  }
  .preamp,
  .switch {
    flex: none;
  }
  .preamp {
    display: flex;
    align-items: center;
    gap: 10px;
    color: var(--rusty-audio-ink-2);
  }
  rusty-audio-slider {
    inline-size: 96px;
  }
  .value {
    inline-size: 58px;
    place-items: center end;
    font-weight: 500;
    white-space: nowrap;
    /* Figure and unit stand in this order in every script. */
    direction: ltr;
    color: var(--rusty-audio-ink);
  }
  .value[aria-pressed='true'] {
    color: var(--_a-ink);
    text-decoration: underline 2px var(--_a);
    text-underline-offset: 4px;
  }
  .compare {
    flex: none;
    color: var(--rusty-audio-ink-3);
  }
  .compare b {
    font-weight: 650;
    color: var(--rusty-audio-ink);
  }
  .switch {
    grid-auto-flow: column;
    gap: 8px;
    padding: 0 4px;
    color: var(--rusty-audio-ink-2);
  }
  .switch u {
    position: relative;
    inline-size: 34px;
    block-size: 20px;
    border-radius: 10px;
    background: var(--rusty-audio-mark);
    text-decoration: none;
    transition: background var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out);
  }
  .switch u::after {
    content: '';
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: 2px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 8px;
    background: #fff;
    box-shadow: 0 1px 2px oklch(0 0 0 / 0.3);
    transition: inset-inline-start var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out);
  }
  .switch[aria-checked='true'] u {
    background: var(--_a);
  }
  .switch[aria-checked='true'] u::after {
    inset-inline-start: 16px;
    background: var(--_on-a);
  }
  [aria-disabled='true'] u {
    opacity: 0.5;
  }
  /* The comparison stands at the end of the preset list, too. */
  @container rusty-audio-equalizer-controls (max-width: 519px) {
    .compare {
      display: none;
    }
  }
  /* The label and the word go first: slider and switch still have their names spoken. */
  @container rusty-audio-equalizer-controls (max-width: 459px) {
    .controls {
      gap: 6px;
    }
    .preamp {
      gap: 4px;
    }
    .label,
    .word {
      display: none;
    }
    rusty-audio-slider {
      inline-size: 60px;
    }
    .value {
      inline-size: 54px;
    }
  }
  @container rusty-audio-equalizer-controls (max-width: 319px) {
    .controls {
      justify-content: space-between;
      gap: 4px;
    }
    .preamp {
      gap: 2px;
    }
    /* The preset's name needs the room more. */
    rusty-audio-slider {
      inline-size: 44px;
    }
    .value {
      inline-size: 50px;
    }
  }
  @media (forced-colors: active) {
    .switch u {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .switch u::after {
      background: Canvas;
    }
    .switch[aria-checked='true'] u {
      background: Highlight;
    }
  }
`;
