import { html } from 'lit';
import { query } from 'lit/decorators.js';
import { LazyPart } from '../engine/lazy-part.ts';
import type { AnimationLoop } from './animation-loop.ts';
import { clockStyles } from './clock.styles.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { playbackState } from './playback-state.ts';
import { clockText, remainingText } from './playback-text.ts';
import { stringsFor } from './strings.ts';

/** Loaded when a clock first moves. */
const MOTION = new LazyPart(() => import('./animation-loop.ts'));

/** Elapsed and remaining time. For the eye: the seek bar speaks it. */
export class RustyAudioClock extends FaceElement {
  static override readonly styles = [controls, clockStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    playbackState(snapshot),
    snapshot.paused,
    snapshot.ended,
    snapshot.duration,
    snapshot.paused ? snapshot.currentTime : 0,
  ]);
  #loop: AnimationLoop | undefined;

  @query('.elapsed') private accessor elapsed!: HTMLElement | null;
  @query('.remaining') private accessor remaining!: HTMLElement | null;

  protected override render() {
    return html`<div class="count" part="time" role="timer">
      <span class="elapsed"></span><span class="remaining"></span>
    </div>`;
  }

  protected override updated(): void {
    if (this.#draw()) void this.#move();
  }

  async #move(): Promise<void> {
    try {
      const { AnimationLoop } = await MOTION.load();
      this.#loop ??= new AnimationLoop(this, () => this.#draw());
      this.#loop.wake();
    } catch {
      // The clock stands still until the next pause or play, which tries again.
    }
  }

  /** Writes the times when their text changes; runs at display rate, without Lit. */
  #draw(): boolean {
    const { engine, snapshot, settings } = this.#player;
    const ready = playbackState(snapshot) === 'ready';
    const now = ready ? (engine?.currentTime ?? 0) : 0;
    const duration = ready ? (snapshot?.duration ?? NaN) : NaN;
    const { live, locale } = stringsFor(settings?.lang ?? '');
    const elapsed = clockText(now, locale);
    const rest = duration === Infinity ? live : remainingText(now, duration, locale);
    if (this.elapsed && this.elapsed.textContent !== elapsed) this.elapsed.textContent = elapsed;
    if (this.remaining && this.remaining.textContent !== rest) this.remaining.textContent = rest;
    return ready && snapshot !== undefined && !snapshot.paused && !snapshot.ended;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-clock': RustyAudioClock;
  }
}
