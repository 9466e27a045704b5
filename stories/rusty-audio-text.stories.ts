import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { PlayerRequestEvent } from '../src/index.ts';
import { LAYOUTS, THEMES, type Layout, type Theme } from '../src/components/player-context.ts';
import { DEMO_TRACK } from './sources.ts';
import { framed } from './frame.ts';

interface Arguments {
  readonly theme: Theme;
  readonly layout: Layout;
  /** Are they shown from the start? */
  readonly captions: boolean;
  /** Is the text opened? */
  readonly transcript: boolean;
  /** Seconds at which it stands. */
  readonly at: number;
  /** CSS pixels; the whole width if absent. */
  readonly width?: number | undefined;
}

type Cue = readonly [start: number, end: number, text: string];

const SPOKEN: readonly Cue[] = [
  [0, 4, '<v Anna>It begins with <i>one</i> string, and nobody knows where the wind is.'],
  [4, 9, '<v Ben>Then the kite goes up.'],
  [9, 15, '<v Anna>Listen to how the low notes wait until the high ones have come down again.'],
  [15, 24, 'A gust.'],
  [24, 32, '<v Ben>From here on it is all air and very little string, which is what we wanted.'],
  [32, 44, '<v Anna>There: the weather turns.'],
  [44, 54, '<v Ben>And it comes back down, slowly.'],
  [54, 64, 'The last string is wound up.'],
];
const CHAPTERS: readonly Cue[] = [
  [0, 9, 'On the ground'],
  [9, 24, 'Up'],
  [24, 44, 'The long air'],
  [44, 64, 'Down again'],
];

/** The address of WebVTT with these cues. */
function vtt(cues: readonly Cue[]): string {
  const time = (seconds: number) => `00:${String(seconds).padStart(2, '0')}.000`;
  const clock = (seconds: number) => (seconds < 60 ? time(seconds) : `01:0${seconds - 60}.000`);
  const blocks = cues.map(([start, end, text]) => `${clock(start)} --> ${clock(end)}\n${text}\n`);
  return `data:text/vtt,${encodeURIComponent(`WEBVTT\n\n${blocks.join('\n')}`)}`;
}

const meta: Meta<Arguments> = {
  title: 'captions, chapters, transcript',
  component: 'rusty-audio-player',
  args: { theme: 'light', layout: 'full', captions: true, transcript: false, at: 12 },
  argTypes: {
    theme: { control: 'select', options: THEMES },
    layout: { control: 'select', options: LAYOUTS },
    width: { control: { type: 'range', min: 280, max: 1600, step: 10 } },
  },
  render: ({ theme, layout, captions }) =>
    html`<rusty-audio-player
      src=${DEMO_TRACK}
      theme=${theme}
      layout=${layout}
      track-title="Kite Weather"
      artist="Rusty Audio Players"
      artwork="/demo/music/cover.jpg"
    >
      <track kind="captions" srclang="en" label="English" src=${vtt(SPOKEN)} ?default=${captions} />
      <track kind="captions" srclang="de" src=${vtt(SPOKEN)} />
      <track kind="chapters" src=${vtt(CHAPTERS)} default />
    </rusty-audio-player>`,
  decorators: [(story, { args }) => framed(story(), args)],
  play: async ({ args, canvasElement }) => {
    const player = canvasElement.querySelector('rusty-audio-player')!;
    player.currentTime = args.at;
    if (!args.transcript) return;
    while (player.textTracks.length < 3) await new Promise(requestAnimationFrame);
    player.dispatchEvent(new PlayerRequestEvent({ type: 'transcript', shown: true }));
  },
};

export default meta;
type Story = StoryObj<Arguments>;

export const Captions: Story = {};
export const CaptionsDark: Story = { args: { theme: 'dark' } };
export const CaptionsNarrow: Story = { args: { width: 320 } };
export const CaptionsCompact: Story = { args: { layout: 'compact', width: 752 } };
export const CaptionsCompactNarrow: Story = { args: { layout: 'compact', width: 352 } };
export const CaptionsMini: Story = { args: { layout: 'mini', width: 752 } };
export const CaptionsMiniNarrow: Story = { args: { layout: 'mini', width: 352 } };
/** Marks and names on the ruler; more in the tip and in the menu. */
export const Chapters: Story = { args: { captions: false, at: 30 } };
export const ChaptersDark: Story = { args: { captions: false, at: 30, theme: 'dark' } };
export const Transcript: Story = { args: { transcript: true } };
export const TranscriptDark: Story = { args: { transcript: true, theme: 'dark' } };
export const TranscriptNarrow: Story = { args: { transcript: true, width: 320 } };
