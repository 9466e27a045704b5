/** So far the pointer may wander in a press, CSS pixels. */
const SLACK_PIXELS = 5;
/** So near to the edge of the list it scrolls, CSS pixels. */
const EDGE_PIXELS = 28;

/**
 * One row of a list under the pointer, from press to release. The rows beside it make room; where it
 * comes to lie is told once, at the end. A press that does not wander stays a press.
 */
export class RowDrag {
  readonly #list: HTMLElement;
  readonly #rows: readonly HTMLElement[];
  readonly #row: HTMLElement;
  readonly #from: number;
  readonly #startY: number;
  readonly #pointerId: number;
  readonly #onDrop: (to: number) => void;
  readonly #listening = new AbortController();
  #to: number;
  #dragging = false;

  /** @param onDrop called with the row's index afterwards, where that is another one */
  constructor(
    list: HTMLElement,
    row: HTMLElement,
    event: PointerEvent,
    onDrop: (to: number) => void,
  ) {
    this.#list = list;
    this.#row = row;
    this.#rows = [...list.querySelectorAll<HTMLElement>('.track')];
    this.#from = this.#rows.indexOf(row);
    this.#to = this.#from;
    this.#startY = event.clientY + list.scrollTop;
    this.#pointerId = event.pointerId;
    this.#onDrop = onDrop;
    const { signal } = this.#listening;
    const view = row.ownerDocument.defaultView ?? window;
    view.addEventListener('pointermove', this.#move, { signal });
    view.addEventListener('pointerup', this.#release, { signal });
    view.addEventListener('pointercancel', this.cancel, { signal });
    view.addEventListener('keydown', this.#onKeyDown, { signal, capture: true });
  }

  /** Everything lies where it was. */
  readonly cancel = (): void => {
    this.#listening.abort();
    this.#row.classList.remove('dragging');
    for (const row of this.#rows) row.style.removeProperty('--_shift');
  };

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointerId) return;
    const distance = event.clientY + this.#list.scrollTop - this.#startY;
    if (!this.#dragging && Math.abs(distance) < SLACK_PIXELS) return;
    event.preventDefault();
    if (!this.#dragging) {
      this.#dragging = true;
      this.#row.classList.add('dragging');
    }
    this.#row.style.setProperty('--_shift', `${distance}px`);
    this.#makeRoom(this.#row.offsetTop + this.#row.offsetHeight / 2 + distance);
    const { top, bottom } = this.#list.getBoundingClientRect();
    if (event.clientY < top + EDGE_PIXELS) this.#list.scrollBy(0, -8);
    if (event.clientY > bottom - EDGE_PIXELS) this.#list.scrollBy(0, 8);
  };

  /** @param middle of the dragged row, in the list's own pixels */
  #makeRoom(middle: number): void {
    const height = this.#row.offsetHeight;
    this.#to = this.#from;
    this.#rows.forEach((row, index) => {
      if (row === this.#row) return;
      const centre = row.offsetTop + row.offsetHeight / 2;
      const passedDown = index > this.#from && centre < middle;
      const passedUp = index < this.#from && centre > middle;
      if (passedDown) this.#to = Math.max(this.#to, index);
      if (passedUp) this.#to = Math.min(this.#to, index);
      row.style.setProperty(
        '--_shift',
        passedDown ? `${-height}px` : passedUp ? `${height}px` : '0px',
      );
    });
  }

  readonly #release = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointerId) return;
    const moved = this.#dragging;
    this.cancel();
    if (!moved) return;
    // The release is no press of the row.
    this.#list.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => {
      this.#list.removeEventListener('click', swallow, { capture: true });
    });
    if (this.#to !== this.#from) this.#onDrop(this.#to);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#dragging) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
