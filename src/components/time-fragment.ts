/** A part of a media file, seconds. */
export interface TimeFragment {
  readonly startSeconds: number;
  /** null: to the end of the file. */
  readonly endSeconds: number | null;
}

const CLOCK = /^(?:(\d+):)?([0-5]?\d):([0-5]?\d(?:\.\d*)?)$/;
const SECONDS = /^\d+(?:\.\d*)?s?$/;

function secondsOf(text: string): number {
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  return SECONDS.test(text) ? parseFloat(text) : NaN;
}

/**
 * The temporal part of a URL's fragment, as in W3C Media Fragments 1.0: `t=75`, `t=1:15`,
 * `t=10,20`, `t=,20`, each also behind `npt:`. Of several the last one counts.
 *
 * @param hash with or without `#`
 * @returns null where there is none that makes sense
 */
export function readTimeFragment(hash: string): TimeFragment | null {
  const text = new URLSearchParams(hash.replace(/^#/, '')).getAll('t').at(-1);
  if (text === undefined) return null;
  const [start = '', end, ...more] = text.replace(/^npt:/, '').split(',');
  const startSeconds = start === '' && end !== undefined ? 0 : secondsOf(start);
  const endSeconds = end === undefined ? null : secondsOf(end);
  if (more.length > 0 || !(startSeconds >= 0)) return null;
  if (endSeconds !== null && !(endSeconds > startSeconds)) return null;
  return { startSeconds, endSeconds };
}
