import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../src/index.ts';
import { THEMES, type Theme } from '../src/components/player-context.ts';
import { DEMO_TRACK } from './sources.ts';
import { framed, fromOtherOrigin } from './frame.ts';

interface Arguments {
  readonly src?: string | undefined;
  readonly theme: Theme;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

const meta: Meta<Arguments> = {
  title: 'rusty-audio-transport',
  component: 'rusty-audio-transport',
  args: { src: DEMO_TRACK, theme: 'light' },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: ({ src, theme }) =>
    html`<rusty-audio-player src=${ifDefined(src)} theme=${theme} lang="en">
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
export const NothingToPlay: Story = { args: { src: undefined } };
export const Failed: Story = { args: { src: '/missing.mp3' } };
export const FailedNarrow: Story = { args: { src: '/missing.mp3', width: 320 } };
export const Native: Story = { args: { src: fromOtherOrigin(DEMO_TRACK) } };
