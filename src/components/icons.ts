import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

export const SPEAKER = svg`<path class="solid" d="M3.5 9.3v5.4c0 .4.3.7.7.7h3l4.2 3.7c.5.4 1.1.1 1.1-.5V5.4c0-.6-.6-.9-1.1-.5L7.2 8.6h-3c-.4 0-.7.3-.7.7z"/>`;
export const LOOP = svg`<path d="M4 11V9.5A3.5 3.5 0 0 1 7.5 6H19M16 3l3 3-3 3M20 13v1.5a3.5 3.5 0 0 1-3.5 3.5H5M8 21l-3-3 3-3"/>`;

/** On a 24 px field: filled for what moves the tape, stroked for settings. */
const DRAWINGS = {
  play: svg`<path class="solid" d="M7 4.6v14.8a.8.8 0 0 0 1.2.7l12-7.4a.8.8 0 0 0 0-1.4l-12-7.4A.8.8 0 0 0 7 4.6z"/>`,
  pause: svg`<rect class="solid" x="6" y="4.5" width="4.4" height="15" rx="1"/><rect class="solid" x="13.6" y="4.5" width="4.4" height="15" rx="1"/>`,
  back: svg`<path d="M4.2 12.6a7.8 7.8 0 1 0 2.5-6.3L4.4 8.4"/><path d="M4.2 4.4v4.2h4.2"/><text x="12.2" y="15.6" class="solid digits">10</text>`,
  forward: svg`<path d="M19.8 12.6a7.8 7.8 0 1 1-2.5-6.3l2.3 2.1"/><path d="M19.8 4.4v4.2h-4.2"/><text x="11.8" y="15.6" class="solid digits">10</text>`,
  previous: svg`<rect class="solid" x="4.6" y="5.5" width="2.4" height="13" rx=".8"/><path class="solid" d="M19.4 6.2v11.6a.7.7 0 0 1-1.1.6L9.4 12.6a.7.7 0 0 1 0-1.2l8.9-5.8a.7.7 0 0 1 1.1.6z"/>`,
  next: svg`<rect class="solid" x="17" y="5.5" width="2.4" height="13" rx=".8"/><path class="solid" d="M4.6 6.2v11.6a.7.7 0 0 0 1.1.6l8.9-5.8a.7.7 0 0 0 0-1.2L5.7 5.6a.7.7 0 0 0-1.1.6z"/>`,
  loop: LOOP,
  loud: svg`${SPEAKER}<path d="M15.6 9.2a4 4 0 0 1 0 5.6M18 6.6a7.6 7.6 0 0 1 0 10.8"/>`,
  bars: svg`<path class="heavy" d="M4.5 19v-6M9.5 19V6M14.5 19V9.5M19.5 19v-4"/>`,
  line: svg`<path d="M3 16c3 0 3-9 6-9s3 7 6 7 3-4 6-4"/>`,
  spectrogram: svg`<path class="solid" d="M3.5 4.5h5v4h-5zM15.5 4.5h5v4h-5zM9.5 10h5v4h-5zM3.5 15.5h5v4h-5zM15.5 15.5h5v4h-5z"/><path class="solid" opacity=".4" d="M9.5 4.5h5v4h-5zM3.5 10h5v4h-5zM15.5 10h5v4h-5zM9.5 15.5h5v4h-5z"/>`,
  oscilloscope: svg`<path d="M3 12h3l2-6 4 12 3.5-9 1.5 3h4"/>`,
  more: svg`<circle class="solid" cx="5.5" cy="12" r="1.7"/><circle class="solid" cx="12" cy="12" r="1.7"/><circle class="solid" cx="18.5" cy="12" r="1.7"/>`,
  spinner: svg`<g class="turning"><path class="heavy" d="M12 4a8 8 0 1 1-8 8"/></g>`,
  note: svg`<path class="solid" d="M9 17.6a2.9 2.9 0 1 1-1.5-2.5V5.2c0-.4.3-.7.6-.8l9.2-2c.5-.1 1 .3 1 .8v11.9a2.9 2.9 0 1 1-1.5-2.5V7.6L9 9.3z"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof DRAWINGS;

/** Decoration beside a name that is spoken; never carries meaning alone. */
export function icon(name: IconName): TemplateResult {
  return drawn(DRAWINGS[name]);
}

/** @param drawing on a 24 px field */
export function drawn(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
}
