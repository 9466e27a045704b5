import type { EqSetting } from './backend.ts';
import { DEFAULT_BANDS, type EqBand } from './equalizer.ts';
import { Scope } from './scope.ts';

/** Time constant of parameter changes, seconds; the WASM kernel glides as fast. */
const GLIDE_SECONDS = 0.005;

/**
 * The equalizer of the fallback mode: eight native `BiquadFilterNode`s with the curve of
 * `equalizer.ts`, between a stereo input and an output.
 *
 * input -> band 1 -> ... -> band 8 -> preamp -> wet -> output
 *       `----------------------------------> dry ----^
 */
export class NativeEqualizer {
  readonly input: GainNode;
  readonly output: GainNode;
  #scope = new Scope();
  #context: BaseAudioContext;
  #filters: BiquadFilterNode[];
  #preamp: GainNode;
  #wet: GainNode;
  #dry: GainNode;
  #applied: EqSetting | null = null;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    // Down or up to stereo here, by the rules of the Web Audio API: filters then always see stereo.
    this.input = this.#scope.node(
      new GainNode(context, {
        channelCount: 2,
        channelCountMode: 'explicit',
        channelInterpretation: 'speakers',
      }),
    );
    this.output = this.#scope.node(new GainNode(context));
    this.#preamp = this.#scope.node(new GainNode(context));
    this.#wet = this.#scope.node(new GainNode(context));
    this.#dry = this.#scope.node(new GainNode(context, { gain: 0 }));
    this.#filters = DEFAULT_BANDS.map(() => this.#scope.node(new BiquadFilterNode(context)));

    const chain: AudioNode[] = [this.input, ...this.#filters, this.#preamp, this.#wet, this.output];
    chain.reduce((from, to) => from.connect(to));
    this.input.connect(this.#dry).connect(this.output);
  }

  /** Takes over a setting: at once the first time, gliding from then on. */
  apply(setting: EqSetting): void {
    const previous = this.#applied;
    this.#applied = setting;
    this.#filters.forEach((filter, i) => {
      const band = setting.bands[i];
      if (band !== undefined && band !== previous?.bands[i]) this.#setBand(filter, band);
    });
    this.#set(this.#preamp.gain, 10 ** (setting.preampDb / 20));
    this.#set(this.#wet.gain, setting.bypass ? 0 : 1);
    this.#set(this.#dry.gain, setting.bypass ? 1 : 0);
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #setBand(filter: BiquadFilterNode, band: EqBand): void {
    // A band that is off is a peak of 0 dB: the identity, and it can glide there.
    const type = band.enabled ? band.type : 'peaking';
    if (filter.type !== type) filter.type = type;
    this.#set(filter.frequency, band.frequency);
    this.#set(filter.Q, nativeQ(band));
    this.#set(filter.gain, band.enabled ? band.gain : 0);
  }

  #set(param: AudioParam, value: number): void {
    const { currentTime } = this.#context;
    param.cancelScheduledValues(currentTime);
    if (currentTime > 0 && this.#context.state === 'running') {
      param.setTargetAtTime(value, currentTime, GLIDE_SECONDS);
    } else {
      param.value = value;
    }
  }
}

/** The value for a native BiquadFilterNode's `Q`, which is in dB for lowpass and highpass. */
export function nativeQ(band: EqBand): number {
  return band.type === 'lowpass' || band.type === 'highpass' ? 20 * Math.log10(band.q) : band.q;
}
