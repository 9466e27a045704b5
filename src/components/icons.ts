import { html, nothing, svg, type TemplateResult } from 'lit';
import { RESTING_DRAWINGS, SPEAKER, type Drawing, type Shape } from './drawings.ts';

/** On a 24 px field: filled for what moves the tape, stroked for settings. */
const DRAWINGS = {
  ...RESTING_DRAWINGS,
  previous: [
    {
      kind: 'solid',
      d: 'M5.4 5.5h.8a.8.8 0 0 1 .8.8v11.4a.8.8 0 0 1-.8.8h-.8a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8zM19.4 6.2v11.6a.7.7 0 0 1-1.1.6L9.4 12.6a.7.7 0 0 1 0-1.2l8.9-5.8a.7.7 0 0 1 1.1.6z',
    },
  ],
  next: [
    {
      kind: 'solid',
      d: 'M17.8 5.5h.8a.8.8 0 0 1 .8.8v11.4a.8.8 0 0 1-.8.8h-.8a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8zM4.6 6.2v11.6a.7.7 0 0 0 1.1.6l8.9-5.8a.7.7 0 0 0 0-1.2L5.7 5.6a.7.7 0 0 0-1.1.6z',
    },
  ],
  soft: [SPEAKER, { d: 'M15.6 9.2a4 4 0 0 1 0 5.6' }],
  muted: [SPEAKER, { d: 'M15.8 9.4l5.2 5.2M21 9.4l-5.2 5.2' }],
  more: [
    {
      kind: 'solid',
      d: 'M3.8 12a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0M10.3 12a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0M16.8 12a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0',
    },
  ],
  captions: [
    {
      d: 'M5.5 5h13A2.5 2.5 0 0 1 21 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 16.5v-9A2.5 2.5 0 0 1 5.5 5zM6.5 12h4M13 12h4.5M6.5 15.5h7M16 15.5h1.5',
    },
  ],
  warning: [
    { d: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0' },
    { kind: 'heavy', d: 'M12 7.5v5.5M12 16.3v.1' },
  ],
} as const satisfies Record<string, Drawing>;

export type IconName = keyof typeof DRAWINGS;

/** Decoration beside a name that is spoken; never carries meaning alone. */
export function icon(name: IconName): TemplateResult {
  return drawn(DRAWINGS[name]);
}

export function drawn(drawing: Drawing): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawing.map(shape)}</svg>`;
}

function shape({ kind, d, tenAt }: Shape) {
  return tenAt === undefined
    ? svg`<path class=${kind ?? nothing} d=${d} />`
    : svg`<text class="solid digits" x=${tenAt} y="15.6">10</text>`;
}
