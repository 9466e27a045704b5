import { css } from '@lit/reactive-element/css-tag.js';

/*
 * The width of the content decides, for the player as for the elements inside it: narrow is below
 * 668 px. With 16 px of padding that is a player below 700 px.
 */
export const playerStyles = css`
  /* Their room, until what stands in them has come. */
  .compact {
    min-height: 144px;
  }

  .mini {
    min-height: 56px;
  }

  :host {
    container: rusty-audio / inline-size;
    text-align: start;
  }

  .ra {
    position: relative;
    font-family: var(--rusty-audio-font);
    font-size: var(--rusty-audio-text-body);
    color: var(--rusty-audio-ink);
    background: var(--rusty-audio-surface);
    border-radius: var(--rusty-audio-radius-card);
    box-shadow: var(--_shadow);
    -webkit-font-smoothing: antialiased;
  }

  .full {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: 128px 164px 80px 52px;
    row-gap: 10px;
    padding: 16px;
  }

  .full.blind {
    grid-template-rows: 128px 80px 52px;
  }

  .composed {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 16px;
  }

  .full .head {
    display: grid;
    grid-template: 'cover text side' 74px 'cover bar bar' 44px / 128px minmax(0, 1fr) auto;
    gap: 10px 18px;
    align-items: center;
  }

  .cover {
    grid-area: cover;
    width: 128px;
    height: 128px;
    border-radius: var(--rusty-audio-radius-well);
    overflow: hidden;
    position: relative;
  }

  .cover::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px oklch(0 0 0 / 0.08);
    pointer-events: none;
  }

  .cover img,
  .cover ::slotted(*) {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  .no-cover {
    display: grid;
    place-items: center;
    height: 100%;
    background: var(--rusty-audio-well);
    color: var(--rusty-audio-faint);
  }

  .no-cover .icon {
    width: 44%;
    height: 44%;
  }

  .text {
    grid-area: text;
    min-width: 0;
  }

  /* A name runs its own way (\`dir="auto"\`), and stands where the face has its start. */
  .text:dir(rtl) p {
    text-align: right;
  }

  .text:dir(ltr) p {
    text-align: left;
  }

  .title {
    font-size: var(--rusty-audio-text-title);
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.012em;
  }

  .by {
    margin-top: 3px;
    color: var(--rusty-audio-ink-2);
  }

  .full .album {
    display: block;
    margin-top: 1px;
  }

  .album {
    color: var(--rusty-audio-ink-3);
  }

  .full .comma {
    display: none;
  }

  .side {
    grid-area: side;
    align-self: start;
    min-height: 44px;
    margin: -8px -8px 0 0;
  }

  .bar {
    grid-area: bar;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-width: 0;
  }

  .bar > * {
    min-width: 0;
  }

  .full rusty-audio-spectrum,
  .full rusty-audio-equalizer {
    height: 100%;
  }

  /* Captions lie over the display, also before they are defined. */
  .full .stage,
  .full .float {
    grid-area: 2 / 1;
  }

  /* Until the spectrum is there, with the first sound: its recess, and its caps at rest. */
  .ra rusty-audio-spectrum:not(:defined) {
    box-sizing: border-box;
    padding: 0 8px 22px;
    border-radius: var(--rusty-audio-radius-well);
    background:
      linear-gradient(90deg, transparent 14%, var(--rusty-audio-faint) 14% 86%, transparent 86%) 0
        calc(100% - 1px) / calc(100% / 60) 2px repeat-x content-box,
      var(--rusty-audio-well);
    box-shadow:
      inset 0 0 0 1px var(--rusty-audio-line),
      inset 0 2px 3px -1px oklch(0 0 0 / 0.05);
  }

  .composed ::slotted(rusty-audio-spectrum:not(:defined)),
  .composed ::slotted(rusty-audio-equalizer:not(:defined)) {
    display: block;
    block-size: 164px;
  }

  .composed ::slotted(rusty-audio-equalizer:not(:defined, [plot-only])) {
    block-size: 216px;
  }

  @container rusty-audio (max-width: 719px) {
    .full .bar {
      --_peak-display: none;
    }
  }

  @container rusty-audio (max-width: 699px) {
    .full {
      grid-template-rows: auto 160px 80px auto;
    }

    .full.blind {
      grid-template-rows: auto 80px auto;
    }

    .full .head {
      grid-template: 'cover text side' 56px 'bar bar bar' auto / 56px minmax(0, 1fr) auto;
      gap: 8px 12px;
    }

    .full .cover {
      width: 56px;
      height: 56px;
    }

    .full .title {
      font-size: 1.0625rem;
    }

    .full .album,
    .full .comma {
      display: inline;
      margin: 0;
    }

    .full .side {
      margin: -6px -12px 0 0;
      --_badge-word: none;
      --_note-width: 264px;
    }

    .full .bar {
      flex-wrap: wrap;
      row-gap: 0;
      min-height: 88px;
      align-content: flex-start;
      --_switch-key-flex: 1;
      --_switch-word-flex: 1.3;
      --_peak-display: inline;
    }

    .full .bar > * {
      flex: 1 0 100%;
    }
  }

  @container rusty-audio (max-width: 691px) {
    .full {
      padding: 12px;
    }
  }

  @media (forced-colors: active) {
    /* Takes no room, as a border would. */
    .ra {
      outline: 2px solid CanvasText;
      outline-offset: -1px;
    }
  }
`;
