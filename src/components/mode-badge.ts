import { css, html, nothing, svg } from 'lit';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { popoverStyles } from './popover.styles.ts';
import { Popover } from './popover.ts';
import { allStringsFor } from './late-strings.ts';

const SIGNS = {
  threaded: svg`<path d="M1 2.5h10M1 6h10M1 9.5h10" stroke="currentColor" stroke-width="1.5"/>`,
  fallback: svg`<path d="M1 6h10" stroke="currentColor" stroke-width="1.5"/>`,
  native: svg`<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
} as const;

const badgeStyles = css`
  :host {
    position: relative;
    min-width: 0;
  }

  .badge {
    grid-auto-flow: column;
    gap: 6px;
    padding: 0 8px;
    font-size: var(--rusty-audio-text-small);
    color: var(--rusty-audio-ink-2);
  }

  .badge svg {
    width: 12px;
    height: 12px;
  }

  .popover {
    width: var(--_note-width, 288px);
    max-width: calc(100vw - 16px);
    line-height: 1.45;
  }

  .popover[popover] {
    padding: 12px 14px;
  }

  /* Where there is no room for the word, the sign alone stands for it. */
  .word {
    display: var(--_badge-word, inline);
  }

  b {
    display: block;
    margin-bottom: 2px;
    font-weight: 650;
  }

  .reason {
    margin-top: 6px;
    color: var(--rusty-audio-ink-2);
    font-size: var(--rusty-audio-text-small);
  }
`;

/** How the sound is made: a sign and a word; pressed, it explains itself. Absent until known. */
export class RustyAudioModeBadge extends FaceElement {
  static override readonly styles = [controls, popoverStyles, badgeStyles];

  readonly #player = new EngineController(this, ({ mode, modeReason }) => [mode, modeReason]);
  readonly #note = new Popover(this, 'anchor', 'below');

  protected override render() {
    const { snapshot, settings } = this.#player;
    if (!snapshot || snapshot.mode === 'idle') return nothing;
    const { mode, modeReason } = snapshot;
    const strings = allStringsFor(settings?.lang ?? '');
    return html`<div class="anchor">
      <button
        class="badge"
        part="badge"
        type="button"
        aria-label=${strings.modeQuestion(strings.modes[mode])}
        aria-expanded=${this.#note.open}
        @click=${this.#note.toggle}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">${SIGNS[mode]}</svg>
        <span class="word">${strings.modes[mode]}</span>
      </button>
      <div role="status">
        ${
          this.#note.open
            ? html`<div class="popover" popover="manual" part="note">
                <b>${strings.modeTitle[mode]}</b>${strings.modeNote[mode]}
                ${
                  modeReason && mode !== 'threaded'
                    ? html`<p class="reason" lang="en" dir="ltr">${modeReason}</p>`
                    : nothing
                }
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-mode-badge': RustyAudioModeBadge;
  }
}
