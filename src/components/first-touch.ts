/** A pointer comes near, a finger comes down, the focus comes in, or an aid presses something. */
const SIGNS = ['pointerenter', 'pointerdown', 'focusin', 'keydown', 'click'] as const;
/** What ends a press, wherever the pointer is then. */
const ENDS = ['pointerup', 'pointercancel', 'keyup', 'blur'] as const;

/** Where in the player somebody pressed a control that was still to come, CSS pixels. */
export interface Tap {
  readonly x: number;
  readonly y: number;
}

/** Notices when the listener first reaches for a player, and remembers a press that came too early. */
export class FirstTouch {
  readonly #player: HTMLElement;
  readonly #touched: () => void;
  #tap: Tap | undefined;
  #press: Promise<void> | undefined;

  /** @param touched called with each sign: what failed is tried again */
  constructor(player: HTMLElement, touched: () => void) {
    this.#player = player;
    this.#touched = touched;
    for (const type of SIGNS) player.addEventListener(type, this.#onSign);
  }

  /** A press ends on what it began on. Resolves with the one that is under way; undefined: none is. */
  get press(): Promise<void> | undefined {
    return this.#press;
  }

  /** The last press that nobody has answered; it is given away, or forgotten. */
  takeTap(): Tap | undefined {
    const tap = this.#tap;
    this.#tap = undefined;
    return tap;
  }

  /** Looks no further. */
  end(): void {
    for (const type of SIGNS) this.#player.removeEventListener(type, this.#onSign);
  }

  readonly #onSign = (event: HTMLElementEventMap[(typeof SIGNS)[number]]): void => {
    const { type } = event;
    if (type === 'pointerdown' || type === 'keydown') this.#press ??= this.#pressEnds();
    if (type === 'click') this.#note(event as PointerEvent);
    this.#touched();
  };

  async #pressEnds(): Promise<void> {
    const view = this.#player.ownerDocument.defaultView ?? window;
    const listening = new AbortController();
    const { signal } = listening;
    await new Promise<void>((ended) => {
      const onEnd = ({ type, target }: Event): void => {
        // The focus moves within the page with many a press.
        if (type !== 'blur' || target === view) ended();
      };
      for (const type of ENDS) view.addEventListener(type, onEnd, { signal, capture: true });
    });
    listening.abort();
    // Its click comes right after it, in a task of its own where a finger pressed.
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((next) => view.requestAnimationFrame(next));
    this.#press = undefined;
  }

  #note(event: PointerEvent): void {
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(this.#player));
    if (event.defaultPrevented || !inside.some(isPlace)) return;
    const { left, top } = this.#player.getBoundingClientRect();
    this.#tap = { x: event.clientX - left, y: event.clientY - top };
  }
}

/** Of a control that is still to come, in the player's own face or in one that the author composed. */
function isPlace(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false;
  return target.localName.startsWith('rusty-audio-')
    ? target.matches(':not(:defined)')
    : target.matches('.place') && target.getRootNode() instanceof ShadowRoot;
}
