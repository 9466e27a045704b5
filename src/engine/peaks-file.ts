import type { Overview } from './snapshot.ts';

/** As many as an overview that is decoded has. */
const BUCKETS = 2048;
/** Peaks tell no RMS: half the peak, about what music has, stands for it. */
const RMS_OF_PEAK = 0.5;

interface Peaks {
  readonly durationSeconds: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/**
 * Fetches precomputed peaks: JSON of audiowaveform (version 2), or an array of numbers from 0 to 1
 * over the whole file. What is wrong with a file is told once in the console.
 *
 * @param durationSeconds of the sound, for the form that doesn't say
 * @returns null when there is nothing usable
 */
export async function loadPeaks(url: string, durationSeconds: number): Promise<Overview | null> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const content: unknown = await response.json().catch(() => {
      throw new Error('it is not JSON');
    });
    return toOverview(
      Array.isArray(content) ? readNumbers(content, durationSeconds) : readAudiowaveform(content),
    );
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    console.warn(
      `rusty-audio-player: peaks-src ${url} is ignored: ${problem}. ` +
        'Allowed is JSON of audiowaveform, version 2, or an array of numbers from 0 to 1.',
    );
    return null;
  }
}

function readNumbers(content: readonly unknown[], durationSeconds: number): Peaks {
  if (content.length === 0) throw new Error('the array is empty');
  const max = content.map((value, i) => {
    if (typeof value === 'number' && value >= 0 && value <= 1) return value;
    throw new Error(`value ${i} of the array is ${JSON.stringify(value)}`);
  });
  return { durationSeconds, max, min: max.map((value) => -value) };
}

/** https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md */
function readAudiowaveform(content: unknown): Peaks {
  if (typeof content !== 'object' || content === null) {
    throw new Error('it is neither an object nor an array');
  }
  const fields = content as Readonly<Record<string, unknown>>;
  const positive = (name: string): number => {
    const value = fields[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw new Error(`${name} is ${JSON.stringify(value)}, not a whole number above 0`);
  };
  if (fields['version'] !== 2) {
    throw new Error(`version is ${JSON.stringify(fields['version'])}, not 2`);
  }
  const bits = fields['bits'];
  if (bits !== 8 && bits !== 16) throw new Error(`bits is ${JSON.stringify(bits)}, not 8 or 16`);
  const channels = positive('channels');
  const length = positive('length');
  const { data } = fields;
  if (!Array.isArray(data)) throw new Error('data is no array');
  if (data.length !== 2 * channels * length) {
    throw new Error(
      `data has ${data.length} values, not 2 · channels · length = ${2 * channels * length}`,
    );
  }
  const fullScale = 2 ** (bits - 1);
  const values = data.map((value: unknown, i) => {
    if (typeof value === 'number' && Math.abs(value) <= fullScale) return value / fullScale;
    throw new Error(`value ${i} of data is ${JSON.stringify(value)}`);
  });
  const across = (first: 0 | 1, pick: (...values: number[]) => number): number[] =>
    Array.from({ length }, (_, point) =>
      pick(
        ...Array.from(
          { length: channels },
          (_, channel) => values[2 * (point * channels + channel) + first]!,
        ),
      ),
    );
  return {
    durationSeconds: (length * positive('samples_per_pixel')) / positive('sample_rate'),
    min: across(0, Math.min),
    max: across(1, Math.max),
  };
}

function toOverview({ durationSeconds, min, max }: Peaks): Overview {
  const overview = {
    durationSeconds,
    min: new Float32Array(BUCKETS),
    max: new Float32Array(BUCKETS),
    rms: new Float32Array(BUCKETS),
    done: BUCKETS,
  };
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    // The points that the bucket meets, one at least.
    const from = Math.floor((bucket * max.length) / BUCKETS);
    const to = Math.max(from + 1, Math.ceil(((bucket + 1) * max.length) / BUCKETS));
    const lowest = Math.min(...min.slice(from, to));
    const highest = Math.max(...max.slice(from, to));
    overview.min[bucket] = lowest;
    overview.max[bucket] = highest;
    overview.rms[bucket] = RMS_OF_PEAK * Math.max(-lowest, highest, 0);
  }
  return Object.freeze(overview);
}
