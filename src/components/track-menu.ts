import { html, nothing, type TemplateResult } from 'lit';
import { choice, item, type SettingsMenuView } from './menu-rows.ts';
import { canSeek } from './playback-state.ts';
import { clockText } from './playback-text.ts';
import { request } from './requests.ts';
import type { AllStrings } from './late-strings.ts';
import { chapterAt } from './timeline-ruler.ts';

/** The rows about captions, transcript and chapters, those that the track has. */
export function tracks(view: SettingsMenuView): TemplateResult {
  const { settings, engine, strings, root, go } = view;
  const { captions: offered, caption } = settings;
  return html`${
    offered.length === 0
      ? nothing
      : html`${item(strings.captions, caption ? nameOf(caption, strings) : strings.off, () => {
          go('captions');
        })}
        ${root === 'tracks' ? transcriptSwitch(view) : transcriptPage(view)}`
  }
  ${
    settings.chapters.length === 0 || !canSeek(engine.snapshot)
      ? nothing
      : item(strings.chapters, '', () => {
          go('chapters');
        })
  }`;
}

/** In the full face it takes the place of the display. */
function transcriptSwitch(view: SettingsMenuView): TemplateResult {
  const shown = view.settings.transcript !== null;
  const wish = { type: 'transcript', shown: !shown } as const;
  return choice(view, view.strings.transcript, shown, wish, '', 'menuitemcheckbox');
}

function transcriptPage({ host, strings, go }: SettingsMenuView): TemplateResult {
  return item(strings.transcript, '', () => {
    request(host, { type: 'transcript', shown: true });
    go('transcript');
  });
}

/** Which captions are shown, in their own languages' names. */
export function captions(view: SettingsMenuView): TemplateResult {
  const { settings, strings } = view;
  const wish = (track: TextTrack | null) => ({ type: 'captions', track }) as const;
  return html`${choice(view, strings.off, settings.caption === null, wish(null))}
  ${settings.captions.map((track) =>
    choice(view, nameOf(track, strings), track === settings.caption, wish(track)),
  )}`;
}

/** The whole text of the track, to be read along. */
export function transcript(): TemplateResult {
  return html`<rusty-audio-transcript></rusty-audio-transcript>`;
}

export function chapters(view: SettingsMenuView): TemplateResult {
  const { settings, engine, strings } = view;
  const current = chapterAt(settings.chapters, engine.currentTime);
  return html`${settings.chapters.map(({ title, startSeconds }, index) =>
    choice(
      view,
      title,
      index === current,
      { type: 'seek', seconds: startSeconds },
      clockText(startSeconds, strings.locale),
    ),
  )}`;
}

/** As its author named it, else its language in that language. */
function nameOf({ label, language }: TextTrack, strings: AllStrings): string {
  if (label !== '') return label;
  try {
    const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
    return names.of(language) ?? strings.captions;
  } catch {
    // No language, or none that makes sense.
    return strings.captions;
  }
}
