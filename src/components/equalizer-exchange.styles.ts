import { css } from 'lit';

export const equalizerExchangeStyles = css`
  :host {
    padding: 0 12px 8px;
    white-space: normal;
  }
  .title {
    display: block;
    padding-block: 12px 8px;
    font-weight: 650;
  }
  textarea {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 92px;
    padding: 8px;
    resize: none;
    border: 1px solid var(--rusty-audio-mark);
    border-radius: 8px;
    background: var(--rusty-audio-well);
    color: var(--rusty-audio-ink);
    font:
      var(--rusty-audio-text-small) / 1.35 ui-monospace,
      monospace;
  }
  textarea::placeholder {
    color: var(--rusty-audio-ink-3);
    opacity: 1;
  }
  .keys {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 8px;
    padding-block-start: 4px;
  }
  .pick {
    grid-template-columns: auto;
    justify-content: center;
  }
  .status {
    padding-block: 6px 4px;
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-2);
    overflow-wrap: anywhere;
  }
  .status:empty {
    display: none;
  }
`;
