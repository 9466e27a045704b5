import { html, nothing, render, type TemplateResult } from 'lit';
import { Announcer } from './announcer.ts';
import { controlStringsFor } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { faceFrame } from './face-frame.ts';
import { fullFace, type Face } from './faces.ts';
import { wantElements } from './late-elements.ts';
import { wear } from './foreign-styles.ts';
import { isUnderWay, playbackState } from './playback-state.ts';
import type { ViewSettings } from './player-context.ts';
import type { FaceHost, PlayerFace } from './player-face.ts';
import { playerStyles } from './rusty-audio-player.styles.ts';
import { sameValues } from './same-values.ts';
import { compactFace, miniFace } from './small-faces.ts';
import { smallFacesStyles } from './small-faces.styles.ts';
import { stageStyles } from './stage.styles.ts';
import type { Strings } from './strings.ts';
import { tokens } from './tokens.styles.ts';

const STYLES = [tokens, controls, playerStyles, stageStyles, smallFacesStyles];

/** The face that answers, drawn by Lit: one of the three layouts, or what the author composed. */
export class LiveFace implements PlayerFace {
  readonly unsettled = undefined;
  readonly #host: FaceHost;
  readonly #announcer = new Announcer();
  /** A region that comes with its words is not heard: they follow when it has been painted. */
  #regionStands = false;
  /** What was drawn last. */
  #drawn: readonly unknown[] = [];
  /** When elements were wanted last: a pause, a play or sound that comes asks again for what failed. */
  #wantedAt = '';
  /** The picture that could not be shown. */
  #brokenArtwork = '';

  /** Takes the place of what stands in the player's shadow root. */
  constructor(host: FaceHost) {
    this.#host = host;
    host.root.replaceChildren();
    wear(host.root, STYLES);
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        this.#regionStands = true;
        host.player.requestUpdate();
      });
    });
  }

  update(): void {
    const { player, root, engine, settings } = this.#host;
    const now = settings();
    const { strings, classes, direction, label } = faceFrame(player, now);
    const { snapshot } = engine;
    const empty = playbackState(snapshot) === 'empty';
    const news = this.#regionStands
      ? this.#announcer.read(snapshot, controlStringsFor(now.lang))
      : '';
    const drawn = [now, strings, direction, empty, news, this.#brokenArtwork];
    if (!sameValues(drawn, this.#drawn)) {
      this.#drawn = drawn;
      render(
        html`<article
          class=${classes}
          part="player"
          lang=${strings.locale}
          dir=${direction ?? nothing}
          aria-label=${label}
        >
          ${now.composed ? html`<slot></slot>` : this.#layout(now, strings, empty)}
          <div class="spoken" role="status">${news}</div>
        </article>`,
        root,
        { host: player },
      );
      this.childrenChanged();
    }
    const wantedAt = `${isUnderWay(engine.snapshot)} ${snapshot.paused}`;
    if (wantedAt !== this.#wantedAt) this.childrenChanged();
    this.#wantedAt = wantedAt;
  }

  /** What is loaded when it is first there, or first moves. */
  childrenChanged(): void {
    const { player, root, engine } = this.#host;
    for (const place of [player, root])
      wantElements(place, isUnderWay(engine.snapshot) ? 'heard' : 'shown');
  }

  #layout(settings: ViewSettings, strings: Strings, empty: boolean): TemplateResult {
    const face: Face = {
      settings,
      strings,
      empty,
      brokenArtwork: this.#brokenArtwork,
      artworkFailed: (artwork) => {
        this.#brokenArtwork = artwork;
        this.update();
      },
    };
    if (settings.layout === 'full') return fullFace(face);
    return settings.layout === 'compact' ? compactFace(face) : miniFace(face);
  }
}
