import { html, nothing, type TemplateResult } from 'lit';
import type { Visualizer } from './player-context.ts';

/** The display that was chosen, with the level meters at its right edge, in one recess. */
export function stage(visualizer: Visualizer): TemplateResult | typeof nothing {
  if (visualizer === 'none') return nothing;
  return html`<div class="stage" part="stage">
    ${
      visualizer === 'equalizer'
        ? html`<rusty-audio-equalizer plot-only></rusty-audio-equalizer>`
        : html`<rusty-audio-spectrum></rusty-audio-spectrum>`
    }<rusty-audio-meters></rusty-audio-meters>
  </div>`;
}
