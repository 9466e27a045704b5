import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/index.ts';
import type { Theme } from '../src/components/player-context.ts';
import { attributes, framed, fromOtherOrigin, type PlayerAttributes } from './frame.ts';
import { FRAME_CONTROLS, PLAYER_CONTROLS } from './player-controls.ts';
import { broadcast, DEMO_TRACK, neverArriving, peaks } from './sources.ts';

interface Arguments extends Pick<PlayerAttributes, 'src' | 'peaks-src' | 'preload' | 'lang'> {
  readonly theme: Theme;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const { src, preload, theme, lang, 'peaks-src': peaksSrc } = PLAYER_CONTROLS;

const meta: Meta<Arguments> = {
  title: 'rusty-audio-timeline',
  component: 'rusty-audio-timeline',
  args: { src: DEMO_TRACK, theme: 'light', lang: 'en' },
  argTypes: { src, preload, theme, lang, 'peaks-src': peaksSrc, width: FRAME_CONTROLS.width },
  render: (args) =>
    html`<rusty-audio-player ${attributes(args)}>
      <rusty-audio-timeline></rusty-audio-timeline>
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

/** Without samples: even ticks. */
export const Light: Story = {};
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Narrow: Story = { args: { width: 320 } };
export const Waveform: Story = { args: { 'peaks-src': peaks(), preload: 'auto' } };
export const WaveformHighContrast: Story = {
  args: { 'peaks-src': peaks(), preload: 'auto', theme: 'high-contrast' },
};
/** The part between the flags A and B is played over and over. */
export const Section: Story = {
  args: { 'peaks-src': peaks(), preload: 'auto' },
  play: async ({ canvasElement }) => {
    const player = canvasElement.querySelector('rusty-audio-player');
    if (!player) return;
    if (player.readyState === 0) {
      await new Promise((resolve) => {
        player.addEventListener('loadedmetadata', resolve, { once: true });
      });
    }
    player.currentTime = player.duration * 0.4;
    player.loopSection = {
      startSeconds: player.duration * 0.25,
      endSeconds: player.duration * 0.6,
    };
  },
};
export const Loading: Story = {
  render: (args) =>
    html`<rusty-audio-player ${attributes({ ...args, src: neverArriving() })}>
      <rusty-audio-timeline></rusty-audio-timeline>
    </rusty-audio-player>`,
};
export const LiveStream: Story = {
  render: (args) =>
    html`<rusty-audio-player ${attributes({ ...args, src: broadcast() })}>
      <rusty-audio-timeline></rusty-audio-timeline>
    </rusty-audio-player>`,
};
export const NothingToPlay: Story = { args: { src: undefined } };
export const Failed: Story = { args: { src: '/missing.mp3' } };
export const FailedNarrow: Story = { args: { src: '/missing.mp3', width: 320 } };
export const Native: Story = { args: { src: fromOtherOrigin(DEMO_TRACK) } };
