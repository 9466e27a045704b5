import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { changedSettingsStyles } from './changed-settings.styles.ts';
import { controlStringsFor, type ControlStrings } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { wear } from './foreign-styles.ts';
import { icon } from './icons.ts';
import { wantElements } from './late-elements.ts';
import { loopKey, sectionKey } from './loop-keys.ts';
import type { MenuRoot } from './menu-rows.ts';
import { popoverStyles } from './popover.styles.ts';
import type { Popover } from './popover.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { playlistKey } from './playlist-place.ts';
import { rateText } from './playback-text.ts';
import type * as Menu from './settings-menu.ts';
import { SleepCountdown } from './sleep-countdown.ts';
import { transportSettingsStyles } from './transport-settings.styles.ts';
import { muteKey, volumeIcon, volumeSlider } from './volume-control.ts';

const MENUS = ['speed', 'more', 'tracks'] as const satisfies readonly MenuRoot[];
type PopoverName = (typeof MENUS)[number] | 'volume-small';

/** Loops, speed, volume, and in the small faces the key "More", through which all else is reached. */
export class RustyAudioTransportSettings extends FaceElement {
  static override readonly styles = [
    controls,
    popoverStyles,
    transportSettingsStyles,
    changedSettingsStyles,
  ];

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
  /** What hangs from the keys; there with the menu. */
  #popovers: Readonly<Record<PopoverName, Popover>> | undefined;
  readonly #countdown = new SleepCountdown(this, () => this.#player.engine);

  /** Loaded when a menu is opened for the first time. */
  @state() private accessor menu: typeof Menu | undefined = undefined;
  @state() private accessor page: Menu.SettingsPage = 'speed';

  get #strings(): ControlStrings {
    return controlStringsFor(this.#player.settings?.lang ?? '');
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
      ${this.#hasTracks ? this.#menuKey('tracks', strings.tracks, icon('captions')) : nothing}
      ${this.#speedKey(strings)} ${this.#volumeKeys(strings)}
      ${this.more ? this.#menuKey('more', strings.more, icon('more')) : nothing}
      ${this.loops && inList ? playlistKey('list') : nothing}
    </div>`;
  }

  #speedKey(strings: ControlStrings) {
    const rate = rateText(this.#player.snapshot?.playbackRate ?? 1, strings.locale);
    const left = this.#countdown.text(strings);
    const changed = rate !== rateText(1, strings.locale) || left !== '';
    return html`<div class="anchor speed">
      <button
        class="tool word"
        type="button"
        aria-label=${left ? strings.speedAndSleep(rate, left) : strings.speedKey(rate)}
        aria-haspopup="menu"
        aria-expanded=${this.#isOpen('speed')}
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

  /** In the small faces they are reached through "More". */
  get #hasTracks(): boolean {
    const { captions = [], chapters = [] } = this.#player.settings ?? {};
    return !this.more && captions.length + chapters.length > 0;
  }

  #menuKey(root: 'more' | 'tracks', name: string, sign: TemplateResult) {
    const { caption = null, transcript = null } = this.#player.settings ?? {};
    const on = root === 'tracks' && (caption ?? transcript) !== null;
    return html`<div class="anchor ${root}">
      <button
        class="tool ${on ? 'on' : ''}"
        type="button"
        aria-label=${name}
        aria-haspopup="menu"
        aria-expanded=${this.#isOpen(root)}
        @click=${() => {
          void this.#toggle(root);
        }}
      >
        ${sign}
      </button>
      ${this.#menu(root)}
    </div>`;
  }

  #volumeKeys(strings: ControlStrings) {
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
          aria-expanded=${this.#isOpen('volume-small')}
          @click=${() => {
            void this.#toggle('volume-small');
          }}
        >
          ${volumeIcon(volume, muted)}
        </button>
        ${
          this.#isOpen('volume-small')
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

  #menu(root: MenuRoot) {
    const { engine, settings } = this.#player;
    const popover = this.#popovers?.[root];
    if (!this.menu || !popover?.open || !engine || !settings) return nothing;
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
      leave: popover.leave,
    });
  }

  #isOpen(name: PopoverName): boolean {
    return this.#popovers?.[name].open ?? false;
  }

  async #toggle(name: PopoverName): Promise<void> {
    if (!this.menu) {
      const menu = await import('./settings-menu.ts');
      wear(this.renderRoot, [menu.settingsMenuStyles]);
      this.menu = menu;
    }
    const { Popover } = this.menu;
    this.#popovers ??= {
      speed: new Popover(this, 'speed'),
      more: new Popover(this, 'more'),
      tracks: new Popover(this, 'tracks'),
      'volume-small': new Popover(this, 'volume-small'),
    };
    if (name !== 'volume-small') this.page = name;
    this.#popovers[name].toggle();
  }

  /** The focus goes into a menu that opens, and along with its pages. */
  protected override updated(changed: PropertyValues): void {
    const open = MENUS.some((name) => this.#isOpen(name));
    if (open && (changed.has('page') || !this.#wasOpen)) this.menu?.focusMenu(this.renderRoot);
    this.#wasOpen = open;
    // The equalizer and the transcript are pages of the menu.
    wantElements(this.renderRoot, 'shown');
  }
  #wasOpen = false;
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport-settings': RustyAudioTransportSettings;
  }
}
