import { css } from 'lit';

export const transcriptStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
  }

  /* In the place of the display. */
  :host([closable]) {
    min-height: 0;
    border-radius: var(--rusty-audio-radius-well);
    background: var(--rusty-audio-well);
    box-shadow: inset 0 0 0 1px var(--rusty-audio-line);
  }

  .cues {
    flex: 1;
    position: relative;
    min-height: 0;
    margin: 0;
    padding: 4px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  :host([closable]) .cues {
    padding-inline-end: 48px;
  }

  .cue {
    display: grid;
    grid-template-columns: minmax(40px, auto) minmax(0, 1fr);
    gap: 10px;
    place-items: start;
    width: 100%;
    height: auto;
    min-height: 32px;
    padding: 6px 8px;
    border-radius: 7px;
    line-height: 1.4;
    text-align: start;
  }

  @media (pointer: coarse) {
    .cue {
      min-height: 44px;
      align-items: center;
    }
  }

  .cue:focus-visible {
    outline-offset: -2px;
    border-radius: 7px;
    box-shadow: none;
  }

  .cue time {
    color: var(--rusty-audio-ink-3);
    font-size: var(--rusty-audio-text-small);
    line-height: calc(1.4 * var(--rusty-audio-text-body));
  }

  .cue [title]::before {
    content: attr(title) ':';
    margin-inline-end: 0.3em;
    font-weight: 650;
  }

  /* The current one by a mark and by weight, never by colour alone. */
  .cue[aria-current='true'] {
    background: var(--_a-soft);
    box-shadow: inset 2px 0 0 var(--_a);
    font-weight: 600;
  }

  .cue[aria-current='true'] time {
    color: var(--rusty-audio-ink-2);
  }

  .cue[aria-current='true']:dir(rtl) {
    box-shadow: inset -2px 0 0 var(--_a);
  }

  .close {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 4px;
  }

  .follow {
    position: absolute;
    inset-block-end: 4px;
    inset-inline-end: 12px;
  }

  .waiting {
    padding: 12px;
    color: var(--rusty-audio-ink-2);
  }

  @media (hover: hover) {
    .cue:hover {
      background: var(--_a-soft);
    }

    .cue:hover time {
      color: var(--rusty-audio-ink-2);
    }
  }

  @media (forced-colors: active) {
    .cue[aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
