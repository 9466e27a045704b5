import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/index.ts';
import type { Theme } from '../src/components/player-context.ts';
import { attributes, framed, fromOtherOrigin, type PlayerAttributes } from './frame.ts';
import { FRAME_CONTROLS, PLAYER_CONTROLS } from './player-controls.ts';
import { press, shown } from './press.ts';
import { broadcast, DEMO_TRACK, neverArriving, peaks } from './sources.ts';

interface Arguments extends PlayerAttributes {
  readonly theme: Theme;
  readonly accent?: string | undefined;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-player',
  component: 'rusty-audio-player',
  args: {
    src: DEMO_TRACK,
    theme: 'auto',
    layout: 'full',
    lang: 'en',
    'track-title': 'Kite Weather',
    artist: 'Rusty Audio Players',
    album: 'Made of Numbers',
    artwork: '/demo/music/cover.svg',
    'peaks-src': peaks(),
    // The waveform is there before the first play.
    preload: 'auto',
  },
  argTypes: { ...PLAYER_CONTROLS, ...FRAME_CONTROLS },
  render: (args) => html`<rusty-audio-player ${attributes(args)}></rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

/** A story that ends when its file could not be loaded. */
function failed(args: Partial<Arguments> = {}): Story {
  return {
    args: { ...args, src: '/missing.mp3' },
    play: async ({ canvasElement }) => {
      await shown(canvasElement, '[part=message]');
    },
  };
}
/** A story that ends when its language has come. */
function inLanguage(lang: string, args: Partial<Arguments> = {}): Story {
  return {
    args: { ...args, lang },
    play: async ({ canvasElement }) => {
      await shown(canvasElement, `[part=player][lang=${lang}]`);
    },
  };
}

export const Light: Story = { args: { theme: 'light' } };
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Equalizer: Story = { args: { visualizer: 'equalizer', 'eq-preset': 'warm' } };
export const HighContrastEqualizer: Story = {
  args: { ...Equalizer.args, theme: 'high-contrast' },
};
export const WithoutDisplay: Story = { args: { visualizer: 'none' } };
export const Narrow: Story = { args: { width: 320 } };
export const NarrowEqualizer: Story = { args: { width: 320, visualizer: 'equalizer' } };
export const Compact: Story = { args: { layout: 'compact', width: 752 } };
export const CompactHighContrast: Story = { args: { ...Compact.args, theme: 'high-contrast' } };
export const CompactNarrow: Story = { args: { layout: 'compact', width: 352 } };
export const CompactFailed = failed({ layout: 'compact' });
export const Mini: Story = { args: { layout: 'mini', width: 752 } };
export const MiniHighContrast: Story = { args: { ...Mini.args, theme: 'high-contrast' } };
export const MiniNarrow: Story = { args: { layout: 'mini', width: 352 } };
export const MiniFailed = failed({ layout: 'mini', width: 352 });
export const OtherAccent: Story = { args: { accent: 'oklch(0.55 0.11 195)' } };

/** The layout is mirrored; the tape is not. */
export const RightToLeft: Story = {
  decorators: [(story) => html`<div dir="rtl">${story()}</div>`],
};
/** Runs from right to left by itself. */
export const Arabic = inLanguage('ar');
export const German = inLanguage('de', { visualizer: 'equalizer' });
export const Japanese = inLanguage('ja', { layout: 'compact', width: 752 });

/** Nothing but a source: the title is the file's name. */
export const SourceOnly: Story = {
  args: { 'track-title': undefined, artist: undefined, album: undefined, artwork: undefined },
};
export const NothingToPlay: Story = { args: { ...SourceOnly.args, src: undefined } };
export const Loading: Story = {
  args: { ...SourceOnly.args, 'peaks-src': undefined },
  render: (args) =>
    html`<rusty-audio-player
      ${attributes({ ...args, src: neverArriving() })}
    ></rusty-audio-player>`,
};
export const LiveStream: Story = {
  args: { 'peaks-src': undefined, 'track-title': 'Harbour Radio' },
  render: (args) =>
    html`<rusty-audio-player ${attributes({ ...args, src: broadcast() })}></rusty-audio-player>`,
};
export const Failed = failed();
export const FailedNarrow = failed({ width: 320 });

/** The server does not let the page read the file: spectrum and equalizer are off, and say why. */
export const Native: Story = {
  args: { src: fromOtherOrigin(DEMO_TRACK), autoplay: true, muted: true, 'peaks-src': undefined },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.badge');
    await shown(canvasElement, '[part=note]');
  },
};

export const SpeedMenu: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, '[aria-label="Speed 1×"]');
    await shown(canvasElement, '[role=menu]');
  },
};
export const SleepTimer: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, '[aria-label="Speed 1×"]', '[role=menuitem]');
    await shown(canvasElement, '[role=menuitemradio]');
  },
};
export const VolumeInAPopover: Story = {
  args: { width: 600 },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'button[aria-label="Volume"]');
    await shown(canvasElement, '.popover.volume');
  },
};
export const More: Story = {
  args: { layout: 'compact', width: 752 },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '[aria-label="More"]');
    await shown(canvasElement, '[role=menu]');
  },
};
export const Presets: Story = {
  args: { visualizer: 'equalizer', 'eq-preset': 'rock' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '[aria-label="Preset: Rock"]');
    await shown(canvasElement, '[role=listbox]');
  },
};
export const ImportAndExport: Story = {
  args: { visualizer: 'equalizer', 'eq-preset': 'rock' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '[aria-label="Preset: Rock"]', '.exchange');
    await shown(canvasElement, 'textarea');
  },
};
/** A band's figures, to be typed. */
export const BandEditor: Story = {
  args: { visualizer: 'equalizer', 'eq-preset': 'rock' },
  play: async ({ canvasElement }) => {
    (await shown(canvasElement, '[data-index="2"]')).focus();
    await press(canvasElement, '.readout');
    await shown(canvasElement, 'rusty-audio-band-editor');
  },
};

/** Parts as children, in the author's own markup, in place of the default face. */
export const Composed: Story = {
  render: (args) =>
    html`<rusty-audio-player ${attributes(args)}>
      <rusty-audio-spectrum></rusty-audio-spectrum>
      <rusty-audio-timeline></rusty-audio-timeline>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
};
