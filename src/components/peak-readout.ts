import { css, html } from 'lit';
import { query } from 'lit/decorators.js';
import { AnimationLoop } from './animation-loop.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { allStringsFor } from './late-strings.ts';
import { isSounding } from './rest-watch.ts';
import { frequencyText, loudnessText } from './quantity-text.ts';

/** Figures that change faster can't be read. */
const UPDATE_SECONDS = 0.25;
/** What is softer is not called a peak, in dBFS. */
const FLOOR_DB = -90;

const readoutStyles = css`
  .figures {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 14px;
    height: 44px;
    white-space: nowrap;
    color: var(--rusty-audio-ink-2);
    font-size: var(--rusty-audio-text-small);
  }

  .peak {
    display: var(--_peak-display, inline);
  }

  /* Figure and unit stand in this order in every script. */
  b {
    direction: ltr;
    unicode-bidi: isolate;
    color: var(--rusty-audio-ink);
    font-weight: 600;
  }
`;

/** The loudest frequency now, and how loud the track is. For the eye: it is not announced. */
export class RustyAudioPeakReadout extends FaceElement {
  static override readonly styles = [controls, readoutStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.paused,
    snapshot.ended,
    snapshot.loudness,
  ]);
  readonly #loop = new AnimationLoop(this, (elapsedSeconds) => this.#frame(elapsedSeconds));
  #decibels = new Float32Array(0);
  #sinceUpdate = Infinity;

  @query('.frequency') private accessor frequency!: HTMLElement | null;

  protected override render() {
    const { snapshot, settings } = this.#player;
    const strings = allStringsFor(settings?.lang ?? '');
    const loudness = snapshot?.loudness;
    return html`<div class="figures" aria-hidden="true">
      <span class="peak">${strings.peak} <b class="frequency">–</b></span>
      <span
        >${strings.loudness}
        <b>${loudness ? loudnessText(loudness.integratedLufs, strings.locale) : '–'}</b></span
      >
    </div>`;
  }

  protected override updated(): void {
    this.#sinceUpdate = Infinity;
    this.#loop.wake();
  }

  #frame(elapsedSeconds: number): boolean {
    const { engine, snapshot, settings } = this.#player;
    if (!engine || !snapshot) return false;
    this.#sinceUpdate += elapsedSeconds;
    if (this.#sinceUpdate >= UPDATE_SECONDS) {
      this.#sinceUpdate = 0;
      const bins = engine.fftSize / 2 + 1;
      if (this.#decibels.length !== bins) this.#decibels = new Float32Array(bins);
      engine.getFrequencyData(this.#decibels);
      this.#show(engine.sampleRate / engine.fftSize, allStringsFor(settings?.lang ?? '').locale);
    }
    return isSounding(snapshot);
  }

  #show(binHz: number, locale: string): void {
    const data = this.#decibels;
    let peak = 1;
    for (let bin = 2; bin < data.length; bin++) {
      if ((data[bin] ?? -Infinity) > (data[peak] ?? -Infinity)) peak = bin;
    }
    const levelDb = data[peak] ?? -Infinity;
    const known = levelDb > FLOOR_DB;
    const hz = (peak + summitOffset(data, peak)) * binHz;
    if (this.frequency) this.frequency.textContent = known ? frequencyText(hz, locale) : '–';
  }
}

/**
 * Where between bins the summit lies, -0.5 to 0.5: the parabola through three neighbours in dB
 * (J. O. Smith, "Spectral Audio Signal Processing", 2011, "Quadratic Interpolation of Spectral
 * Peaks").
 */
function summitOffset(decibels: Float32Array, bin: number): number {
  const [left = 0, top = 0, right = 0] = decibels.subarray(bin - 1, bin + 2);
  const offset = (0.5 * (left - right)) / (left - 2 * top + right);
  return Number.isFinite(offset) ? Math.min(0.5, Math.max(-0.5, offset)) : 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-peak-readout': RustyAudioPeakReadout;
  }
}
