/** ReplayGain and R128 in the engine's terms: dB towards -18 LUFS and linear peaks, or null. */
export interface GainTags {
  readonly trackGainDb: number | null;
  readonly trackPeak: number | null;
  readonly albumGainDb: number | null;
  readonly albumPeak: number | null;
}

/** RFC 7845, 5.2.1: R128 gains are Q7.8 numbers towards -23 LUFS; ReplayGain 2 aims at -18. */
const R128_STEPS_PER_DB = 256;
const R128_TO_REPLAYGAIN_DB = 5;
/** Beyond that a gain is a typing error. */
const LARGEST_GAIN_DB = 64;

/**
 * Reads the gains among a file's notes. ReplayGain's own (`-7.03 dB`, ReplayGain 2.0 specification)
 * go before R128's, except in Opus, whose RFC asks for R128 alone.
 *
 * @param notes by name in lower case
 */
export function readGainTags(notes: ReadonlyMap<string, string>, isOpus: boolean): GainTags {
  const gain = (scope: 'track' | 'album'): number | null => {
    const replayGain = decibels(notes.get(`replaygain_${scope}_gain`));
    const r128 = r128Decibels(notes.get(`r128_${scope}_gain`));
    return isOpus ? (r128 ?? replayGain) : (replayGain ?? r128);
  };
  return {
    trackGainDb: gain('track'),
    trackPeak: peak(notes.get('replaygain_track_peak')),
    albumGainDb: gain('album'),
    albumPeak: peak(notes.get('replaygain_album_peak')),
  };
}

function decibels(text: string | undefined): number | null {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*(?:dB)?\s*$/i.exec(text ?? '');
  return match === null ? null : likely(Number(match[1]));
}

function r128Decibels(text: string | undefined): number | null {
  if (!/^\s*[+-]?\d+\s*$/.test(text ?? '')) return null;
  return likely(Number(text) / R128_STEPS_PER_DB + R128_TO_REPLAYGAIN_DB);
}

function likely(gainDb: number): number | null {
  return Math.abs(gainDb) <= LARGEST_GAIN_DB ? gainDb : null;
}

function peak(text: string | undefined): number | null {
  const value = /^\s*\d+(?:\.\d+)?\s*$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : null;
}
