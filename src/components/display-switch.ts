import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { icon } from './icons.ts';
import type { Visualizer } from './player-context.ts';
import { playbackState } from './playback-state.ts';
import { request } from './requests.ts';
import { stringsFor } from './strings.ts';

const switchStyles = css`
  .switch {
    display: flex;
    height: 44px;
    position: relative;
    isolation: isolate;
  }

  .switch::before {
    content: '';
    position: absolute;
    inset: 4px 0;
    border-radius: 8px;
    background: var(--rusty-audio-well);
    box-shadow: inset 0 0 0 1px var(--rusty-audio-line);
    z-index: -2;
  }

  /* In a narrow player the keys share its width. */
  button {
    flex: var(--_switch-key-flex, none);
    width: 44px;
    color: var(--rusty-audio-ink-2);
  }

  button[aria-checked='true'] {
    color: var(--rusty-audio-ink);
  }

  button[aria-checked='true']::before {
    content: '';
    position: absolute;
    inset: 6px 2px;
    border-radius: 6px;
    background: var(--rusty-audio-raised);
    box-shadow:
      var(--_key-shadow),
      0 0 0 1px var(--rusty-audio-line-2);
    z-index: -1;
  }

  .word {
    flex: var(--_switch-word-flex, none);
    width: 52px;
    font-weight: 650;
    letter-spacing: 0.02em;
  }

  .divider {
    width: 1px;
    margin: 14px 2px;
    background: var(--rusty-audio-line-2);
  }

  @media (forced-colors: active) {
    .switch::before {
      border: 1px solid ButtonBorder;
    }

    button[aria-checked='true']::before {
      border: 2px solid Highlight;
    }
  }
`;

interface Display {
  readonly visualizer: Visualizer;
  readonly name: string;
  readonly sign: TemplateResult | string;
}

const PICTURES = ['bars', 'line', 'spectrogram', 'oscilloscope'] as const;

/** Chooses what the stage shows. One radio group: arrows move and choose. */
export class RustyAudioDisplaySwitch extends LitElement {
  static override readonly styles = [controls, switchStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    playbackState(snapshot),
  ]);

  protected override render() {
    const { snapshot, settings } = this.#player;
    const strings = stringsFor(settings?.lang ?? '');
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
