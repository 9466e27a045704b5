import { css } from 'lit';

export const playlistStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    position: relative;
  }

  section {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }

  header {
    display: flex;
    flex: none;
    align-items: center;
    min-height: 52px;
    padding-block-start: 8px;
    padding-inline: 16px 8px;
    color: var(--rusty-audio-ink-2);
  }

  h2 {
    margin: 0;
    margin-inline-end: 8px;
    font-size: var(--rusty-audio-text-body);
    font-weight: 650;
    color: var(--rusty-audio-ink);
  }

  .summary {
    flex: 1;
    font-size: var(--rusty-audio-text-small);
  }

  ol {
    flex: 1;
    min-height: 0;
    margin: 0;
    padding: 0 8px 8px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  .track {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr) auto auto;
    align-items: center;
    column-gap: 8px;
    position: relative;
    min-height: 52px;
    padding: 0 8px;
    border-radius: 8px;
    transition: translate var(--rusty-audio-motion-quick) var(--rusty-audio-ease-out);
    translate: 0 var(--_shift, 0);
  }

  .track + .track::before {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-inline: 44px 8px;
    height: 1px;
    background: var(--rusty-audio-line);
  }

  .track.current {
    background: var(--_a-soft);
  }

  .track.current::before,
  .track.current + .track::before {
    display: none;
  }

  /* The finger's handle: elsewhere it scrolls the list. */
  .number {
    display: grid;
    place-content: center end;
    align-self: stretch;
    padding-inline-end: 6px;
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-3);
    touch-action: none;
    cursor: grab;
    z-index: 1;
  }

  .current .number {
    color: var(--_a-ink);
  }

  /* As large as its row. */
  .name {
    display: block;
    position: static;
    width: 100%;
    height: auto;
    min-height: 44px;
    place-content: center normal;
    place-items: normal;
    text-align: start;
  }

  .name::before {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: 8px;
  }

  .name:focus-visible {
    outline: none;
    box-shadow: none;
  }

  .name:focus-visible::before {
    outline: 2px solid var(--rusty-audio-ink);
    outline-offset: -2px;
  }

  .name > span {
    display: block;
  }

  /* A name runs its own way, and stands where the face has its start. */
  .name:dir(rtl) > span {
    text-align: right;
  }

  .name:dir(ltr) > span {
    text-align: left;
  }

  .current .title {
    font-weight: 650;
  }

  .artist {
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-3);
  }

  .current .artist,
  .failed .artist {
    color: var(--rusty-audio-ink-2);
  }

  .failed .title {
    text-decoration: line-through;
  }

  .duration {
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-2);
    direction: ltr;
  }

  .row-menu {
    margin-inline-end: -8px;
  }

  .row-menu button {
    color: var(--rusty-audio-ink-2);
  }

  .dragging {
    z-index: 2;
    transition: none;
    background: var(--rusty-audio-raised);
    box-shadow: var(--_pop-shadow);
    cursor: grabbing;
  }

  .dragging::before,
  .dragging + .track::before {
    display: none;
  }

  .empty {
    margin: 0;
    padding: 4px 16px 16px;
    color: var(--rusty-audio-ink-2);
  }

  .problem {
    padding: 4px 16px;
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-2);
  }

  .taking ol,
  .taking .empty {
    outline: 2px dashed var(--_a);
    outline-offset: -4px;
    border-radius: var(--rusty-audio-radius-well);
  }

  @media (hover: hover) {
    .track:not(.current):hover {
      background: var(--rusty-audio-well);
    }

    /* The key takes the place of the length when the pointer or the focus is there. */
    .row-menu {
      position: absolute;
      inset-inline-end: 8px;
      opacity: 0;
    }

    .track:hover .row-menu,
    .track:focus-within .row-menu,
    .row-menu.open {
      opacity: 1;
    }

    .track:hover .duration,
    .track:focus-within .duration {
      visibility: hidden;
    }
  }

  @media (forced-colors: active) {
    .track.current {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
