import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/index.ts';
import { FREQUENCY_SCALES, type FrequencyScale } from '../src/components/frequency-scale-names.ts';
import {
  THEMES,
  VISUALIZERS,
  type Theme,
  type Visualizer,
} from '../src/components/player-context.ts';
import { DEMO_TRACK } from './sources.ts';
import { framed, fromOtherOrigin } from './frame.ts';

interface Arguments {
  readonly src: string;
  readonly theme: Theme;
  readonly visualizer: Visualizer;
  /** Eight gains in dB; where it is not flat, bars and line have a ghost. */
  readonly eq?: string | undefined;
  /** Where the browser allows it; otherwise press play in the transport. */
  readonly autoplay: boolean;
  readonly frequencyScale: FrequencyScale;
  readonly fftSize: number;
  /** dBFS */
  readonly minDecibels: number;
  /** dBFS */
  readonly maxDecibels: number;
  readonly smoothing: number;
  readonly accent?: string | undefined;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-spectrum',
  component: 'rusty-audio-spectrum',
  args: {
    src: DEMO_TRACK,
    theme: 'light',
    visualizer: 'bars',
    autoplay: false,
    frequencyScale: 'log',
    fftSize: 2048,
    minDecibels: -90,
    maxDecibels: 0,
    smoothing: 0.7,
  },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    visualizer: { control: 'select', options: VISUALIZERS },
    eq: { control: 'text' },
    frequencyScale: { control: 'select', options: FREQUENCY_SCALES },
    fftSize: { control: 'select', options: [512, 1024, 2048, 4096, 8192, 16384] },
    minDecibels: { control: { type: 'range', min: -140, max: -30, step: 5 } },
    maxDecibels: { control: { type: 'range', min: -20, max: 20, step: 5 } },
    smoothing: { control: { type: 'range', min: 0, max: 0.95, step: 0.05 } },
    accent: { control: 'color' },
    width: { control: { type: 'range', min: 84, max: 1600, step: 4 } },
  },
  render: ({
    src,
    theme,
    visualizer,
    eq,
    autoplay,
    frequencyScale,
    fftSize,
    minDecibels,
    maxDecibels,
    smoothing,
  }) =>
    html`<rusty-audio-player
      src=${src}
      theme=${theme}
      visualizer=${visualizer}
      eq=${ifDefined(eq)}
      ?autoplay=${autoplay}
      frequency-scale=${frequencyScale}
      fft-size=${fftSize}
      min-decibels=${minDecibels}
      max-decibels=${maxDecibels}
      smoothing=${smoothing}
    >
      <rusty-audio-spectrum></rusty-audio-spectrum>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = {};
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const Live: Story = { args: { autoplay: true } };
export const LiveDark: Story = { args: { autoplay: true, theme: 'dark' } };
export const LiveNarrow: Story = { args: { autoplay: true, width: 320 } };
export const Mel: Story = { args: { autoplay: true, frequencyScale: 'mel' } };
export const Bark: Story = { args: { autoplay: true, frequencyScale: 'bark' } };
export const Linear: Story = { args: { autoplay: true, frequencyScale: 'linear' } };
export const Ghost: Story = { args: { autoplay: true, eq: '6 3 0 -9 0 6 0 -6' } };

const line = { autoplay: true, visualizer: 'line' } as const;
export const Line: Story = { args: line };
export const LineDark: Story = { args: { ...line, theme: 'dark' } };
export const LineNarrow: Story = { args: { ...line, width: 320 } };
export const LineMel: Story = { args: { ...line, frequencyScale: 'mel' } };
export const LineBark: Story = { args: { ...line, frequencyScale: 'bark' } };
export const LineLinear: Story = { args: { ...line, frequencyScale: 'linear' } };
export const LineGhost: Story = { args: { ...line, eq: '6 3 0 -9 0 6 0 -6' } };

const spectrogram = { autoplay: true, visualizer: 'spectrogram' } as const;
export const Spectrogram: Story = { args: spectrogram };
export const SpectrogramDark: Story = { args: { ...spectrogram, theme: 'dark' } };
export const SpectrogramHighContrast: Story = {
  args: { ...spectrogram, theme: 'high-contrast' },
};
export const SpectrogramNarrow: Story = { args: { ...spectrogram, width: 320 } };
export const SpectrogramMel: Story = { args: { ...spectrogram, frequencyScale: 'mel' } };
export const SpectrogramBark: Story = { args: { ...spectrogram, frequencyScale: 'bark' } };
export const SpectrogramLinear: Story = { args: { ...spectrogram, frequencyScale: 'linear' } };

const oscilloscope = { autoplay: true, visualizer: 'oscilloscope' } as const;
export const Oscilloscope: Story = { args: oscilloscope };
export const OscilloscopeDark: Story = { args: { ...oscilloscope, theme: 'dark' } };
export const OscilloscopeNarrow: Story = { args: { ...oscilloscope, width: 320 } };

export const OtherAccent: Story = { args: { autoplay: true, accent: 'oklch(0.55 0.11 195)' } };
export const Native: Story = { args: { autoplay: true, src: fromOtherOrigin(DEMO_TRACK) } };
