import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/index.ts';
import { LAYOUTS, THEMES, type Layout, type Theme } from '../src/components/player-context.ts';
import { REPEATS, type Repeat } from '../src/playlist/play-queue.ts';
import { framed } from './frame.ts';

const FILES = ['m4a', 'mp3', 'ogg', 'opus'] as const;
const NAMES = [
  ['Tidewater Clock', 'Marla Ostrander', 253],
  ['Harbour Tests', 'Marla Ostrander', 318],
  ['A Room With Reeds', 'Marla Ostrander, Ivo Lenz', 204],
  ['Pressure Gauge', 'Marla Ostrander', 287],
  ['Nine Lamps', 'Marla Ostrander', 341],
  ['The Ferry, Returning', 'Marla Ostrander', 402],
  ['Slack Water', 'Marla Ostrander', 196],
] as const;
const TRACKS = NAMES.map(([title, artist, duration], index) => ({
  src: `/demo/music/kite-weather.${FILES[index % FILES.length]}`,
  title,
  artist,
  duration,
  album: 'Slow Instruments',
  artwork: '/demo/music/cover.jpg',
}));

interface Arguments {
  readonly theme: Theme;
  readonly layout: Layout;
  readonly shuffle: boolean;
  readonly repeat: Repeat;
  readonly crossfade: number;
  readonly open?: boolean | undefined;
  readonly tracks: readonly object[];
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-playlist',
  component: 'rusty-audio-playlist',
  args: {
    theme: 'auto',
    layout: 'full',
    shuffle: false,
    repeat: 'off',
    crossfade: 0,
    tracks: TRACKS,
  },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    layout: { control: 'select', options: LAYOUTS },
    repeat: { control: 'select', options: REPEATS },
    crossfade: { control: { type: 'range', min: 0, max: 12, step: 0.5 } },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: ({ theme, layout, shuffle, repeat, crossfade, open, tracks, width }) =>
    framed(
      html`<rusty-audio-player theme=${theme} layout=${layout}>
        <rusty-audio-playlist
          .tracks=${tracks}
          .shuffle=${shuffle}
          .repeat=${repeat}
          .crossfade=${crossfade}
          open=${open ?? true}
        ></rusty-audio-playlist>
      </rusty-audio-player>`,
      { theme, width },
    ),
};
export default meta;

type Story = StoryObj<Arguments>;

/** Beside the player, from 1040 px on. */
export const Column: Story = { args: { width: 1120 } };
export const ColumnDark: Story = { args: { width: 1120, theme: 'dark' } };
/** Under the keys. */
export const Drawer: Story = { args: { width: 720 } };
export const DrawerClosed: Story = { args: { width: 720, open: false } };
export const Narrow: Story = { args: { width: 320, theme: 'dark' } };
export const Compact: Story = { args: { width: 720, layout: 'compact' } };
export const Mini: Story = { args: { width: 720, layout: 'mini' } };
export const HighContrast: Story = { args: { width: 1120, theme: 'high-contrast' } };
export const Empty: Story = { args: { width: 720, tracks: [] } };
/** Wherever the author puts it. */
export const Composed: Story = {
  render: ({ theme, tracks }) =>
    framed(
      html`<rusty-audio-player theme=${theme}>
        <rusty-audio-playlist .tracks=${tracks}></rusty-audio-playlist>
        <rusty-audio-timeline></rusty-audio-timeline>
        <rusty-audio-transport></rusty-audio-transport>
      </rusty-audio-player>`,
      { theme, width: 720 },
    ),
};
