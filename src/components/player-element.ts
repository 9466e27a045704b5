import type { EngineSnapshot } from '../engine/audio-engine.ts';
import { warn } from './console-warning.ts';
import { languageNow, loadLanguage } from './languages.ts';
import { MediaHost } from './media-host.ts';
import type { PlaylistPosition, PlaylistSeat, ViewSettings } from './player-context.ts';
import type { FaceHost, PlayerFace } from './player-face.ts';
import { PlayerLending } from './player-lending.ts';
import { fulfilRequests } from './request-fulfilment.ts';
import { titleFromUrl } from './track-title.ts';

/** Children with which an author composes a face of their own. */
const FACE_PARTS =
  'rusty-audio-transport, rusty-audio-timeline, rusty-audio-spectrum, rusty-audio-equalizer, rusty-audio-meters';

/** An address that may name a place in a track; what it says, a lazy chunk knows. */
const TIME_LINK = /[#&]t=/;

/**
 * The player, whatever its face: it lends engine and settings to the elements inside it, follows
 * what the author puts into it, and loads what is of use with some tracks and pages alone.
 */
export abstract class PlayerElement extends MediaHost {
  readonly #lending = new PlayerLending(this);
  #face: PlayerFace | undefined;
  /** Under which it remembers. */
  #storageKey = '';
  /** A move within the page does not go there again. */
  #linkRead = false;
  #unsubscribe: (() => void) | undefined;
  #children: MutationObserver | undefined;
  #composed = false;
  #playlist: PlaylistPosition | null = null;
  /** Of the engine's snapshot, what is in the settings. */
  #followed: Pick<EngineSnapshot, 'currentSrc' | 'tags'> = this.engine.snapshot;
  #settings = this.#readSettings();

  readonly #seat: PlaylistSeat = {
    player: this,
    play: () => this.play(),
    storageKey: () => this.storageKey,
    setTrack: (source, isLoaded) => {
      this.setTrack(source, isLoaded);
    },
    setPosition: (position) => {
      this.#playlist = position;
      this.requestUpdate();
    },
  };

  constructor() {
    super();
    fulfilRequests({ player: this, engine: this.engine, tracks: () => this.tracks });
  }

  override connectedCallback(): void {
    this.#composed = this.querySelector(FACE_PARTS) !== null;
    this.#settings = this.#readSettings();
    // Before the children are connected, who ask for it.
    this.#lend();
    super.connectedCallback();
    this.#face ??= this.#makeFace();
    this.#unsubscribe = this.engine.subscribe(() => {
      this.#follow();
    });
    this.#children = new MutationObserver(() => {
      this.#childrenChanged();
    });
    this.#children.observe(this, { childList: true, subtree: true, attributeFilter: ['dir'] });
    this.#children.observe(this.ownerDocument.documentElement, {
      attributeFilter: ['lang', 'dir'],
    });
    if (!this.#linkRead) this.#readPageLink();
    this.#linkRead = true;
    window.addEventListener('hashchange', this.#readPageLink);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#readPageLink);
    this.#unsubscribe?.();
    this.#children?.disconnect();
  }

  adoptedCallback(): void {
    void this.#late(import('./foreign-styles.ts'), ({ dressAgain }) => {
      if (this.shadowRoot) dressAgain(this.shadowRoot);
    });
  }

  /** Called once, when the element is first connected. */
  protected abstract createFace(host: FaceHost): PlayerFace;

  protected override update(): void {
    super.update();
    void loadLanguage(this.uiLanguage)?.then(() => {
      this.requestUpdate();
    });
    if (this.storageKey !== this.#storageKey) {
      this.#storageKey = this.storageKey;
      void this.#late(import('./player-memory.ts'), ({ remember }) => {
        remember(this, this.engine, this.#storageKey);
      });
    }
    const settings = this.#readSettings();
    const names = Object.keys(settings) as (keyof ViewSettings)[];
    if (!names.every((name) => settings[name] === this.#settings[name])) {
      this.#settings = settings;
      this.#lend();
    }
    this.#face?.update();
  }

  protected override get unsettled(): Promise<unknown> | undefined {
    return this.#face?.unsettled;
  }

  protected override engineEvent(type: string): void {
    super.engineEvent(type);
    const { engine, currentSrc } = this;
    if (type === 'playing') {
      void this.#late(import('./media-session.ts'), ({ claimMediaSession }) => {
        claimMediaSession({ player: this, engine, settings: () => this.#settings });
      });
    }
    if (type === 'loadstart' && TIME_LINK.test(currentSrc)) {
      void this.#late(import('./time-links.ts'), ({ followSource }) => {
        followSource(this, engine);
      });
    }
  }

  #makeFace(): PlayerFace {
    return this.createFace({
      player: this,
      root: this.shadowRoot ?? this.attachShadow({ mode: 'open' }),
      engine: this.engine,
      settings: () => this.#settings,
    });
  }

  /** The settings hold little of what the engine tells, and it tells of the time four times a second. */
  #follow(): void {
    const { currentSrc, tags } = this.engine.snapshot;
    const isSame = currentSrc === this.#followed.currentSrc && tags === this.#followed.tags;
    this.#followed = { currentSrc, tags };
    if (isSame) this.#face?.update();
    else this.requestUpdate();
  }

  /** Everything else works without it. */
  async #late<Part>(loading: Promise<Part>, use: (part: Part) => void): Promise<void> {
    try {
      use(await loading);
    } catch (error) {
      warn(this, error);
    }
  }

  readonly #readPageLink = (event?: Event): void => {
    if (!TIME_LINK.test(window.location.hash)) return;
    void this.#late(import('./time-links.ts'), ({ followPageLink }) => {
      followPageLink(this, this.engine, event !== undefined);
    });
  };

  #childrenChanged(): void {
    this.#composed = this.querySelector(FACE_PARTS) !== null;
    // Language and direction may be others now, too.
    this.requestUpdate();
    this.#face?.childrenChanged();
  }

  #lend(): void {
    this.#lending.lend({ engine: this.engine, seat: this.#seat, settings: this.#settings });
  }

  #readSettings(): ViewSettings {
    const { currentSrc, tags } = this.engine.snapshot;
    const playlist = this.#playlist;
    return Object.freeze({
      visualizer: this.visualizer,
      frequencyScale: this.frequencyScale,
      minDecibels: this.minDecibels,
      maxDecibels: this.maxDecibels,
      theme: this.theme,
      layout: this.layout,
      composed: this.#composed,
      lang: languageNow(this.uiLanguage),
      title: playlist?.title || this.trackTitle || tags.title || titleFromUrl(currentSrc),
      artist: playlist?.artist || this.artist || tags.artist,
      album: playlist?.album || this.album || tags.album,
      artwork: playlist?.artwork || this.artwork || tags.artworkUrl,
      ...this.trackView,
      chapters: this.trackView.chapters.length > 0 ? this.trackView.chapters : tags.chapters,
      playlist,
    });
  }
}
