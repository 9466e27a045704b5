import { css } from 'lit';

export const bandEditorStyles = css`
  :host {
    inline-size: 264px;
    padding: 4px 12px 8px;
  }
  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    block-size: 44px;
    font-weight: 650;
  }
  label {
    display: grid;
    grid-template-columns: 1fr 132px;
    align-items: center;
    min-block-size: 44px;
    color: var(--rusty-audio-ink-2);
  }
  input:not([type='checkbox']),
  select {
    box-sizing: border-box;
    inline-size: 132px;
    block-size: 36px;
    padding-inline: 8px;
    border: 1px solid var(--rusty-audio-mark);
    border-radius: 8px;
    background: var(--rusty-audio-well);
    color: var(--rusty-audio-ink);
    font: inherit;
    font-variant-numeric: inherit;
  }
  .state {
    display: flex;
    gap: 8px;
    font-weight: 400;
  }
  input[type='checkbox'] {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_a-ink);
  }
  :disabled {
    opacity: 0.5;
  }
  .problem {
    padding-block: 4px;
    color: var(--rusty-audio-danger);
    font-size: var(--rusty-audio-text-small);
  }
  .problem:empty {
    display: none;
  }
`;
