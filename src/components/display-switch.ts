import { html, nothing, type TemplateResult } from 'lit';
import { controlStringsFor } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { displaySwitchStyles } from './display-switch.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { icon } from './icons.ts';
import { PICTURES, type Visualizer } from './player-context.ts';
import { playbackState } from './playback-state.ts';
import { request } from './requests.ts';

interface Display {
  readonly visualizer: Visualizer;
  readonly name: string;
  readonly sign: TemplateResult | string;
}

/** Chooses what the stage shows. One radio group: arrows move and choose. */
export class RustyAudioDisplaySwitch extends FaceElement {
  static override readonly styles = [controls, displaySwitchStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    playbackState(snapshot),
  ]);

  protected override render() {
    const { snapshot, settings } = this.#player;
    const strings = controlStringsFor(settings?.lang ?? '');
    const state = playbackState(snapshot);
    const native = snapshot?.mode === 'native';
    const off = native || state === 'error' || state === 'empty';
    const reason = native ? strings.displayOffNative : strings.displayOffIdle;
    const displays: readonly Display[] = [
      ...PICTURES.map((visualizer) => ({
        visualizer,
        name: strings[visualizer],
        sign: icon(visualizer),
      })),
      { visualizer: 'equalizer', name: strings.equalizer, sign: strings.equalizerKey },
    ];
    const chosen = settings?.visualizer;
    const focusable = displays.some(({ visualizer }) => visualizer === chosen) ? chosen : 'bars';
    return html`<div
      class="switch"
      part="display-switch"
      role="radiogroup"
      aria-label=${strings.display}
      aria-disabled=${off ? 'true' : nothing}
      @keydown=${this.#onKeyDown}
    >
      ${displays.map(
        ({ visualizer, name, sign }) =>
          html`${visualizer === 'equalizer' ? html`<i class="divider"></i>` : nothing}<button
              class=${visualizer === 'equalizer' ? 'word' : ''}
              type="button"
              role="radio"
              tabindex=${visualizer === focusable ? 0 : -1}
              aria-label=${name}
              aria-checked=${visualizer === chosen && !off}
              aria-disabled=${off ? 'true' : nothing}
              title=${off ? reason : nothing}
              data-visualizer=${visualizer}
              @click=${() => {
                this.#choose(visualizer);
              }}
            >
              ${sign}
            </button>`,
      )}
    </div>`;
  }

  #choose(visualizer: Visualizer): void {
    const { snapshot } = this.#player;
    const state = playbackState(snapshot);
    if (snapshot?.mode === 'native' || state === 'error' || state === 'empty') return;
    request(this, { type: 'visualizer', visualizer });
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...this.renderRoot.querySelectorAll('button')];
    const from = buttons.findIndex((button) => button === event.target);
    const to = buttons[(from + step + buttons.length) % buttons.length];
    event.preventDefault();
    event.stopPropagation();
    to?.focus();
    to?.click();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-display-switch': RustyAudioDisplaySwitch;
  }
}
