import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/index.ts';
import { THEMES, type Theme } from '../src/components/player-context.ts';
import { PRESETS } from '../src/engine/equalizer-presets.ts';
import { DEMO_TRACK } from './sources.ts';
import { framed, fromOtherOrigin } from './frame.ts';

interface Arguments {
  readonly src: string;
  readonly theme: Theme;
  /** Where the browser allows it; otherwise press play in the transport. */
  readonly autoplay: boolean;
  /** Eight gains in dB. */
  readonly eq?: string | undefined;
  /** URL of Equalizer APO text. */
  readonly eqSrc?: string | undefined;
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
  render: ({ src, theme, autoplay, eq, eqSrc, eqPreset, eqBypass, plotOnly }) =>
    html`<rusty-audio-player
      src=${src}
      theme=${theme}
      ?autoplay=${autoplay}
      eq=${ifDefined(eq)}
      eq-src=${ifDefined(eqSrc)}
      eq-preset=${eqPreset}
      ?eq-bypass=${eqBypass}
    >
      <rusty-audio-equalizer ?plot-only=${plotOnly}></rusty-audio-equalizer>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

/** A profile of AutoEq's kind. */
const TEN_FILTERS = `Preamp: -6.1 dB
Filter 1: ON LSC Fc 105 Hz Gain 6.3 dB Q 0.70
Filter 2: ON PK Fc 165 Hz Gain -2.9 dB Q 0.48
Filter 3: ON PK Fc 1296 Hz Gain -1.6 dB Q 2.31
Filter 4: ON PK Fc 3118 Hz Gain -2.4 dB Q 3.74
Filter 5: ON PK Fc 5603 Hz Gain -3.4 dB Q 5.19
Filter 6: ON PK Fc 2002 Hz Gain 1.1 dB Q 3.04
Filter 7: ON PK Fc 7102 Hz Gain 2.2 dB Q 5.02
Filter 8: ON PK Fc 8480 Hz Gain -1.9 dB Q 4.40
Filter 9: ON PK Fc 4205 Hz Gain 1.7 dB Q 5.64
Filter 10: ON HSC Fc 10000 Hz Gain 2.6 dB Q 0.70
`;

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = {};
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Narrow: Story = { args: { width: 320 } };
export const Live: Story = { args: { autoplay: true } };
export const Custom: Story = { args: { eq: '3 2 0 0 -1 0 2 4' } };
export const BeyondTheScale: Story = { args: { eq: '18 0 -20 0 6 0 0 0' } };
/** Ten filters, fitted onto the eight bands. */
export const FromText: Story = {
  args: { eqSrc: `data:text/plain,${encodeURIComponent(TEN_FILTERS)}` },
};
export const Bypassed: Story = { args: { eqBypass: true } };
export const PlotOnly: Story = { args: { plotOnly: true } };
export const OtherAccent: Story = { args: { accent: 'oklch(0.8 0.16 95)' } };
export const Native: Story = { args: { autoplay: true, src: fromOtherOrigin(DEMO_TRACK) } };
