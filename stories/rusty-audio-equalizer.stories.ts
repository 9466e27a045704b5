import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/index.ts';
import { THEMES, type Theme } from '../src/components/player-context.ts';
import { PRESETS } from '../src/engine/equalizer-presets.ts';
import { DEMO_TRACK } from './demo-track.ts';
import { framed, fromOtherOrigin } from './frame.ts';

interface Arguments {
  readonly src: string;
  readonly theme: Theme;
  /** Where the browser allows it; otherwise press play in the transport. */
  readonly autoplay: boolean;
  /** Eight gains in dB. */
  readonly eq?: string | undefined;
  readonly eqPreset: string;
  readonly eqBypass: boolean;
  readonly plotOnly: boolean;
  readonly accent?: string | undefined;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-equalizer',
  component: 'rusty-audio-equalizer',
  args: {
    src: DEMO_TRACK,
    theme: 'light',
    autoplay: false,
    eqPreset: 'vocal-enhance',
    eqBypass: false,
    plotOnly: false,
  },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    eqPreset: { control: 'select', options: Object.keys(PRESETS) },
    accent: { control: 'color' },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: ({ src, theme, autoplay, eq, eqPreset, eqBypass, plotOnly }) =>
    html`<rusty-audio-player
      src=${src}
      theme=${theme}
      ?autoplay=${autoplay}
      eq=${ifDefined(eq)}
      eq-preset=${eqPreset}
      ?eq-bypass=${eqBypass}
    >
      <rusty-audio-equalizer ?plot-only=${plotOnly}></rusty-audio-equalizer>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = {};
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Narrow: Story = { args: { width: 320 } };
export const Live: Story = { args: { autoplay: true } };
export const Custom: Story = { args: { eq: '3 2 0 0 -1 0 2 4' } };
export const BeyondTheScale: Story = { args: { eq: '18 0 -20 0 6 0 0 0' } };
export const Bypassed: Story = { args: { eqBypass: true } };
export const PlotOnly: Story = { args: { plotOnly: true } };
export const OtherAccent: Story = { args: { accent: 'oklch(0.8 0.16 95)' } };
export const Native: Story = { args: { autoplay: true, src: fromOtherOrigin(DEMO_TRACK) } };
