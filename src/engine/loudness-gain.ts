import type { EngineSnapshot } from './snapshot.ts';

/** ReplayGain 2.0's reference level. */
const TARGET_LUFS = -18;

/**
 * The gain, linear, that brings a file to -18 LUFS: by the album's tags or, without them, the
 * track's, or else by what was measured; 1 when nothing is known. So low that the peak is not above
 * full scale; a file is not raised before its peak is known.
 */
export function loudnessGain({
  loudnessMode,
  tags,
  loudness,
}: Pick<EngineSnapshot, 'loudnessMode' | 'tags' | 'loudness'>): number {
  if (loudnessMode === 'off') return 1;
  const measuredPeak = loudness === null ? null : 10 ** (loudness.truePeakDbtp / 20);
  const album = loudnessMode === 'album' && tags.albumGainDb !== null;
  const gainDb = album
    ? tags.albumGainDb
    : (tags.trackGainDb ?? (loudness === null ? null : TARGET_LUFS - loudness.integratedLufs));
  if (gainDb === null || !Number.isFinite(gainDb)) return 1;
  const peak = (album ? tags.albumPeak : null) ?? tags.trackPeak ?? measuredPeak ?? 1;
  return Math.min(10 ** (gainDb / 20), 1 / peak);
}
