import { hasAuthorsDirection } from './page-language.ts';
import type { ViewSettings } from './player-context.ts';
import { stringsFor, type Strings } from './strings.ts';

/** What stands on the faceplate itself, at rest and after. */
interface FaceFrame {
  readonly strings: Strings;
  readonly classes: string;
  /** null: the author says which way text runs. */
  readonly direction: 'rtl' | null;
  readonly label: string;
}

export function faceFrame(player: HTMLElement, settings: ViewSettings): FaceFrame {
  const { theme, layout, composed, visualizer, transcript, lang, title } = settings;
  const strings = stringsFor(lang);
  // What is read along has the display's place.
  const blind = visualizer === 'none' && !transcript ? 'blind' : '';
  return {
    strings,
    classes: `ra ${theme} ${composed ? 'composed' : `${layout} ${blind}`}`,
    direction: strings.direction === 'rtl' && !hasAuthorsDirection(player) ? 'rtl' : null,
    label: title ? strings.playerOf(title) : strings.player,
  };
}
