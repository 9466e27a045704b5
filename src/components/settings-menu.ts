import { html, nothing, type TemplateResult } from 'lit';
import { REPEATS } from '../playlist/play-queue.ts';
import { lateIcon } from './late-icons.ts';
import { pressSectionKey } from './loop-keys.ts';
import { menuKeyDown } from './menu-keys.ts';
import { choice, item, type SettingsMenuPlace, type SettingsMenuView } from './menu-rows.ts';
import { allStringsFor } from './late-strings.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { playlistWordsFor } from './playlist-words.ts';
import { clockText, rateText } from './playback-text.ts';
import { minutesText } from './quantity-text.ts';
import { request } from './requests.ts';
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
    playlist: playlistWordsFor(view.settings.lang).playlist,
  } as const;
  const pages = { speed, more, sleep, tracks, captions, chapters, playlist } as const;
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
    ${lateIcon('chevron')}<span>${name}</span>
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
    ${lateIcon('chevron')}<span>${name}</span>
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

/** The small faces have no other list. */
function playlist(view: SettingsMenuView): TemplateResult {
  const { entries, currentIndex, shuffle, repeat } = view.settings.playlist!;
  const { lang } = view.settings;
  const words = playlistWordsFor(lang);
  const again = REPEATS[(REPEATS.indexOf(repeat) + 1) % REPEATS.length]!;
  return html`${choice(
      view,
      words.shuffle,
      shuffle,
      { type: 'shuffle', shuffle: !shuffle },
      '',
      'menuitemcheckbox',
    )}
    ${item(
      words.repeat[repeat],
      '',
      () => {
        request(view.host, { type: 'repeat', repeat: again });
      },
      false,
    )}
    <div class="divider" role="separator"></div>
    ${entries.map(({ title, durationSeconds }, index) =>
      choice(
        view,
        title,
        index === currentIndex,
        { type: 'track', index },
        durationSeconds === null ? '' : clockText(durationSeconds, lang),
      ),
    )}`;
}

/** Where the keys have no room. */
function trackItems({ host, settings, strings, leave }: SettingsMenuView) {
  const { playlist: list, layout } = settings;
  if (list === null || layout !== 'mini') return nothing;
  const go = (type: 'previous' | 'next') => () => {
    request(host, { type });
    leave();
  };
  return html`${list.hasNext ? item(strings.next, '', go('next'), false) : nothing}
  ${list.hasPrevious ? item(strings.previous, '', go('previous'), false) : nothing}`;
}

function more(view: SettingsMenuView): TemplateResult {
  const { host, engine, settings, strings, go, leave } = view;
  const { playbackRate, loop, section, mode } = engine.snapshot;
  const state = playbackState(engine.snapshot);
  const list = settings.playlist;
  return html`${
    list === null
      ? nothing
      : html`${trackItems(view)}
        ${item(playlistWordsFor(settings.lang).playlist, '', () => {
          go('playlist');
        })}`
  }
  ${item(strings.speed, rateText(playbackRate, strings.locale), () => {
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
  ${
    list === null
      ? choice(view, strings.loop, loop, { type: 'loop', loop: !loop }, '', 'menuitemcheckbox')
      : nothing
  }
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
