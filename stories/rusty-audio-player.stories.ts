import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { RustyAudioPlayer } from '../src/index.ts';
import '../src/index.ts';
import { FREQUENCY_SCALES } from '../src/components/frequency-scale.ts';
import { THEMES } from '../src/components/player-context.ts';
import { DEMO_TRACK } from './demo-track.ts';

interface Arguments {
  readonly src?: string;
  readonly theme: (typeof THEMES)[number];
  readonly visualizer: string;
  readonly frequencyScale: (typeof FREQUENCY_SCALES)[number];
  readonly trackTitle?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly artwork?: string;
  readonly preload: 'none' | 'metadata' | 'auto';
  readonly volume: number;
  readonly muted: boolean;
  readonly loop: boolean;
  readonly eqPreset: string;
  readonly eqBypass: boolean;
  readonly accent?: string;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number;
}

const ARTWORK =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#dfe6e2"/><path d="M0 70 24 40l16 18 20-30 36 42v26H0z" fill="#2f4a4f"/><circle cx="70" cy="24" r="9" fill="#c9803a"/></svg>',
  );

const meta: Meta<Arguments> = {
  title: 'rusty-audio-player',
  component: 'rusty-audio-player',
  args: {
    src: DEMO_TRACK,
    theme: 'auto',
    visualizer: 'bars',
    frequencyScale: 'log',
    trackTitle: 'High Wind',
    artist: 'The Demonstrators',
    album: 'Line Out',
    artwork: ARTWORK,
    preload: 'metadata',
    volume: 1,
    muted: false,
    loop: false,
    eqPreset: 'flat',
    eqBypass: false,
  },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    visualizer: { control: 'select', options: ['bars', 'equalizer', 'none'] },
    frequencyScale: { control: 'select', options: FREQUENCY_SCALES },
    preload: { control: 'select', options: ['none', 'metadata', 'auto'] },
    volume: { control: { type: 'range', min: 0, max: 1, step: 0.05 } },
    accent: { control: 'color' },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: (args) => html`<rusty-audio-player
    src=${ifDefined(args.src)}
    theme=${args.theme}
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
  decorators: [
    (story, { args: { width, accent, theme } }) => {
      const frame = document.createElement('div');
      if (width !== undefined) frame.style.setProperty('width', `${width}px`);
      if (accent) frame.style.setProperty('--rusty-audio-accent', accent);
      const dark = theme === 'dark' || theme === 'high-contrast';
      frame.style.setProperty('padding', '16px');
      frame.style.setProperty('background', dark ? '#0b0a09' : '#fff');
      return html`${renderInto(frame, story())}`;
    },
  ],
};

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = { args: { theme: 'light' } };
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
