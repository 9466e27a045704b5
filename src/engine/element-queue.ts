import type { BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { ElementDeck } from './element-deck.ts';
import type { MediaElementSource } from './media-element-source.ts';
import { Scope } from './scope.ts';

/** The next track is loaded when so much of this one is left, seconds. */
const PREPARE_SECONDS = 20;
/** From here on a timer waits for the moment, seconds: `timeupdate` comes four times a second. */
const SOON_SECONDS = 0.6;
/** A timer that fired this much early will do, seconds. */
const EARLY_SECONDS = 0.005;
/** Fades that are shorter are none, seconds. */
const SHORTEST_FADE = 0.02;

/**
 * Media elements one after the other: the next one is loaded ahead on a second deck and started when
 * the first one ends, or before that to be faded in. How close that comes to no gap is the browser's.
 */
export class ElementQueue {
  readonly #destination: AudioNode;
  readonly #listener: BackendListener;
  #settings: PlaybackSettings;
  #scope = new Scope();
  /** Of the moment at which the next track starts. */
  #timer = new Scope();
  #current: ElementDeck;
  #next: ElementDeck | null = null;
  /** What is left to be tried when the next deck fails. */
  #resources: readonly Resource[] = [];
  /** Fades out, or plays its last few milliseconds. */
  #outgoing: ElementDeck | null = null;
  #playing = false;
  /** The next deck was told to play. */
  #joining = false;

  /** @param destination where the decks come together */
  constructor(destination: AudioNode, settings: PlaybackSettings, listener: BackendListener) {
    this.#destination = destination;
    this.#settings = settings;
    this.#listener = listener;
    this.#current = new ElementDeck(destination, settings, listener);
    this.#follow(this.#current);
    this.#scope.own(() => {
      this.#forgetNext();
      this.#dropOutgoing();
      this.#current.dispose();
    });
  }

  /** What is heard. */
  get source(): MediaElementSource {
    return this.#current.source;
  }

  open(resource: Resource, startSeconds: number): void {
    this.#forgetNext();
    this.#dropOutgoing();
    this.#current.open(resource, startSeconds);
  }

  /** @param resources tried in order */
  setNext(resources: readonly Resource[]): void {
    this.#forgetNext();
    this.#resources = resources;
    this.#look();
  }

  play(): void {
    this.#playing = true;
    // It was paused between two tracks.
    if (this.source.element.ended && this.#goesOn()) return;
    this.source.play();
    this.#look();
  }

  pause(): void {
    this.#playing = false;
    this.#stay();
    this.source.pause();
  }

  seek(seconds: number): void {
    this.#stay();
    this.source.seek(seconds);
  }

  apply(settings: PlaybackSettings): void {
    this.#settings = settings;
    for (const deck of [this.#current, this.#next, this.#outgoing]) deck?.apply(settings);
    this.#look();
  }

  dispose(): void {
    this.#scope.dispose();
  }

  /** A deck has become the one that is heard. */
  #follow(deck: ElementDeck): void {
    deck.source.goesOn = () => this.#goesOn();
    for (const type of ['timeupdate', 'loadedmetadata', 'seeked']) {
      deck.on(type, () => {
        if (deck === this.#current) this.#look();
      });
    }
  }

  /** Loads the next track and starts it when the time has come. */
  #look(): void {
    const { secondsLeft } = this.#current;
    if (!(secondsLeft <= PREPARE_SECONDS) || this.#joining || this.#settings.loop) return;
    if (this.#next === null) this.#load();
    const untilStart = secondsLeft - this.#fadeSeconds();
    this.#timer.dispose();
    if (!this.#playing || this.#next?.ready !== true || untilStart > SOON_SECONDS) return;
    if (untilStart <= EARLY_SECONDS) {
      this.#start(this.#next);
      return;
    }
    this.#timer = new Scope();
    this.#timer.timeout(untilStart * 1000, () => {
      this.#look();
    });
  }

  /** Tries the first of the resources that are left. */
  #load(): void {
    const [resource, ...rest] = this.#resources;
    this.#resources = rest;
    if (resource === undefined) return;
    const deck = new ElementDeck(this.#destination, this.#settings, null, resource.url);
    this.#next = deck;
    const whileNext = (handler: () => void) => () => {
      if (deck === this.#next) handler();
    };
    deck.on(
      'canplay',
      whileNext(() => {
        this.#look();
      }),
    );
    deck.on(
      'playing',
      whileNext(() => {
        this.#join(deck);
      }),
    );
    deck.on(
      'error',
      whileNext(() => {
        this.#failed(deck);
      }),
    );
    deck.open({ ...resource, preload: 'auto' }, 0);
  }

  /** At the end of the current track. @returns true when the next one takes over */
  #goesOn(): boolean {
    if (this.#next?.ready !== true) return false;
    this.#start(this.#next);
    return true;
  }

  #start(next: ElementDeck): void {
    this.#timer.dispose();
    if (this.#joining) return;
    this.#joining = true;
    next.source.play();
  }

  /** The next track sounds. */
  #join(next: ElementDeck): void {
    const before = this.#current;
    const fade = this.#fadeSeconds();
    this.#dropOutgoing();
    this.#outgoing = before;
    before.source.listener = null;
    before.source.goesOn = () => true;
    this.#current = next;
    this.#next = null;
    this.#joining = false;
    this.#resources = [];
    next.source.listener = this.#listener;
    this.#follow(next);
    if (fade > 0) {
      before.fadeOut(fade);
      next.fadeIn(fade);
    }
    before.on('ended', () => {
      if (this.#outgoing === before) this.#dropOutgoing();
    });
    if (before.source.element.ended) this.#dropOutgoing();
    this.#listener.trackChanged(next.url, next.source.element.duration);
  }

  #failed(next: ElementDeck): void {
    next.dispose();
    this.#next = null;
    const wasJoining = this.#joining;
    this.#joining = false;
    if (wasJoining && this.source.element.ended) this.#listener.ended();
    else this.#look();
  }

  /** Pause and seek are about the current track alone. */
  #stay(): void {
    this.#timer.dispose();
    this.#dropOutgoing();
    if (!this.#joining) return;
    this.#joining = false;
    this.#next?.source.pause();
    this.#next?.source.seek(0);
  }

  #forgetNext(): void {
    this.#timer.dispose();
    const wasJoining = this.#joining;
    this.#joining = false;
    this.#resources = [];
    this.#next?.dispose();
    this.#next = null;
    if (wasJoining && this.source.element.ended) this.#listener.ended();
  }

  #dropOutgoing(): void {
    if (this.#outgoing === null) return;
    this.#outgoing.dispose();
    this.#outgoing = null;
    this.#current.endFade();
  }

  /** As far as both tracks have room for it: half of each at most. */
  #fadeSeconds(): number {
    const { crossfadeSeconds } = this.#settings;
    const { duration, playbackRate } = this.source.element;
    const nextDuration = this.#next?.source.element.duration ?? NaN;
    const half = Math.min(duration, nextDuration) / 2 / playbackRate;
    const seconds = Math.min(crossfadeSeconds, half, this.#current.secondsLeft);
    return seconds >= SHORTEST_FADE ? seconds : 0;
  }
}
