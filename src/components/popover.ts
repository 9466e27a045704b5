import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { placePopover } from './popover-placement.ts';

/**
 * Opens and closes what hangs from a key. It closes by Escape, which gives the focus back to the
 * key, by a press elsewhere, and when the focus goes elsewhere. `anchor` is the class of the
 * element in the host's shadow root that holds both the key and what hangs from it: the host renders
 * an element with `popover="manual"` in it while `open`. That lies above the page, so that no
 * ancestor cuts it off.
 */
export class Popover implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #anchor: string;
  readonly #prefer: 'above' | 'below';
  #open = false;
  #listening = new AbortController();

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    anchor: string,
    prefer: 'above' | 'below' = 'above',
  ) {
    this.#host = host;
    this.#anchor = anchor;
    this.#prefer = prefer;
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

  /** Closes and gives the focus back to the key. */
  readonly leave = (): void => {
    this.close();
    this.#key?.focus();
  };

  hostDisconnected(): void {
    this.#setOpen(false);
  }

  hostUpdated(): void {
    this.#place();
  }

  get #element(): Element | null | undefined {
    return this.#host.shadowRoot?.querySelector(`.${this.#anchor}`);
  }

  get #key(): HTMLElement | null | undefined {
    return this.#element?.querySelector('button');
  }

  #setOpen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    if (open) this.#listen();
    else this.#listening.abort();
    this.#host.requestUpdate();
  }

  /** In the document in which it is opened, perhaps not the script's. */
  #listen(): void {
    const { ownerDocument, shadowRoot } = this.#host;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    ownerDocument.addEventListener('pointerdown', this.#onPress, { signal, capture: true });
    ownerDocument.addEventListener('scroll', this.#place, { signal, capture: true, passive: true });
    ownerDocument.defaultView?.addEventListener('resize', this.#place, { signal });
    shadowRoot?.addEventListener('focusout', this.#onFocusOut, { signal });
    shadowRoot?.addEventListener('keydown', this.#onKeyDown, { signal });
  }

  readonly #place = (): void => {
    const panel = this.#element?.querySelector<HTMLElement>('[popover]');
    const key = this.#key;
    if (!this.#open || !panel || !key) return;
    if (!panel.matches(':popover-open')) panel.showPopover();
    placePopover(panel, key, this.#prefer);
  };

  readonly #onPress = (event: Event): void => {
    const element = this.#element;
    if (!element || !event.composedPath().includes(element)) this.close();
  };

  readonly #onFocusOut = (event: Event): void => {
    const to = (event as FocusEvent).relatedTarget as Node | null;
    if (to && !this.#element?.contains(to)) this.close();
  };

  readonly #onKeyDown = (event: Event): void => {
    if ((event as KeyboardEvent).key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.leave();
  };
}
