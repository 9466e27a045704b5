import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { Announcer } from './announcer.ts';
import { LazyPart } from '../engine/lazy-part.ts';
import { fullFace, type Face } from './faces.ts';
import { FirstTouch } from './first-touch.ts';
import { controls } from './controls.styles.ts';
import { displaySwitchStyles } from './display-switch.styles.ts';
import { languageNow, loadLanguage } from './languages.ts';
import { wantElements, type Occasion } from './late-elements.ts';
import { adoptStyles } from './late-styles.ts';
import { hasAuthorsDirection } from './page-language.ts';
import { playbackState } from './playback-state.ts';
import {
  playerContext,
  type Layout,
  type PlaylistPosition,
  type PlaylistSeat,
  type ViewSettings,
} from './player-context.ts';
import { RequestHost } from './request-host.ts';
import { outgrowsRest } from './resting-places.ts';
import { restingPlaces } from './resting-places.styles.ts';
import { playerStyles } from './rusty-audio-player.styles.ts';
import { stageStyles } from './stage.ts';
import { stringsFor, type Strings } from './strings.ts';
import { tokens } from './tokens.styles.ts';
import { titleFromUrl } from './track-title.ts';
import { warn } from './console-warning.ts';

/** Children with which an author composes a face of their own. */
const FACE_PARTS =
  'rusty-audio-transport, rusty-audio-timeline, rusty-audio-spectrum, rusty-audio-equalizer, rusty-audio-meters';

const SMALL_FACES = new LazyPart(() => import('./small-faces.ts'));
/** An address that may name a place in a track; what it says, a lazy chunk knows. */
const TIME_LINK = /[#&]t=/;

/**
 * Plays audio, with a live spectrum and an 8-band equalizer.
 *
 * Without children it shows its default face. As soon as one of `rusty-audio-spectrum`,
 * `rusty-audio-equalizer`, `rusty-audio-meters`, `rusty-audio-timeline` or `rusty-audio-transport`
 * stands among its descendants, these replace the default face, in whatever markup surrounds them.
 * A `rusty-audio-playlist` alone does not: the default face has a place for it.
 *
 * `<track>` children are read as in `<audio>`: captions and subtitles are shown and can be read along
 * as a transcript, chapters stand on the seek bar.
 *
 * Keys, while the focus is inside: space or K plays and pauses, J and L go back and forward 10
 * seconds, M mutes, C shows captions in the listener's language or hides them. What is typed into a field, and browser shortcuts, are left alone.
 *
 * @summary An audio player with a live spectrum and an equalizer.
 * @tag rusty-audio-player
 *
 * @slot - Elements of the player, and markup around them, in place of the default face.
 * @slot artwork - A picture in place of the cover.
 * @slot title - The title in the author's own markup.
 *
 * @csspart player - The faceplate.
 * @csspart cover - The square for the artwork.
 * @csspart title - The title.
 * @csspart byline - Artist and album.
 * @csspart badge - The mode's sign and word, a key.
 * @csspart note - The sentences that explain the mode.
 * @csspart display-switch - The keys that choose the display.
 * @csspart equalizer-controls - Presets, preamp and bypass.
 * @csspart readout - The loudest frequency, and the loudness of the track.
 * @csspart stage - The display or the equalizer, and the meters; in the compact face a small spectrum.
 * @csspart caption - What is being said, where captions are shown.
 * @csspart transcript - All that is said, in place of the display.
 * @csspart timeline - The seek bar with its ruler.
 * @csspart seek - The bar itself, an ARIA slider.
 * @csspart well - The recess behind the waveform.
 * @csspart flag - The flags A and B of the looped section.
 * @csspart tip - Time and chapter under the pointer.
 * @csspart time - Elapsed and remaining time.
 * @csspart bank - The keys that move the tape.
 * @csspart tools - The settings: speed, volume, more.
 * @csspart menu - What hangs from a key of the settings.
 * @csspart transport - Time, keys and settings.
 * @csspart play - The play key.
 * @csspart message - The sentence in place of the seek bar: an error, or nothing to play.
 * @csspart retry - The key "Try again".
 *
 * @cssproperty [--rusty-audio-accent=oklch(0.6 0.185 38)] - Played, loud, selected. Any colour: its lightness is clamped so that it stays legible. Often the only one to set.
 * @cssproperty [--rusty-audio-font=inherit] - Font family.
 * @cssproperty --rusty-audio-surface - The faceplate.
 * @cssproperty --rusty-audio-well - The ground of displays.
 * @cssproperty --rusty-audio-raised - Keys and menus.
 * @cssproperty --rusty-audio-line - Hairlines.
 * @cssproperty --rusty-audio-line-2 - Edges of keys, and ticks.
 * @cssproperty --rusty-audio-ink - Title, icons, the playhead.
 * @cssproperty --rusty-audio-ink-2 - Secondary text.
 * @cssproperty --rusty-audio-ink-3 - Legends.
 * @cssproperty --rusty-audio-mark - Buffered, not yet played.
 * @cssproperty --rusty-audio-faint - Not yet buffered.
 * @cssproperty --rusty-audio-danger - The edge of an error.
 * @cssproperty [--rusty-audio-text-legend=0.6875rem] - Size of axes and ticks.
 * @cssproperty [--rusty-audio-text-small=0.75rem] - Size of badge and tips.
 * @cssproperty [--rusty-audio-text-body=0.875rem] - Size of artist, menus and messages.
 * @cssproperty [--rusty-audio-text-title=1.375rem] - Size of the title.
 * @cssproperty [--rusty-audio-text-counter=1.625rem] - Size of the elapsed time.
 * @cssproperty [--rusty-audio-radius-card=14px] - Corners of the faceplate.
 * @cssproperty [--rusty-audio-radius-key=9px] - Corners of keys.
 * @cssproperty [--rusty-audio-radius-well=6px] - Corners of displays.
 * @cssproperty [--rusty-audio-radius-tick=2px] - Corners of flags.
 * @cssproperty [--rusty-audio-motion-press=70ms] - A key goes down.
 * @cssproperty [--rusty-audio-motion-quick=140ms] - A colour changes.
 * @cssproperty [--rusty-audio-motion-open=220ms] - Something opens.
 * @cssproperty [--rusty-audio-ease-out=cubic-bezier(0.2, 0.7, 0.2, 1)] - How movements end.
 * @cssproperty [--rusty-audio-ease-in-out=cubic-bezier(0.5, 0, 0.2, 1)] - How movements begin and end.
 */
export class RustyAudioPlayer extends RequestHost {
  static override readonly styles = [
    tokens,
    controls,
    displaySwitchStyles,
    restingPlaces,
    playerStyles,
    stageStyles,
  ];

  readonly #announcer = new Announcer();
  readonly #touch: FirstTouch = new FirstTouch(this, () => {
    this.#wantElements();
  });
  readonly #context = new ContextProvider(this, { context: playerContext });
  /** Under which it remembers. */
  #storageKey = '';
  /** A move within the page does not go there again. */
  #linkRead = false;
  #unsubscribe: (() => void) | undefined;
  #children: MutationObserver | undefined;

  readonly #seat: PlaylistSeat = {
    player: this,
    play: () => this.play(),
    storageKey: () => this.storageKey,
    setTrack: (source, isLoaded) => {
      this.setTrack(source, isLoaded);
    },
    setPosition: (position) => {
      this.playlist = position;
    },
  };

  @state() private accessor composed = false;
  @state() private accessor playlist: PlaylistPosition | null = null;
  @state() private accessor fileTitle = '';
  @state() private accessor tags = this.engine.snapshot.tags;
  @state() private accessor empty = true;
  @state() private accessor failed = false;
  @state() private accessor announcement = '';
  /** The picture that could not be shown. */
  @state() private accessor brokenArtwork = '';
  /** The small faces' parts, from the time when one was wanted. */
  #dressing: Promise<void> | undefined;
  /** undefined until they have come; false: they can't be loaded. */
  #dressed: boolean | undefined;
  /** When elements were wanted last: another occasion, a pause or a play asks again for what failed. */
  #wantedAt = '';
  #settings = this.#readSettings();

  override connectedCallback(): void {
    // Before the children are connected, who ask for it.
    this.#lend();
    super.connectedCallback();
    this.#unsubscribe = this.engine.subscribe(() => {
      this.#readSnapshot();
    });
    this.#readSnapshot();
    this.#children = new MutationObserver(() => {
      this.#readChildren();
      // Language and direction may be others now.
      this.requestUpdate();
    });
    this.#children.observe(this, { childList: true, subtree: true, attributeFilter: ['dir'] });
    this.#children.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] });
    this.#readChildren();
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

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    void loadLanguage(this.uiLanguage)?.then(() => {
      this.requestUpdate();
    });
    if (this.storageKey !== this.#storageKey) {
      this.#storageKey = this.storageKey;
      void this.#late(import('./player-memory.ts'), ({ remember }) => {
        remember(this, this.engine, this.#storageKey);
      });
    }
    if (this.layout !== 'full') this.#dressing ??= this.#dressSmallFace();
    const settings = this.#readSettings();
    const names = Object.keys(settings) as (keyof ViewSettings)[];
    if (names.every((name) => settings[name] === this.#settings[name])) return;
    this.#settings = settings;
    this.#lend();
    this.announcement = this.#announcer.read(this.engine.snapshot, stringsFor(settings.lang));
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

  /** A small face is complete when its parts have come. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#dressing;
    return super.getUpdateComplete();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#wantElements();
  }

  protected override render() {
    const { theme, layout, visualizer, transcript, lang, title } = this.#settings;
    const strings = stringsFor(lang);
    // What is read along has the display's place.
    const blind = visualizer === 'none' && !transcript ? 'blind' : '';
    return html`<article
      class="ra ${theme} ${this.composed ? 'composed' : `${layout} ${blind}`}"
      part="player"
      lang=${strings.locale}
      dir=${strings.direction === 'rtl' && !hasAuthorsDirection(this) ? 'rtl' : nothing}
      aria-label=${title ? strings.playerOf(title) : strings.player}
    >
      ${this.#touch.key(strings)}
      ${this.composed ? html`<slot></slot>` : this.#face(layout, strings)}
      <div class="spoken" role="status">${this.announcement}</div>
    </article>`;
  }

  #face(layout: Layout, strings: Strings): unknown {
    const face: Face = {
      settings: this.#settings,
      strings,
      empty: this.empty,
      failed: this.failed,
      brokenArtwork: this.brokenArtwork,
      artworkFailed: (artwork) => {
        this.brokenArtwork = artwork;
      },
    };
    if (layout === 'full') return fullFace(face);
    const small = this.#dressed && SMALL_FACES.now;
    if (!small) return nothing;
    return layout === 'compact' ? small.compactFace(face) : small.miniFace(face);
  }

  /** Sees to it that a small face has its parts and its styles. */
  async #dressSmallFace(): Promise<void> {
    await this.#late(SMALL_FACES.load(), ({ smallFacesStyles }) => {
      adoptStyles(this.renderRoot, smallFacesStyles);
      this.#dressed = true;
    });
    this.#dressed ??= false;
    this.requestUpdate();
  }

  #lend(): void {
    this.#context.setValue({ engine: this.engine, seat: this.#seat, settings: this.#settings });
  }

  /** A large face is better than none, also while a small one is on its way. */
  get #staysFull(): boolean {
    if (this.#dressed !== undefined) return !this.#dressed;
    return this.hasUpdated && this.#settings.layout === 'full';
  }

  #readSettings(): ViewSettings {
    const { playlist } = this;
    return Object.freeze({
      visualizer: this.visualizer,
      frequencyScale: this.frequencyScale,
      minDecibels: this.minDecibels,
      maxDecibels: this.maxDecibels,
      theme: this.theme,
      layout: this.#staysFull ? 'full' : this.layout,
      composed: this.composed,
      lang: languageNow(this.uiLanguage),
      title: playlist?.title || this.trackTitle || this.tags.title || this.fileTitle,
      artist: playlist?.artist || this.artist || this.tags.artist,
      album: playlist?.album || this.album || this.tags.album,
      artwork: playlist?.artwork || this.artwork || this.tags.artworkUrl,
      ...this.trackView,
      chapters: this.trackView.chapters.length > 0 ? this.trackView.chapters : this.tags.chapters,
      playlist,
    });
  }

  #readSnapshot(): void {
    const { snapshot } = this.engine;
    this.fileTitle = titleFromUrl(snapshot.currentSrc);
    this.tags = snapshot.tags;
    this.empty = playbackState(snapshot) === 'empty';
    this.failed = snapshot.error !== null;
    const at = `${this.#occasion} ${snapshot.paused}`;
    if (at !== this.#wantedAt) this.#wantElements();
    this.#wantedAt = at;
    this.announcement = this.#announcer.read(snapshot, stringsFor(this.#settings.lang));
  }

  #readChildren(): void {
    this.composed = this.querySelector(FACE_PARTS) !== null;
    this.#wantElements();
  }

  /** What is loaded when it is first there, or first moves. */
  #wantElements(): void {
    const occasion = this.#occasion;
    for (const root of [this, this.renderRoot]) wantElements(root, occasion);
  }

  /** A face of the author's own has no resting looks: its parts are wanted at once. */
  get #occasion(): Occasion {
    const { snapshot } = this.engine;
    if (snapshot.mode !== 'idle' || !snapshot.paused) return 'played';
    const touched = this.#touch.happened || this.composed || outgrowsRest(snapshot);
    return touched ? 'touched' : 'shown';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-player': RustyAudioPlayer;
  }
}
