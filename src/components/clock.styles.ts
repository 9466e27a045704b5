import { css } from '@lit/reactive-element/css-tag.js';

/* The face says by custom properties how large it is and which way it runs. */
export const clockStyles = css`
  .count {
    display: flex;
    flex-direction: var(--_count-direction, row);
    align-items: var(--_count-align, baseline);
    justify-content: var(--_count-justify, flex-start);
    gap: var(--_count-gap, 10px);
    min-width: 0;
    white-space: nowrap;
  }

  /* Digits and signs run from left to right in every script. */
  .elapsed,
  .remaining {
    direction: ltr;
    unicode-bidi: isolate;
  }

  .elapsed {
    display: var(--_elapsed-display, inline);
    font-size: var(--_elapsed-size, var(--rusty-audio-text-counter));
    font-weight: var(--_elapsed-weight, 500);
    letter-spacing: var(--_elapsed-spacing, -0.015em);
    line-height: 1;
  }

  .remaining {
    color: var(--rusty-audio-ink-2);
    font-size: var(--_remaining-size, var(--rusty-audio-text-body));
    line-height: var(--_remaining-line, inherit);
  }
`;
