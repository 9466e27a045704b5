import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/index.ts';
import { FREQUENCY_SCALES, type FrequencyScale } from '../src/components/frequency-scale.ts';
import { LAYOUTS, THEMES, type Layout, type Theme } from '../src/components/player-context.ts';
import { DEMO_TRACK } from './demo-track.ts';
import { framed, fromOtherOrigin } from './frame.ts';

interface Arguments {
  readonly src?: string | undefined;
  readonly theme: Theme;
  readonly layout: Layout;
  readonly visualizer: string;
  readonly frequencyScale: FrequencyScale;
  readonly trackTitle?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly artwork?: string | undefined;
  readonly preload: 'none' | 'metadata' | 'auto';
  readonly volume: number;
  readonly muted: boolean;
  readonly loop: boolean;
  readonly eqPreset: string;
  readonly eqBypass: boolean;
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
    visualizer: 'bars',
    frequencyScale: 'log',
    trackTitle: 'Kite Weather',
    artist: 'Rusty Audio Players',
    album: 'Made of Numbers',
    artwork: '/demo/music/cover.jpg',
    preload: 'metadata',
    volume: 1,
    muted: false,
    loop: false,
    eqPreset: 'flat',
    eqBypass: false,
  },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    layout: { control: 'select', options: LAYOUTS },
    visualizer: { control: 'select', options: ['bars', 'equalizer', 'none'] },
    frequencyScale: { control: 'select', options: FREQUENCY_SCALES },
    preload: { control: 'select', options: ['none', 'metadata', 'auto'] },
    volume: { control: { type: 'range', min: 0, max: 1, step: 0.05 } },
    accent: { control: 'color' },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: (args) =>
    html`<rusty-audio-player
      src=${ifDefined(args.src)}
      theme=${args.theme}
      layout=${args.layout}
      visualizer=${args.visualizer}
      frequency-scale=${args.frequencyScale}
      track-title=${ifDefined(args.trackTitle)}
      artist=${ifDefined(args.artist)}
      album=${ifDefined(args.album)}
      artwork=${ifDefined(args.artwork)}
      preload=${args.preload}
      volume=${args.volume}
      ?muted=${args.muted}
      ?loop=${args.loop}
      eq-preset=${args.eqPreset}
      ?eq-bypass=${args.eqBypass}
    ></rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = { args: { theme: 'light' } };
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Equalizer: Story = { args: { visualizer: 'equalizer', eqPreset: 'warm' } };
export const WithoutDisplay: Story = { args: { visualizer: 'none' } };
export const Narrow: Story = { args: { width: 320 } };
export const NarrowDarkEqualizer: Story = {
  args: { width: 320, theme: 'dark', visualizer: 'equalizer' },
};
export const Compact: Story = { args: { layout: 'compact', width: 752 } };
export const CompactDark: Story = { args: { layout: 'compact', theme: 'dark', width: 752 } };
export const CompactNarrow: Story = { args: { layout: 'compact', width: 352 } };
export const CompactFailed: Story = { args: { layout: 'compact', src: '/missing.mp3' } };
export const Mini: Story = { args: { layout: 'mini', width: 752 } };
export const MiniDark: Story = { args: { layout: 'mini', theme: 'dark', width: 752 } };
export const MiniNarrow: Story = { args: { layout: 'mini', width: 352 } };
export const MiniFailed: Story = { args: { layout: 'mini', src: '/missing.mp3', width: 352 } };
/** The layout is mirrored; the tape is not. */
export const RightToLeft: Story = {
  decorators: [(story) => html`<div dir="rtl">${story()}</div>`],
};
export const OtherAccent: Story = { args: { accent: 'oklch(0.55 0.11 195)' } };

/** Nothing but a source: the title is the file's name. */
export const SourceOnly: Story = {
  args: { trackTitle: undefined, artist: undefined, album: undefined, artwork: undefined },
};
export const NothingToPlay: Story = {
  args: { ...SourceOnly.args, src: undefined },
};
export const Failed: Story = { args: { src: '/missing.mp3' } };
export const FailedNarrow: Story = { args: { src: '/missing.mp3', width: 320 } };

/** Played, it is heard in native mode: spectrum and equalizer are off, with the reason. */
export const Native: Story = { args: { src: fromOtherOrigin(DEMO_TRACK) } };

/** Parts as children, in the author's own markup, in place of the default face. */
export const Composed: Story = {
  render: ({ src, theme }) =>
    html`<rusty-audio-player src=${ifDefined(src)} theme=${theme}>
      <rusty-audio-spectrum></rusty-audio-spectrum>
      <rusty-audio-timeline></rusty-audio-timeline>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
};
