import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Opens and closes what hangs from a key. It closes by Escape, which gives the focus back to the
 * key, by a press elsewhere, and when the focus goes elsewhere. `anchor` is the class of the
 * element in the host's shadow root that holds both the key and what hangs from it.
 */
export class Popover implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #anchor: string;
  #open = false;

  constructor(host: ReactiveControllerHost & HTMLElement, anchor: string) {
    this.#host = host;
    this.#anchor = anchor;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  readonly toggle = (): void => {
    this.#setOpen(!this.#open);
  };

  readonly close = (): void => {
    this.#setOpen(false);
  };

  hostDisconnected(): void {
    this.#setOpen(false);
  }

  #setOpen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    const change = open ? 'addEventListener' : 'removeEventListener';
    document[change]('pointerdown', this.#onPress, true);
    this.#host.shadowRoot?.[change]('focusout', this.#onFocusOut);
    this.#host.shadowRoot?.[change]('keydown', this.#onKeyDown);
    this.#host.requestUpdate();
  }

  #element(): Element | null | undefined {
    return this.#host.shadowRoot?.querySelector(`.${this.#anchor}`);
  }

  readonly #onPress = (event: Event): void => {
    const element = this.#element();
    if (!element || !event.composedPath().includes(element)) this.close();
  };

  readonly #onFocusOut = (event: Event): void => {
    const to = (event as FocusEvent).relatedTarget;
    if (to instanceof Node && !this.#element()?.contains(to)) this.close();
  };

  readonly #onKeyDown = (event: Event): void => {
    if ((event as KeyboardEvent).key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    this.#element()?.querySelector('button')?.focus();
  };
}
