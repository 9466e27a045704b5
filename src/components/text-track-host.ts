import { EngineHost } from './engine-host.ts';
import { surroundingLanguage } from './page-language.ts';
import type { TrackView } from './player-context.ts';
import type { TextTracks } from './text-tracks.ts';
import { warn } from './console-warning.ts';

const NO_TRACKS: TrackView = Object.freeze({
  chapters: [],
  captions: [],
  caption: null,
  transcript: null,
});

/**
 * HTMLMediaElement's text tracks, from `<track>` children and from `addTextTrack`. The browser's own
 * parser reads them, in an `<audio>` that never plays (docs/decisions/0045); all that makes them work
 * is loaded with the first one.
 */
export abstract class TextTrackHost extends EngineHost {
  #carrier: HTMLAudioElement | undefined;
  #tracks: TextTracks | undefined;
  #loading: Promise<void> | undefined;

  constructor() {
    super();
    new MutationObserver(() => {
      this.#lookForTracks();
    }).observe(this, { childList: true });
  }

  /**
   * The tracks of the `<track>` children, then those of `addTextTrack`: the browser's own list, with
   * its events. `activeCues` and the events of cues follow `currentTime`, what is heard.
   */
  get textTracks(): TextTrackList {
    return this.#carrierElement.textTracks;
  }

  /**
   * Adds an empty track for cues of the page's own, in mode `hidden`.
   *
   * @throws {TypeError} for a kind that HTML does not know
   */
  addTextTrack(kind: TextTrackKind, label = '', language = ''): TextTrack {
    const track = this.#carrierElement.addTextTrack(kind, label, language);
    void this.#load();
    return track;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lookForTracks();
  }

  /** A BCP 47 tag: the element's `lang`, else the page's around it, else the browser's. */
  protected get uiLanguage(): string {
    return this.attributeReader.read('lang') || surroundingLanguage(this);
  }

  /** What the face shows of the tracks; each member a new object when it changes. */
  protected get trackView(): TrackView {
    return this.#tracks?.view ?? NO_TRACKS;
  }

  /** All that makes tracks work, as soon as there was one. */
  protected get tracks(): TextTracks | undefined {
    return this.#tracks;
  }

  protected override engineEvent(type: string): void {
    this.#tracks?.engineEvent(type);
  }

  get #carrierElement(): HTMLAudioElement {
    return (this.#carrier ??= document.createElement('audio'));
  }

  #lookForTracks(): void {
    if (this.#tracks) this.#tracks.childrenChanged();
    else if (this.querySelector(':scope > track')) void this.#load();
  }

  #load(): Promise<void> {
    return (this.#loading ??= this.#create());
  }

  async #create(): Promise<void> {
    try {
      const { TextTracks } = await import('./text-tracks.ts');
      this.#tracks = new TextTracks({
        element: this,
        engine: this.engine,
        carrier: this.#carrierElement,
        crossOrigin: () => this.attributeReader.read('crossorigin'),
        language: () => this.uiLanguage,
        changed: () => {
          this.requestUpdate();
        },
      });
    } catch (error) {
      this.#loading = undefined;
      warn(this, `its tracks could not be loaded: ${String(error)}`);
    }
  }
}
