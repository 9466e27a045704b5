import { html, type TemplateResult } from 'lit';
import { BAND_RANGES, autoPreampDb } from '../engine/equalizer.ts';
import { shortGain, spokenGain } from './band-words.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { equalizerControlsStyles } from './equalizer-controls.styles.ts';
import { FaceElement } from './face-element.ts';
import { request } from './requests.ts';
import type { SliderInputEvent } from './slider.ts';
import { allStringsFor } from './late-strings.ts';

const PREAMP_STEP_DB = 0.5;

/**
 * Presets, preamp, comparison and bypass of the equalizer, in one row. The preamp's figure is a key: pressed, the
 * preamp follows the curve, so that boosting can't clip.
 *
 * @summary The equalizer's controls beside its curve.
 * @tag rusty-audio-equalizer-controls
 */
export class RustyAudioEqualizerControls extends FaceElement {
  static override styles = [controls, equalizerControlsStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.eqBands,
    snapshot.eqBypass,
    snapshot.eqPreamp,
    snapshot.eqSlot,
  ]);

  protected override render(): TemplateResult {
    const { engine, snapshot, settings } = this.#player;
    const strings = allStringsFor(settings?.lang ?? '');
    const bands = snapshot?.eqBands ?? [];
    const isAuto = snapshot?.eqPreamp === 'auto';
    const preampDb =
      snapshot?.eqPreamp === 'auto'
        ? autoPreampDb(bands, engine?.sampleRate ?? 48_000)
        : (snapshot?.eqPreamp ?? 0);
    const spoken = spokenGain(preampDb, strings);
    const slot = snapshot?.eqSlot ?? 'A';
    const other = slot === 'A' ? 'B' : 'A';
    // Who speaks to the computer names a key by what stands on it.
    const shown = `${slot}/${other}`;
    const isOn = snapshot ? !snapshot.eqBypass : false;
    const off = !snapshot || snapshot.mode === 'native';
    const ariaOff = off ? 'true' : 'false';
    return html`<div class="controls" role="group" aria-label=${strings.equalizerSettings}>
      <rusty-audio-preset-menu
        .bands=${bands}
        .strings=${strings}
        .disabled=${off}
      ></rusty-audio-preset-menu>
      <div class="preamp">
        <span class="label" aria-hidden="true">${strings.preamp}</span>
        <rusty-audio-slider
          aria-label=${strings.preamp}
          aria-disabled=${ariaOff}
          .min=${BAND_RANGES.minGainDb}
          .max=${BAND_RANGES.maxGainDb}
          .step=${PREAMP_STEP_DB}
          .origin=${0}
          .ticks=${7}
          .value=${preampDb}
          .valueText=${isAuto ? strings.preampAutomatic(spoken) : spoken}
          @rusty-audio-slider=${(event: SliderInputEvent) => {
            this.#setPreamp(event.value, off);
          }}
        ></rusty-audio-slider>
        <button
          type="button"
          class="value"
          aria-label=${strings.preampAutomaticKey(shortGain(preampDb, strings.locale))}
          aria-pressed=${isAuto ? 'true' : 'false'}
          aria-disabled=${ariaOff}
          title=${strings.preampAutomaticTitle}
          @click=${() => {
            if (!off) request(this, { type: 'eq-preamp', preamp: isAuto ? preampDb : 'auto' });
          }}
        >
          ${shortGain(preampDb, strings.locale)}
        </button>
      </div>
      <button
        type="button"
        class="compare"
        aria-disabled=${ariaOff}
        aria-label="${shown}, ${strings.compareKey(slot)}"
        title=${strings.compareTitle}
        @click=${() => {
          if (!off) request(this, { type: 'eq-compare' });
        }}
      >
        <span><b>${slot}</b>/${other}</span>
      </button>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked=${isOn ? 'true' : 'false'}
        aria-disabled=${ariaOff}
        aria-label=${strings.equalizerOn}
        @click=${() => {
          if (!off) request(this, { type: 'eq-bypass', bypass: isOn });
        }}
      >
        <span class="word">${isOn ? strings.on : strings.off}</span><u></u>
      </button>
    </div>`;
  }

  #setPreamp(db: number, off: boolean): void {
    const preamp = Math.round(db / PREAMP_STEP_DB) * PREAMP_STEP_DB;
    // A drag inside one step asks for nothing new.
    if (!off && preamp !== this.#player.snapshot?.eqPreamp) {
      request(this, { type: 'eq-preamp', preamp });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-equalizer-controls': RustyAudioEqualizerControls;
  }
}
