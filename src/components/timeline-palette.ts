import { css, html, type TemplateResult } from 'lit';

/** CSS colours, resolved, as a canvas takes them. */
export interface TimelinePalette {
  /** Played. */
  readonly accent: string;
  /** The edges of the looped section. */
  readonly accentInk: string;
  /** The ground of the looped section. */
  readonly accentSoft: string;
  /** Buffered. */
  readonly mark: string;
  /** Not yet buffered. */
  readonly faint: string;
  /** The ground of the buffer line where there is no well. */
  readonly line: string;
  /** Chapter ticks on a ruler. */
  readonly tick: string;
  /** Chapter ticks where there is no ruler. */
  readonly smallTick: string;
}

const NAMES = [
  'accent',
  'accentInk',
  'accentSoft',
  'mark',
  'faint',
  'line',
  'tick',
  'smallTick',
] as const satisfies readonly (keyof TimelinePalette)[];

/**
 * A canvas can't use custom properties: invisible elements carry them as real colours, and tell by
 * an instant transition when one changes (theme, colour scheme, accent, forced colours).
 */
export const timelinePaletteStyles = css`
  .palette {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
  }

  .palette i {
    transition: color 1ms step-start !important;
  }

  .palette .accent {
    color: var(--_a);
  }

  .palette .accentInk {
    color: var(--_a-ink);
  }

  .palette .accentSoft {
    color: var(--_a-soft);
  }

  .palette .mark {
    color: var(--rusty-audio-mark);
  }

  .palette .faint {
    color: var(--rusty-audio-faint);
  }

  .palette .line {
    color: var(--rusty-audio-line);
  }

  .palette .tick {
    color: var(--rusty-audio-line-2);
  }

  .palette .smallTick {
    color: var(--rusty-audio-ink-3);
  }
`;

/** The probe; `changed` is called whenever one of its colours is a different one. */
export function timelinePaletteProbe(changed: () => void): TemplateResult {
  return html`<span class="palette" aria-hidden="true" @transitionend=${changed}
    >${NAMES.map((name) => html`<i class=${name}></i>`)}</span
  >`;
}

/** The colours as they are now; undefined before the probe was rendered. */
export function readTimelinePalette(root: ParentNode): TimelinePalette | undefined {
  const probes = [...root.querySelectorAll('.palette i')];
  if (probes.length === 0) return undefined;
  const colors = probes.map((probe) => getComputedStyle(probe).color);
  return Object.fromEntries(
    NAMES.map((name, index) => [name, colors[index]]),
  ) as unknown as TimelinePalette;
}
