import type { TemplateResult } from 'lit';
import { LOOP, type Drawing } from './drawings.ts';
import { drawn } from './icons.ts';

/** As in `icons.ts`: those of menus and playlists, which are loaded when they are wanted. */
const DRAWINGS = {
  close: [{ d: 'M6 6l12 12M18 6L6 18' }],
  check: [{ kind: 'heavy', d: 'M4 12.5l5 5L20 6.5' }],
  chevron: [{ kind: 'heavy', d: 'M9 5l7 7-7 7' }],
  shuffle: [
    {
      d: 'M3.5 7H6c4.5 0 6 10 11 10h3M3.5 17H6c1.7 0 3-1.4 4-3.2M13.4 9.4C14.3 8 15.4 7 17 7h3M17.5 4.2 20.3 7l-2.8 2.8M17.5 14.2l2.8 2.8-2.8 2.8',
    },
  ],
  'repeat-one': [LOOP, { d: 'M10.8 10.6l1.7-1v5' }],
  list: [{ d: 'M4 6.5h16M4 12h16M4 17.5h10' }],
  add: [{ d: 'M12 5.5v13M5.5 12h13' }],
} as const satisfies Record<string, Drawing>;

/** Decoration beside a name that is spoken; never carries meaning alone. */
export function lateIcon(name: keyof typeof DRAWINGS): TemplateResult {
  return drawn(DRAWINGS[name]);
}
