import { svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { drawn } from './icons.ts';

/** As in `icons.ts`: those of menus and lists, which are loaded when they are opened. */
const DRAWINGS = {
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  check: svg`<path class="heavy" d="M4 12.5l5 5L20 6.5"/>`,
  chevron: svg`<path class="heavy" d="M9 5l7 7-7 7"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

/** Decoration beside a name that is spoken; never carries meaning alone. */
export function lateIcon(name: keyof typeof DRAWINGS): TemplateResult {
  return drawn(DRAWINGS[name]);
}
