import { svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { drawn, SPEAKER } from './icons.ts';

/** As in `icons.ts`: those of controls that are loaded with the first touch. */
const DRAWINGS = {
  soft: svg`${SPEAKER}<path d="M15.6 9.2a4 4 0 0 1 0 5.6"/>`,
  muted: svg`${SPEAKER}<path d="M15.8 9.4l5.2 5.2M21 9.4l-5.2 5.2"/>`,
  captions: svg`<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="M6.5 12h4M13 12h4.5M6.5 15.5h7M16 15.5h1.5"/>`,
  warning: svg`<circle cx="12" cy="12" r="8.5"/><path class="heavy" d="M12 7.5v5.5M12 16.3v.1"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

/** Decoration beside a name that is spoken; never carries meaning alone. */
export function controlIcon(name: keyof typeof DRAWINGS): TemplateResult {
  return drawn(DRAWINGS[name]);
}
