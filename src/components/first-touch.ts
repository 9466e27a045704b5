import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { awaitNoLonger, awaitTouched } from './late-elements.ts';
import type { Strings } from './strings.ts';

/** A pointer comes near, a finger comes down, the focus comes in, or an aid presses something. */
const SIGNS = ['pointerenter', 'pointerdown', 'focusin', 'keydown', 'click'] as const;

/** Where in the place of a control that was still to come somebody pressed, CSS pixels. */
export interface Tap {
  readonly place: Element;
  readonly x: number;
  readonly y: number;
}

/**
 * Notices when the listener first reaches for a player: then the controls are loaded that it shows
 * at rest. A press that comes before them is done when they are there. Whoever reads the page
 * without moving pointer or focus finds one key more, which brings the rest.
 */
export class FirstTouch implements ReactiveController {
  readonly #host: LitElement;
  readonly #touched: () => void;
  #happened = false;
  /** The controls are still to come. */
  #waits = false;
  #tap: Tap | undefined;

  /** @param touched called with each sign until the controls are there: what failed is tried again */
  constructor(host: LitElement, touched: () => void) {
    this.#host = host;
    this.#touched = touched;
    host.addController(this);
  }

  get happened(): boolean {
    return this.#happened;
  }

  hostConnected(): void {
    const waited = this.#waits;
    this.#waits = awaitTouched(this.#onArrival);
    if (this.#waits) for (const type of SIGNS) this.#host.addEventListener(type, this.#onSign);
    // They came while it was elsewhere.
    else if (waited) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    awaitNoLonger(this.#onArrival);
    this.#ignoreSigns();
  }

  /** The key is seen only while it has the focus, which goes on to the first control that comes. */
  key({ moreControls }: Strings) {
    if (!this.#waits) return nothing;
    return html`<button class="wake pick" type="button" @click=${this.#onKey}>
      ${moreControls}
    </button>`;
  }

  /** Some browsers give no focus to a key that is clicked. */
  readonly #onKey = (event: Event): void => {
    (event.currentTarget as HTMLElement).focus();
  };

  readonly #onSign = (event: Event): void => {
    this.#happened = true;
    if (event.type === 'click') this.#tap = tapOf(event as MouseEvent) ?? this.#tap;
    this.#touched();
  };

  readonly #onArrival = (): void => {
    this.#ignoreSigns();
    void this.#catchUp();
  };

  async #catchUp(): Promise<void> {
    const { shadowRoot } = this.#host;
    const atKey = shadowRoot?.activeElement?.matches('.wake') ?? false;
    if (shadowRoot && (atKey || this.#tap)) {
      const { focusFirstControl, repeatTap } = await import('./catch-up.ts');
      if (atKey) focusFirstControl(shadowRoot);
      else if (this.#tap) repeatTap(this.#tap);
    }
    this.#waits = false;
    this.#host.requestUpdate();
  }

  #ignoreSigns(): void {
    for (const type of SIGNS) this.#host.removeEventListener(type, this.#onSign);
  }
}

/** Undefined where what was pressed had come already. */
function tapOf(event: MouseEvent): Tap | undefined {
  const place = event.composedPath().find(isPlace);
  if (!place) return undefined;
  const { left, top } = place.getBoundingClientRect();
  return { place, x: event.clientX - left, y: event.clientY - top };
}

function isPlace(target: EventTarget): target is Element {
  return (
    target instanceof Element &&
    target.localName.startsWith('rusty-audio-') &&
    target.matches(':not(:defined)')
  );
}
