import type { EqBand } from 'rusty-audio-player/engine';

/** Peaks an octave apart from 60 Hz, with these gains in dB. */
function peaks(gains: readonly number[]): readonly EqBand[] {
  return gains.map((gain, index) => ({
    type: 'peaking',
    frequency: 60 * 2 ** index,
    gain,
    q: 1.1,
    enabled: true,
  }));
}

export const GENTLE = peaks([2, 1, 0, 0, 0, 0, 1, 2]);
export const WARM = peaks([4, 3, 1, 0, 0, -1, -2, -3]);

/** The part that is played over and over, as JSON: seconds. */
export const SECTION = JSON.stringify({ startSeconds: 0.5, endSeconds: 2 });
