import { css } from '@lit/reactive-element/css-tag.js';

/* Of the switch and of its place at rest. */
export const displaySwitchStyles = css`
  .switch {
    display: flex;
    height: 44px;
    position: relative;
    isolation: isolate;
  }

  .switch::before {
    content: '';
    position: absolute;
    inset: 4px 0;
    border-radius: 8px;
    background: var(--rusty-audio-well);
    box-shadow: inset 0 0 0 1px var(--rusty-audio-line);
    z-index: -2;
  }

  /* In a narrow player the keys share its width. */
  :where(.switch) button {
    flex: var(--_switch-key-flex, none);
    width: 44px;
    color: var(--rusty-audio-ink-2);
  }

  :where(.switch) button[aria-checked='true'] {
    color: var(--rusty-audio-ink);
  }

  :where(.switch) button[aria-checked='true']::before {
    content: '';
    position: absolute;
    inset: 6px 2px;
    border-radius: 6px;
    background: var(--rusty-audio-raised);
    box-shadow:
      var(--_key-shadow),
      0 0 0 1px var(--rusty-audio-line-2);
    z-index: -1;
  }

  :where(.switch) .word {
    flex: var(--_switch-word-flex, none);
    width: 52px;
    font-weight: 650;
    letter-spacing: 0.02em;
  }

  :where(.switch) .divider {
    width: 1px;
    margin: 14px 2px;
    background: var(--rusty-audio-line-2);
  }

  @media (forced-colors: active) {
    .switch::before {
      border: 1px solid ButtonBorder;
    }

    :where(.switch) button[aria-checked='true']::before {
      border: 2px solid Highlight;
    }
  }
`;
