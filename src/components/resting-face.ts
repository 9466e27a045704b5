import type { LazyPart } from '../engine/lazy-part.ts';
import { warn } from './console-warning.ts';
import { FirstTouch, type Tap } from './first-touch.ts';
import { isBusy, isPlayed, isUnderWay } from './playback-state.ts';
import type { FaceHost, PlayerFace } from './player-face.ts';
import { RestingPicture, type RestingFocus } from './resting-picture.ts';

/** What a face at rest gives way to. */
export interface RestingParts {
  readonly answering: LazyPart<AnsweringPart>;
  /** What moves when it sounds; asked for at once then, not only by the face that shows it. */
  readonly playing: LazyPart<unknown>;
}

/** The face that answers, and what hands over to it. */
interface AnsweringPart {
  readonly LiveFace: new (host: FaceHost) => PlayerFace;
  readonly catchUp: (host: FaceHost, focus: RestingFocus, tap: Tap | undefined) => Promise<void>;
}

/**
 * The face of a player that nobody has reached for: a picture in which only the play key works. At
 * the first touch the face that answers takes its place; what was pressed before is done then.
 */
export class RestingFace implements PlayerFace {
  readonly #host: FaceHost;
  readonly #parts: RestingParts;
  readonly #touch: FirstTouch;
  #picture: RestingPicture | undefined;
  #live: PlayerFace | undefined;
  #leaving: Promise<void> | undefined;
  /** When it was outgrown last: only another occasion asks again for what could not be loaded. */
  #outgrownAt = '';

  constructor(host: FaceHost, parts: RestingParts) {
    this.#host = host;
    this.#parts = parts;
    this.#touch = new FirstTouch(host.player, () => {
      this.#giveWay();
    });
  }

  get unsettled(): Promise<unknown> | undefined {
    return this.#live ? this.#live.unsettled : this.#leaving;
  }

  update(): void {
    if (this.#live) {
      this.#live.update();
      return;
    }
    const { snapshot } = this.#host.engine;
    // Where its parts are known already the face comes at once.
    const known = customElements.get('rusty-audio-transport') !== undefined;
    const outgrown = known || this.#isOutgrown;
    if (!known && !this.#touch.press) (this.#picture ??= new RestingPicture(this.#host)).update();
    const outgrownAt = outgrown ? `${known} ${snapshot.paused} ${isBusy(snapshot)}` : '';
    if (outgrownAt !== '' && outgrownAt !== this.#outgrownAt) this.#giveWay();
    this.#outgrownAt = outgrownAt;
  }

  childrenChanged(): void {
    this.#live?.childrenChanged();
  }

  /** Whether there is more to show than a player that nobody has changed. */
  get #isOutgrown(): boolean {
    const { player, engine, settings } = this.#host;
    const { error, volume, muted, playbackRate, loop, section, sleep } = engine.snapshot;
    const { layout, composed, visualizer, playlist, captions } = settings();
    return (
      isPlayed(engine.snapshot) ||
      (error ?? section ?? sleep ?? playlist) !== null ||
      volume !== 1 ||
      muted ||
      playbackRate !== 1 ||
      loop ||
      layout !== 'full' ||
      composed ||
      visualizer === 'equalizer' ||
      captions.length > 0 ||
      [...player.querySelectorAll(':not(:defined)')].some(({ localName }) =>
        localName.startsWith('rusty-audio-'),
      )
    );
  }

  #giveWay(): void {
    // What does not come is asked for again where it is to be shown.
    if (isUnderWay(this.#host.engine.snapshot)) this.#parts.playing.load().catch(() => undefined);
    this.#leaving ??= this.#leave();
  }

  /** Until then what is pressed stays where it is. */
  async #pressEnds(): Promise<void> {
    while (this.#touch.press) await this.#touch.press;
  }

  async #leave(): Promise<void> {
    const host = this.#host;
    try {
      const { LiveFace, catchUp } = await this.#parts.answering.load();
      // A finger comes near and presses in one task: where nothing was to be fetched it presses still.
      if (this.#picture) await new Promise((done) => setTimeout(done));
      await this.#pressEnds();
      const focus = this.#picture?.focus ?? null;
      this.#picture = undefined;
      this.#touch.end();
      this.#live = new LiveFace(host);
      this.#live.update();
      const tap = this.#touch.takeTap();
      // One that has been taken out meanwhile is not waited for.
      if (host.player.isConnected) await catchUp(host, focus, tap);
    } catch (error) {
      warn(host.player, `its controls could not be loaded: ${String(error)}`);
      await this.#pressEnds();
      // What could not be answered soon is not answered later.
      this.#touch.takeTap();
      this.#picture?.standIn();
    }
    this.#leaving = undefined;
  }
}
