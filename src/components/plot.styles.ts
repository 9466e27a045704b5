import { css } from 'lit';

/** What spectrum and equalizer have in common: the recess, its grid, its legends, its hush. */
export const plotStyles = css`
  :host {
    display: block;
    position: relative;
    min-inline-size: 0;
    font-size: var(--rusty-audio-text-body);
    line-height: 1.35;
    font-variant-numeric: tabular-nums lining-nums;
    color: var(--rusty-audio-ink);
  }
  :host([hidden]) {
    display: none;
  }
  .plot {
    position: relative;
    block-size: 100%;
    min-block-size: 48px;
    border-radius: var(--rusty-audio-radius-well);
    background: var(--_plot-ground, var(--rusty-audio-well));
    box-shadow: var(
      --_plot-edge,
      inset 0 0 0 1px var(--rusty-audio-line),
      inset 0 2px 3px -1px oklch(0 0 0 / 0.05)
    );
    /* Frequencies rise to the right in every script. */
    direction: ltr;
  }
  svg,
  canvas {
    display: block;
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  svg {
    overflow: visible;
  }
  .legend {
    font-size: var(--rusty-audio-text-legend);
    letter-spacing: 0.01em;
    fill: var(--rusty-audio-ink-3);
  }
  .grid {
    fill: var(--_grid);
  }
  .tick,
  .ground {
    fill: var(--rusty-audio-line-2);
  }
  .tick.decade {
    fill: var(--rusty-audio-ink-3);
  }
  .hush {
    position: absolute;
    inset: 0 0 22px;
    display: grid;
    place-content: center;
    gap: 2px;
    padding: 0 16px;
    text-align: center;
    color: var(--rusty-audio-ink-2);
  }
  .hush b {
    font-weight: 600;
    color: var(--rusty-audio-ink);
  }
`;
