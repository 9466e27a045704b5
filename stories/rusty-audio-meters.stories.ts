import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/index.ts';
import { THEMES, type Theme } from '../src/components/player-context.ts';
import { DEMO_TRACK } from './sources.ts';
import { framed } from './frame.ts';

interface Arguments {
  readonly theme: Theme;
  /** Where the browser allows it; otherwise press play in the transport. */
  readonly autoplay: boolean;
  /** dBFS */
  readonly minDecibels: number;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-meters',
  component: 'rusty-audio-meters',
  args: { theme: 'light', autoplay: true, minDecibels: -60 },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    minDecibels: { control: { type: 'range', min: -140, max: -30, step: 5 } },
  },
  render: ({ theme, autoplay, minDecibels }) =>
    html`<rusty-audio-player
      src=${DEMO_TRACK}
      theme=${theme}
      ?autoplay=${autoplay}
      min-decibels=${minDecibels}
    >
      <rusty-audio-meters></rusty-audio-meters>
      <rusty-audio-transport></rusty-audio-transport>
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
};

export default meta;
type Story = StoryObj<Arguments>;

export const Light: Story = {};
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'high-contrast' } };
export const AtRest: Story = { args: { autoplay: false } };
