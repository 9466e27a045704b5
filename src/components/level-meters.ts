import { html, nothing, svg, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { LEVEL_FIELDS } from '../engine/audio-engine.ts';
import { AnimationLoop } from './animation-loop.ts';
import { BarMotion } from './bar-motion.ts';
import { CanvasSizeController, type CanvasSize } from './canvas-size.ts';
import { colorProbe, colorProbeStyles, readMeterPalette } from './color-probe.ts';
import { decibelLines, decibelsToHeight } from './decibel-scale.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { AXIS_HEIGHT } from './frequency-axis.ts';
import { levelMetersStyles } from './level-meters.styles.ts';
import { MeterRenderer, isNarrowMeter, meterColumn } from './meter-renderer.ts';
import { plotStyles } from './plot.styles.ts';
import { signedText } from './quantity-text.ts';
import { RestWatch } from './rest-watch.ts';
import { HEADROOM_CSS } from './spectrum-drawing.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

const CHANNEL_COUNT = 2;

/**
 * Level meters, left and right: segments of 3 dB on the spectrum's scale up to the RMS of the last
 * 50 ms, and an ink line at the highest true peak (ITU-R BS.1770), which stays for a while. What is
 * measured is what is heard, before volume and mute.
 *
 * Belongs inside a `rusty-audio-player`. Takes the height it is given; from 40 px of width on with
 * numbers in dB.
 *
 * @summary Level meters with true peak.
 * @tag rusty-audio-meters
 * @csspart meters - The recess that holds both columns.
 */
export class RustyAudioMeters extends FaceElement {
  static override styles = [plotStyles, colorProbeStyles, levelMetersStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.paused,
    snapshot.ended,
    snapshot.waiting,
  ]);
  readonly #loop = new AnimationLoop(this, (elapsedSeconds) => this.#frame(elapsedSeconds));
  readonly #canvasSize = new CanvasSizeController(this, (size) => {
    this.#resize(size);
  });
  readonly #measured = new Float32Array(LEVEL_FIELDS.count);
  readonly #heights = new Float32Array(CHANNEL_COUNT);
  readonly #peakHeights = new Float32Array(CHANNEL_COUNT);
  readonly #bars = new BarMotion(CHANNEL_COUNT);
  readonly #lines = new BarMotion(CHANNEL_COUNT);
  readonly #rest = new RestWatch();
  #renderer: MeterRenderer | undefined;

  @state() private accessor size: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };

  protected override render(): TemplateResult {
    return html`<div class="plot" part="meters" role="img" aria-label=${this.#words.meters}>
        <canvas></canvas>${this.size.width === 0 ? nothing : this.#legends()}
      </div>
      ${colorProbe(() => {
        this.#readPalette();
      })}`;
  }

  protected override firstUpdated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    this.#renderer = new MeterRenderer(context);
    this.#readPalette();
    this.#canvasSize.observe(canvas);
  }

  protected override updated(): void {
    this.#rest.stir();
    this.#loop.wake();
  }

  get #words(): AllStrings {
    return allStringsFor(this.#player.settings?.lang ?? '');
  }

  /** Letters under the columns, and numbers beside them, where they have room. */
  #legends(): TemplateResult {
    const { width, height } = this.size;
    const { minDecibels, maxDecibels } = this.#range;
    const { channels, locale } = this.#words;
    const lines = isNarrowMeter(width) ? [] : decibelLines(minDecibels, maxDecibels);
    const full = height - HEADROOM_CSS;
    return html`<svg
      viewBox="0 0 ${width} ${height + AXIS_HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${channels.map((name, channel) => {
        const { left, width: columnWidth } = meterColumn(width, channel);
        return svg`<text class="legend" x=${left + columnWidth / 2} y=${height + AXIS_HEIGHT - 5} text-anchor="middle">${name}</text>`;
      })}
      ${lines.map((decibels) => {
        const y = height - decibelsToHeight(decibels, minDecibels, maxDecibels) * full;
        return svg`<text class="legend" x=${width - 7} y=${y + 4} text-anchor="end">${signedText(decibels, locale)}</text>`;
      })}
      ${svg`<rect class="ground" x="0" y=${height} width=${width} height="1"></rect>`}
    </svg>`;
  }

  get #range(): { readonly minDecibels: number; readonly maxDecibels: number } {
    return this.#player.settings ?? { minDecibels: -90, maxDecibels: 0 };
  }

  #resize(size: CanvasSize): void {
    this.#renderer?.resize(size.width, size.height, size.pixelRatio);
    this.#draw();
    this.size = size;
  }

  #readPalette(): void {
    const probe = this.renderRoot.querySelector('.color-probe');
    if (!probe || !this.#renderer) return;
    this.#renderer.setPalette(readMeterPalette(probe));
    this.#draw();
  }

  #draw(): void {
    const { minDecibels, maxDecibels } = this.#range;
    this.#renderer?.draw(this.#bars.levels, this.#lines.peaks, maxDecibels - minDecibels);
  }

  #frame(elapsedSeconds: number): boolean {
    const { engine, snapshot } = this.#player;
    if (!engine || !snapshot) return false;
    engine.readLevels(this.#measured);
    const { minDecibels, maxDecibels } = this.#range;
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const at = channel * LEVEL_FIELDS.perChannel;
      const rmsDb = 20 * Math.log10(this.#measured[at + LEVEL_FIELDS.rms] ?? 0);
      const peakDb = 20 * Math.log10(this.#measured[at + LEVEL_FIELDS.truePeak] ?? 0);
      this.#heights[channel] = decibelsToHeight(rmsDb, minDecibels, maxDecibels);
      this.#peakHeights[channel] = decibelsToHeight(peakDb, minDecibels, maxDecibels);
    }
    const { calm } = this.#loop;
    const barsMove = this.#bars.advance(this.#heights, elapsedSeconds, calm);
    const linesMove = this.#lines.advance(this.#peakHeights, elapsedSeconds, calm);
    if (barsMove || linesMove) this.#draw();
    return this.#rest.step(barsMove || linesMove, snapshot, elapsedSeconds);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-meters': RustyAudioMeters;
  }
}
