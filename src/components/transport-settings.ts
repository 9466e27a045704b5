import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { icon } from './icons.ts';
import { wantElements } from './late-elements.ts';
import { loopKey, sectionKey } from './loop-keys.ts';
import { Popover } from './popover.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { playlistKey } from './playlist-place.ts';
import { rateText } from './quantity-text.ts';
import type * as Menu from './settings-menu.ts';
import { SleepCountdown } from './sleep-countdown.ts';
import { stringsFor, type Strings } from './strings.ts';
import { transportSettingsStyles } from './transport-settings.styles.ts';
import { muteKey, volumeIcon, volumeSlider } from './volume-control.ts';

/** Loops, speed, volume, and in the small faces the key "More", through which all else is reached. */
export class RustyAudioTransportSettings extends LitElement {
  static override readonly styles = [controls, transportSettingsStyles];

  /** The loops are keys here too. */
  @property({ type: Boolean }) accessor loops = false;
  /** There is the key "More". */
  @property({ type: Boolean }) accessor more = false;

  readonly #player = new EngineController(this, (snapshot) => [
    canSeek(snapshot),
    playbackState(snapshot),
    snapshot.mode,
    snapshot.volume,
    snapshot.muted,
    snapshot.loop,
    snapshot.section,
    snapshot.playbackRate,
    snapshot.sleep,
  ]);
  readonly #volume = new Popover(this, 'volume-small');
  readonly #menus = { speed: new Popover(this, 'speed'), more: new Popover(this, 'more') } as const;
  readonly #countdown = new SleepCountdown(this, () => this.#player.engine);

  /** Loaded when a menu is opened for the first time. */
  @state() private accessor menu: typeof Menu | undefined = undefined;
  @state() private accessor page: Menu.SettingsPage = 'speed';

  get #strings(): Strings {
    return stringsFor(this.#player.settings?.lang ?? '');
  }

  protected override render() {
    const { engine, settings } = this.#player;
    const inList = (settings?.playlist ?? null) !== null;
    const strings = this.#strings;
    return html`<div class="tools" part="tools">
      ${
        this.loops
          ? html`${inList ? html`${playlistKey('shuffle')} ${playlistKey('repeat')}` : loopKey(this, engine, strings)}
            ${sectionKey(this, engine, strings)}`
          : nothing
      }
      ${this.#speedKey(strings)} ${this.#volumeKeys(strings)}
      ${this.more ? this.#moreKey(strings) : nothing}
      ${this.loops && inList ? playlistKey('list') : nothing}
    </div>`;
  }

  #speedKey(strings: Strings) {
    const rate = rateText(this.#player.snapshot?.playbackRate ?? 1, strings.locale);
    const left = this.#countdown.text(strings);
    const changed = rate !== rateText(1, strings.locale) || left !== '';
    return html`<div class="anchor speed">
      <button
        class="tool word"
        type="button"
        aria-label=${left ? strings.speedAndSleep(rate, left) : strings.speedKey(rate)}
        aria-haspopup="menu"
        aria-expanded=${this.#menus.speed.open}
        ?data-changed=${changed}
        @click=${() => {
          void this.#toggle('speed');
        }}
      >
        <span>${rate}</span>
        ${left ? html`<span class="left">${left}</span>` : nothing}
      </button>
      ${this.#menu('speed')}
    </div>`;
  }

  #moreKey(strings: Strings) {
    return html`<div class="anchor more">
      <button
        class="tool"
        type="button"
        aria-label=${strings.more}
        aria-haspopup="menu"
        aria-expanded=${this.#menus.more.open}
        @click=${() => {
          void this.#toggle('more');
        }}
      >
        ${icon('more')}
      </button>
      ${this.#menu('more')}
    </div>`;
  }

  #volumeKeys(strings: Strings) {
    const { volume = 1, muted = false } = this.#player.snapshot ?? {};
    return html`<div class="volume-large">
        ${muteKey(this, this.#player.snapshot, strings)}
        ${volumeSlider(this, this.#player.snapshot, strings)}
      </div>
      <div class="anchor volume-small">
        <button
          class="tool"
          type="button"
          aria-label=${strings.volume}
          aria-expanded=${this.#volume.open}
          @click=${this.#volume.toggle}
        >
          ${icon(volumeIcon(volume, muted))}
        </button>
        ${
          this.#volume.open
            ? html`<div
                class="popover volume"
                popover="manual"
                part="menu"
                role="group"
                aria-label=${strings.volume}
              >
                ${muteKey(this, this.#player.snapshot, strings)}
                ${volumeSlider(this, this.#player.snapshot, strings)}
              </div>`
            : nothing
        }
      </div>`;
  }

  #menu(root: 'speed' | 'more') {
    const { engine, settings } = this.#player;
    const { open, leave } = this.#menus[root];
    if (!this.menu || !open || !engine || !settings) return nothing;
    return this.menu.settingsMenu({
      host: this,
      engine,
      settings,
      page: this.page,
      root,
      sleepLeft: this.#countdown.text(this.#strings),
      go: (page) => {
        this.page = page;
      },
      leave,
    });
  }

  async #toggle(root: 'speed' | 'more'): Promise<void> {
    if (!this.menu) {
      const menu = await import('./settings-menu.ts');
      this.shadowRoot?.adoptedStyleSheets.push(menu.settingsMenuStyles.styleSheet!);
      this.menu = menu;
    }
    this.page = root;
    this.#menus[root].toggle();
  }

  /** The focus goes into a menu that opens, and along with its pages. */
  protected override updated(changed: PropertyValues): void {
    const open = this.#menus.speed.open || this.#menus.more.open;
    if (open && (changed.has('page') || !this.#wasOpen)) this.menu?.focusMenu(this.renderRoot);
    this.#wasOpen = open;
    // The equalizer is a page of the menu.
    wantElements(this.renderRoot, false);
  }
  #wasOpen = false;
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport-settings': RustyAudioTransportSettings;
  }
}
