import type { TextTrackOwner } from './text-tracks.ts';

const ATTRIBUTES = ['id', 'kind', 'srclang', 'label', 'default'] as const;

/**
 * Gives the carrier a copy of each `<track>` child of the player, in their order, and keeps it so:
 * inside a custom element the browser does not load a `<track>`. What a page reads at the child
 * (`track`, `readyState`) is the copy's, and the copy's events are dispatched at the child.
 */
export class TrackChildren {
  readonly #owner: TextTrackOwner;
  readonly #loaded: () => void;
  readonly #copies = new Map<HTMLTrackElement, HTMLTrackElement>();

  /** @param loaded the cues of a track have come, or won't */
  constructor(owner: TextTrackOwner, loaded: () => void) {
    this.#owner = owner;
    this.#loaded = loaded;
    new MutationObserver(() => {
      this.sync();
    }).observe(owner.element, {
      subtree: true,
      attributeFilter: [...ATTRIBUTES, 'src'],
    });
  }

  sync(): void {
    const { element, carrier } = this.#owner;
    // As for the sound: with CORS, or the browser reads no track of another origin.
    carrier.crossOrigin = this.#owner.crossOrigin() ?? 'anonymous';
    const tracks = [...element.children].filter((child) => child instanceof HTMLTrackElement);
    for (const [track, copy] of this.#copies) {
      if (!tracks.includes(track)) this.#remove(track, copy);
    }
    for (const [index, track] of tracks.entries()) {
      const copy = this.#copies.get(track) ?? this.#create(track);
      copyAttributes(track, copy);
      const place = carrier.children[index] ?? null;
      if (place !== copy) carrier.insertBefore(copy, place);
    }
  }

  #create(track: HTMLTrackElement): HTMLTrackElement {
    const copy = document.createElement('track');
    this.#copies.set(track, copy);
    takeOver(track.track, copy.track);
    Object.defineProperties(track, {
      track: { configurable: true, get: () => copy.track },
      readyState: { configurable: true, get: () => copy.readyState },
    });
    for (const type of ['load', 'error']) {
      copy.addEventListener(type, () => {
        if (type === 'error') this.#warn(copy);
        this.#loaded();
        track.dispatchEvent(new Event(type));
      });
    }
    copy.track.addEventListener('cuechange', () => {
      track.dispatchEvent(new Event('cuechange'));
    });
    return copy;
  }

  #remove(track: HTMLTrackElement, copy: HTMLTrackElement): void {
    this.#copies.delete(track);
    copy.remove();
    Reflect.deleteProperty(track, 'track');
    Reflect.deleteProperty(track, 'readyState');
  }

  #warn({ kind, label, src }: HTMLTrackElement): void {
    console.warn(
      `<${this.#owner.element.localName}>: the ${kind} ${label && `“${label}” `}could not be read ` +
        `from “${src}”. A <track> needs a WebVTT file and, from another origin, the header ` +
        'Access-Control-Allow-Origin.',
    );
  }
}

/** What a page has done with the child's own before there was a copy: its mode, cues of the page's. */
function takeOver(own: TextTrack, copy: TextTrack): void {
  const { mode } = own;
  // The cues of one that is disabled can't be read.
  own.mode = 'hidden';
  for (const cue of [...own.cues!]) copy.addCue(cue);
  own.mode = 'disabled';
  if (mode !== 'disabled') copy.mode = mode;
}

function copyAttributes(track: HTMLTrackElement, copy: HTMLTrackElement): void {
  for (const name of ATTRIBUTES) copyAttribute(copy, name, track.getAttribute(name));
  // Last, as it begins the load; absolute, as the document understands it.
  copyAttribute(copy, 'src', track.hasAttribute('src') ? track.src : null);
}

function copyAttribute(copy: HTMLTrackElement, name: string, value: string | null): void {
  if (copy.getAttribute(name) === value) return;
  if (value === null) copy.removeAttribute(name);
  else copy.setAttribute(name, value);
}
