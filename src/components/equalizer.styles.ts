import { css } from 'lit';

export const equalizerStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 8px;
    block-size: 216px;
  }
  :host([plot-only]) {
    block-size: 164px;
  }
  rusty-audio-equalizer-controls {
    flex: none;
  }
  .plot {
    flex: 1;
    block-size: auto;
  }
  canvas {
    block-size: calc(100% - 22px);
  }
  .hush {
    inset-block-end: 0;
  }
  .zero {
    fill: var(--rusty-audio-mark);
  }
  .curve {
    fill: none;
    stroke: var(--rusty-audio-ink);
    stroke-width: 2.25;
    stroke-linejoin: round;
  }
  .own {
    fill: var(--_a);
    opacity: 0.22;
  }
  .stem {
    stroke: var(--_a-ink);
    stroke-width: 1;
    stroke-dasharray: 2 3;
  }
  .foot {
    fill: var(--_a-ink);
  }
  .bypassed {
    font-weight: 650;
  }
  .handle {
    cursor: grab;
    outline: none;
  }
  .handle text {
    font-size: var(--rusty-audio-text-legend);
    font-weight: 650;
    fill: var(--rusty-audio-ink);
    user-select: none;
  }
  .knob {
    fill: var(--rusty-audio-raised);
    stroke: var(--rusty-audio-ink);
    stroke-width: 1.5;
  }
  .halo {
    fill: var(--_a);
    opacity: 0.22;
  }
  .gap,
  .ring {
    fill: none;
    stroke: none;
    stroke-width: 2;
  }
  .handle:focus-visible .gap {
    stroke: var(--rusty-audio-surface);
  }
  .handle:focus-visible .ring {
    stroke: var(--rusty-audio-ink);
  }
  .handle:focus-visible .halo {
    visibility: hidden;
  }
  .reach {
    fill: transparent;
    /* A finger beside the handles still scrolls the page. */
    touch-action: none;
  }
  .selected .knob {
    fill: var(--_a);
    stroke: var(--_a);
  }
  .selected text {
    fill: var(--_on-a);
  }
  .dragging,
  .dragging .handle {
    cursor: grabbing;
  }
  .is-bypassed .curve {
    stroke: var(--rusty-audio-mark);
    stroke-dasharray: 4 4;
  }
  .is-bypassed .knob,
  .off .knob {
    stroke: var(--rusty-audio-mark);
  }
  .is-bypassed .handle text,
  .off text {
    fill: var(--rusty-audio-ink-3);
  }
  .editing {
    position: absolute;
    inset: auto 8px 30px auto;
    z-index: 4;
    display: grid;
    justify-items: end;
  }
  .editing.high {
    inset: 8px 8px auto auto;
  }
  .readout {
    all: unset;
    position: relative;
    display: flex;
    gap: 0.6em;
    padding: 4px 8px;
    border-radius: 6px;
    background: var(--rusty-audio-ink);
    color: var(--rusty-audio-surface);
    font-size: var(--rusty-audio-text-small);
    line-height: 1.3;
    white-space: nowrap;
    cursor: pointer;
  }
  /* As tall as a finger, though not drawn so. */
  .readout::before {
    content: '';
    position: absolute;
    inset: -10px 0;
  }
  .dragging + .editing {
    pointer-events: none;
  }
  .readout:focus-visible {
    outline: 2px solid var(--rusty-audio-ink);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--rusty-audio-surface);
  }
  .readout b {
    font-weight: 650;
  }
  rusty-audio-band-editor {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 0;
    max-block-size: var(--_room);
    overflow-y: auto;
    border-radius: 10px;
    background: var(--rusty-audio-raised);
    color: var(--rusty-audio-ink);
    box-shadow: var(--_pop-shadow);
  }
  .notice {
    position: absolute;
    inset: 8px auto auto 42px;
    max-inline-size: min(420px, 100% - 60px);
    padding: 6px 10px;
    border-radius: 6px;
    background: var(--rusty-audio-raised);
    color: var(--rusty-audio-ink);
    box-shadow: var(--_pop-shadow);
    font-size: var(--rusty-audio-text-small);
    overflow-wrap: anywhere;
  }
  .notice:empty {
    padding: 0;
    box-shadow: none;
  }
`;
