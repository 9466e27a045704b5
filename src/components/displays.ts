import { BarsDisplay } from './bars-display.ts';
import type { DisplayName, SpectrumDisplay } from './display.ts';
import type { Visualizer } from './player-context.ts';

/** Bars are at hand; each of the others is loaded when it is chosen for the first time. */
const LATE_DISPLAYS: Readonly<
  Record<Exclude<DisplayName, 'bars'>, () => Promise<SpectrumDisplay>>
> = {
  line: async () => new (await import('./line-display.ts')).LineDisplay(),
  spectrogram: async () => new (await import('./spectrogram-display.ts')).SpectrogramDisplay(),
  oscilloscope: async () => new (await import('./oscilloscope-display.ts')).OscilloscopeDisplay(),
};

/** What a spectrum shows where its player shows `visualizer`. */
export function displayFor(visualizer: Visualizer | undefined): DisplayName {
  return visualizer === undefined || visualizer === 'equalizer' || visualizer === 'none'
    ? 'bars'
    : visualizer;
}

/** Rejects when its script can't be loaded. */
export async function createDisplay(name: DisplayName): Promise<SpectrumDisplay> {
  return name === 'bars' ? new BarsDisplay() : LATE_DISPLAYS[name]();
}
