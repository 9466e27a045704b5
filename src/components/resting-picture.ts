import { build, dress } from './build.ts';
import { controls } from './controls.styles.ts';
import { displaySwitchStyles } from './display-switch.styles.ts';
import { faceFrame } from './face-frame.ts';
import { adoptStyles } from './adopt-styles.ts';
import { canSeek, isBusy, playbackState } from './playback-state.ts';
import { clockText, remainingText } from './playback-text.ts';
import type { ViewSettings } from './player-context.ts';
import type { FaceHost } from './player-face.ts';
import { restingPlaces } from './resting-places.styles.ts';
import { div, restingSwitch, restingTimeline, restingTransport, sign } from './resting-parts.ts';
import { playerStyles } from './rusty-audio-player.styles.ts';
import { sameValues } from './same-values.ts';
import { stageStyles } from './stage.styles.ts';
import type { Strings } from './strings.ts';
import { tokens } from './tokens.styles.ts';

const STYLES = [tokens, controls, displaySwitchStyles, restingPlaces, playerStyles, stageStyles];

/** Where in the picture the focus is: on the key that brings the controls, or on the play key. */
export type RestingFocus = 'wake' | 'play' | null;

/**
 * The full face as it looks at rest, with the same rectangles as the one that answers, made without
 * Lit. Two of its keys work: to play, and one that is heard, and seen while it has the focus, and
 * brings the others.
 */
export class RestingPicture {
  readonly #host: FaceHost;
  readonly #wake = build('button', { class: 'wake pick', type: 'button' }) as HTMLElement;
  readonly #play = build('button', { part: 'play', type: 'button' }) as HTMLElement;
  readonly #elapsed = build('span', { class: 'elapsed' });
  readonly #remaining = build('span', { class: 'remaining' });
  /** What was drawn last. */
  #drawn: readonly unknown[] = [];
  #signDrawn = '';
  /** Those that are of no use until something can be sought. */
  #seekKeys: readonly Element[] = [];
  /** A full face was drawn, or the small ones can't be had. */
  #staysFull = false;
  #standsIn = false;

  constructor(host: FaceHost) {
    this.#host = host;
    for (const styles of STYLES) adoptStyles(host.root, styles);
    // Some browsers give no focus to a key that is clicked.
    this.#wake.addEventListener('click', () => {
      this.#wake.focus();
    });
    this.#play.addEventListener('click', (event) => {
      const { player, engine } = host;
      if (this.#play.ariaDisabled === 'true') return;
      // It is done: nothing is left to be repeated.
      event.preventDefault();
      if (!engine.snapshot.paused) player.pause();
      // Why it did not play is told by the events, and shown.
      else player.play().catch(() => undefined);
    });
  }

  get focus(): RestingFocus {
    let element = this.#host.root.activeElement;
    if (element === this.#wake) return 'wake';
    while (element?.shadowRoot) element = element.shadowRoot.activeElement;
    return element === this.#play ? 'play' : null;
  }

  /**
   * The face that answers does not come. A large one is better than none: it is drawn for every
   * layout from now on, and what goes wrong is announced from it.
   */
  standIn(): void {
    this.#staysFull = true;
    this.#standsIn = true;
    this.update();
  }

  update(): void {
    const { player, engine, settings } = this.#host;
    const { snapshot } = engine;
    const now = settings();
    const state = playbackState(snapshot);
    const { strings, classes, direction, label } = faceFrame(
      player,
      this.#staysFull ? { ...now, layout: 'full' } : now,
    );
    const { failed, empty } = strings;
    const sentence = { empty, error: failed }[state as string] ?? '';
    const drawn = [now, classes, strings, direction, sentence, this.#standsIn];
    if (!sameValues(drawn, this.#drawn)) {
      this.#drawn = drawn;
      const { focus } = this;
      this.#wake.textContent = strings.moreControls;
      this.#host.root.replaceChildren(
        build(
          'article',
          {
            class: classes,
            part: 'player',
            lang: strings.locale,
            dir: direction,
            'aria-label': label,
          },
          this.#wake,
          ...this.#content(now, strings, sentence),
        ),
      );
      if (focus) (focus === 'wake' ? this.#wake : this.#play).focus({ preventScroll: true });
    }
    this.#drawPlayKey(strings);
    this.#drawTime(strings);
    for (const key of this.#seekKeys) dress(key, { 'aria-disabled': `${!canSeek(snapshot)}` });
  }

  #content(settings: ViewSettings, strings: Strings, sentence: string): readonly Element[] {
    const { composed, layout, visualizer } = settings;
    if (composed) return [build('slot')];
    if (layout !== 'full' && !this.#staysFull) return [];
    this.#staysFull = true;
    const stage = build(
      'div',
      { class: 'stage', part: 'stage' },
      build('rusty-audio-spectrum'),
      build('rusty-audio-meters'),
    );
    const { transport, seekKeys } = restingTransport(
      { play: this.#play, elapsed: this.#elapsed, remaining: this.#remaining },
      strings,
    );
    this.#seekKeys = seekKeys;
    return [
      build(
        'header',
        { class: 'head' },
        cover(settings),
        div(
          'text',
          title(settings, sentence === strings.empty, strings),
          ...byline(settings, strings),
        ),
        build('rusty-audio-mode-badge', { class: 'side', exportparts: 'badge, note' }),
        div(
          'bar',
          restingSwitch(visualizer, sentence !== '', strings),
          build('rusty-audio-peak-readout', { part: 'readout' }),
        ),
      ),
      ...(visualizer === 'none' ? [] : [stage]),
      restingTimeline(sentence, this.#standsIn && sentence === strings.failed),
      transport,
    ];
  }

  #drawPlayKey(strings: Strings): void {
    const { snapshot } = this.#host.engine;
    const busy = isBusy(snapshot);
    const off = ['empty', 'error'].includes(playbackState(snapshot));
    const shown = snapshot.paused || off ? 'play' : 'pause';
    dress(this.#play, {
      class: busy ? 'play busy' : 'play',
      'aria-label': strings[shown],
      'aria-disabled': off ? 'true' : null,
      'aria-busy': busy ? 'true' : null,
    });
    if (this.#signDrawn === `${shown} ${busy}`) return;
    this.#signDrawn = `${shown} ${busy}`;
    const inSpan = (name: string, content: Element) => build('span', { class: name }, content);
    this.#play.replaceChildren(
      inSpan('sign', sign(shown)),
      ...(busy ? [inSpan('spinner', sign('spinner'))] : []),
    );
  }

  #drawTime({ live, locale }: Strings): void {
    const { engine } = this.#host;
    const ready = playbackState(engine.snapshot) === 'ready';
    const now = ready ? engine.currentTime : 0;
    const duration = ready ? engine.snapshot.duration : NaN;
    this.#elapsed.textContent = clockText(now, locale);
    this.#remaining.textContent =
      duration === Infinity ? live : remainingText(now, duration, locale);
  }
}

function cover({ artwork }: ViewSettings): Element {
  const noCover = div('no-cover', sign('note'));
  const picture = artwork === '' ? noCover : build('img', { src: artwork, alt: '' });
  picture.addEventListener('error', () => {
    picture.replaceWith(noCover);
  });
  const attributes = { class: 'cover', part: 'cover' };
  return build('div', attributes, build('slot', { name: 'artwork' }, picture));
}

function title({ title }: ViewSettings, empty: boolean, { noTrack, untitled }: Strings): Element {
  const attributes = { class: 'title clip', part: 'title', dir: 'auto', title };
  const text = title || (empty ? noTrack : untitled);
  return build('slot', { name: 'title' }, build('p', attributes, text));
}

function byline({ artist, album }: ViewSettings, { separator }: Strings): readonly Element[] {
  if (!artist && !album) return [];
  const comma = artist ? [build('span', { class: 'comma' }, separator)] : [];
  const ofAlbum = album ? [build('span', { class: 'album' }, ...comma, album)] : [];
  return [build('p', { class: 'by clip', part: 'byline', dir: 'auto' }, artist, ...ofAlbum)];
}
