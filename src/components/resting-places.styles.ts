import { css } from '@lit/reactive-element/css-tag.js';

/* The room and the looks of controls that are still to come, the same as theirs. */
export const restingPlaces = css`
  .place {
    min-width: 0;
  }

  /* The key that brings them: heard, and seen while it has the focus. */
  .wake {
    position: absolute;
    z-index: 4;
    inset-block-start: 8px;
    inset-inline-start: 8px;
  }

  .wake:not(:focus-visible) {
    clip-path: inset(50%);
  }

  .timeline {
    position: relative;
    height: 80px;
  }

  /* In the well below the ruler. */
  .timeline > * {
    position: absolute;
    inset: 20px 0 0;
    border: 1px solid var(--rusty-audio-line);
    border-radius: var(--rusty-audio-radius-well);
    background:
      linear-gradient(90deg, var(--rusty-audio-faint) 2px, transparent 0) -1px 18px / 6px 14px
        repeat-x,
      var(--rusty-audio-well);
  }

  .timeline > p {
    padding: 4px 14px;
    align-content: center;
    background: var(--rusty-audio-well);
    font-weight: 600;
  }

  /* Full, as the volume is at rest. */
  .tools i {
    position: relative;
    width: 76px;
    height: 44px;
    background:
      linear-gradient(var(--_a) 0 0) 8px 20px / 60px 4px no-repeat,
      repeating-linear-gradient(90deg, var(--rusty-audio-line-2) 0 1px, transparent 1px 6px) 7.5px
        30px / 61px 4px no-repeat;
  }

  .tools i::after {
    content: '';
    position: absolute;
    top: 13px;
    inset-inline-end: 3px;
    width: 10px;
    height: 18px;
    border: 1.25px solid var(--rusty-audio-ink-2);
    border-radius: 3px;
    background: linear-gradient(var(--rusty-audio-ink) 0 0) center / 1px 9.5px no-repeat
      var(--rusty-audio-raised);
  }
`;
