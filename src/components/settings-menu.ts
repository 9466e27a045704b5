import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';
import { pressSectionKey } from './loop-keys.ts';
import { menuKeyDown } from './menu-keys.ts';
import { choice, item, type SettingsMenuPlace, type SettingsMenuView } from './menu-rows.ts';
import { allStringsFor } from './late-strings.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { minutesText, rateText } from './quantity-text.ts';
import { captions, chapters, tracks, transcript } from './track-menu.ts';
import { muteKey, volumeSlider } from './volume-control.ts';

export type { SettingsPage } from './menu-rows.ts';
export { focusMenu } from './menu-keys.ts';
export { Popover } from './popover.ts';
export { settingsMenuStyles } from './settings-menu.styles.ts';

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4] as const;
const SLEEP_MINUTES = [5, 15, 30, 60] as const;

/** The panel that hangs from the keys "Speed" and "More": pages of rows, one shown at a time. */
export function settingsMenu(place: SettingsMenuPlace): TemplateResult {
  const view = { ...place, strings: allStringsFor(place.settings.lang) };
  const { strings, page } = view;
  const names = {
    speed: strings.speed,
    more: strings.more,
    sleep: strings.sleep,
    tracks: strings.tracks,
    captions: strings.captions,
    transcript: strings.transcript,
    chapters: strings.chapters,
    equalizer: strings.equalizer,
  } as const;
  const pages = { speed, more, sleep, tracks, captions, chapters } as const;
  return html`<div
    class="popover settings ${page}"
    popover="manual"
    part="menu"
    role="group"
    aria-label=${names[page]}
    @keydown=${menuKeyDown}
  >
    ${page === 'more' ? volume(view) : nothing}
    ${
      page === 'equalizer' || page === 'transcript'
        ? html`${backKey(view, names[page])} ${page === 'equalizer' ? equalizer() : transcript()}`
        : html`<div role="menu" aria-label=${names[page]}>
            ${page === view.root ? nothing : backRow(view, names[page])} ${pages[page](view)}
          </div>`
    }
  </div>`;
}

/** The same as a key, where what stands below is no menu. */
function backKey({ go, root, strings }: SettingsMenuView, name: string): TemplateResult {
  return html`<button
    class="row back"
    type="button"
    aria-label=${strings.backTo(name)}
    @click=${() => {
      go(root);
    }}
  >
    ${icon('chevron')}<span>${name}</span>
  </button>`;
}

/** The row that leads back, headed by the name of the page. */
function backRow({ go, root, page, strings }: SettingsMenuView, name: string): TemplateResult {
  const to = page === 'sleep' && root === 'speed' ? 'speed' : root;
  return html`<div
    class="row back"
    role="menuitem"
    tabindex="-1"
    aria-label=${strings.backTo(name)}
    @click=${() => {
      go(to);
    }}
  >
    ${icon('chevron')}<span>${name}</span>
  </div>`;
}

function speed(view: SettingsMenuView): TemplateResult {
  const { engine, strings, root } = view;
  return html`${
    root === 'speed'
      ? html`${sleepItem(view)}
          <div class="divider" role="separator"></div>`
      : nothing
  }
  ${SPEEDS.map((rate) =>
    choice(view, rateText(rate, strings.locale), rate === engine.snapshot.playbackRate, {
      type: 'rate',
      rate,
    }),
  )}`;
}

function sleepItem({ strings, sleepLeft, go }: SettingsMenuView): TemplateResult {
  return item(strings.sleep, sleepLeft, () => {
    go('sleep');
  });
}

function sleep(view: SettingsMenuView): TemplateResult {
  const { strings, engine, sleepLeft } = view;
  const plan = engine.snapshot.sleep;
  return html`${choice(view, strings.sleepOff, plan === null, { type: 'sleep', end: null })}
  ${SLEEP_MINUTES.map((minutes) =>
    choice(view, minutesText(minutes, strings.locale), false, { type: 'sleep', end: minutes * 60 }),
  )}
  ${choice(
    view,
    strings.sleepEndOfTrack,
    plan === 'end-of-track',
    { type: 'sleep', end: 'end-of-track' },
    plan === 'end-of-track' ? sleepLeft : '',
  )}`;
}

function more(view: SettingsMenuView): TemplateResult {
  const { host, engine, strings, go, leave } = view;
  const { playbackRate, loop, section, mode } = engine.snapshot;
  const state = playbackState(engine.snapshot);
  return html`${item(strings.speed, rateText(playbackRate, strings.locale), () => {
    go('speed');
  })}
  ${
    mode === 'native' || state === 'error' || state === 'empty'
      ? nothing
      : item(strings.equalizer, '', () => {
          go('equalizer');
        })
  }
  ${tracks(view)} ${sleepItem(view)}
  ${choice(view, strings.loop, loop, { type: 'loop', loop: !loop }, '', 'menuitemcheckbox')}
  ${
    canSeek(engine.snapshot)
      ? item(
          strings.section,
          section === null ? '' : section.endSeconds === null ? 'A' : 'A–B',
          () => {
            pressSectionKey(host, engine);
            leave();
          },
          false,
        )
      : nothing
  }`;
}

function volume({ host, engine, strings }: SettingsMenuView): TemplateResult {
  return html`<div class="volume-row" role="group" aria-label=${strings.volume}>
    ${muteKey(host, engine.snapshot, strings)} ${volumeSlider(host, engine.snapshot, strings)}
  </div>`;
}

function equalizer(): TemplateResult {
  return html`<rusty-audio-equalizer></rusty-audio-equalizer>`;
}
