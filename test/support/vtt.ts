import { blobUrl } from './player.ts';

/** A cue of a WebVTT file: from, to (seconds), text. */
export type VttCue = readonly [startSeconds: number, endSeconds: number, text: string];

function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23);
}

/** The URL of a WebVTT file; its cues are named 1, 2, 3. */
export function vttUrl(cues: readonly VttCue[]): string {
  const blocks = cues.map(
    ([start, end, text], index) =>
      `${index + 1}\n${timestamp(start)} --> ${timestamp(end)}\n${text}\n`,
  );
  return blobUrl(new Blob([`WEBVTT\n\n${blocks.join('\n')}`], { type: 'text/vtt' }));
}

/** A `<track>` with these attributes. */
export function trackElement(attributes: Readonly<Record<string, string>>): HTMLTrackElement {
  const track = document.createElement('track');
  for (const [name, value] of Object.entries(attributes)) track.setAttribute(name, value);
  return track;
}

/** The texts of cues, as they would be read. */
export function texts(cues: TextTrackCueList | null): string[] {
  return [...(cues ?? [])].map((cue) => (cue as VTTCue).getCueAsHTML().textContent);
}
