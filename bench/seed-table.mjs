/** The seed's performance table, filled in from the rows that a run measured in Chromium. */

/** What `ring.bench.mjs` moves in an operation between two threads, 128 stereo frames a chunk. */
const RING_SAMPLES = 5000 * 128 * 2;

const ms = (us) => `${(us / 1000).toPrecision(2)} ms`;
const millions = (value) => `${(value / 1e6).toPrecision(3)} million samples/s`;

const rowOf = (results, name) => results.find((row) => row.name === name);
const figureOf = (results, name, figure) =>
  rowOf(results, name)?.figures.find((entry) => entry.name.startsWith(figure));
const kernelUs = (results, name) => rowOf(results, name)?.kernel.medianUs;

const TASK = 'task round trip after an idle gap';

/**
 * `value` looks the measured number up: undefined where its row was not run. `met` is missing where
 * the number is reported and not judged. All times are medians but where the text says otherwise.
 */
const METRICS = [
  {
    metric: '512-point FFT',
    target: '< 0.5 ms',
    value: (results) => kernelUs(results, 'real FFT, 512'),
    text: ms,
    met: (us) => us < 500,
  },
  {
    metric: '512-point FFT, as a task on a worker, there and back',
    target: '< 0.5 ms',
    value: (results) => figureOf(results, TASK, 'shared memory')?.median,
    text: ms,
    met: (us) => us < 500,
  },
  {
    metric: '8-band EQ (1024 stereo frames)',
    target: '< 0.4 ms',
    value: (results) => kernelUs(results, 'equalizer, 8 peaks, stereo, 1024 frames'),
    text: ms,
    met: (us) => us < 400,
  },
  {
    metric: 'Audio decode (MP3, 1 s)',
    target: '< 10 ms',
    value: (results) => kernelUs(results, 'decoding, mp3, 4 s') / 4 || undefined,
    text: ms,
    met: (us) => us < 10_000,
  },
  {
    metric: 'Worker task overhead',
    target: '< 100 µs',
    value: (results) => figureOf(results, TASK, 'the same, less')?.median,
    text: (us) => `${us.toFixed(0)} µs`,
    met: (us) => us < 100,
  },
  {
    metric: 'Total round trip, p99',
    target: '< 1 ms',
    value: (results) => figureOf(results, TASK, 'shared memory')?.p99,
    text: ms,
    met: (us) => us < 1000,
  },
  {
    metric: 'Ring buffer throughput, between two threads',
    target: '> 1 million samples/s',
    value: (results) => {
      const us = kernelUs(results, 'ring, two threads, 128 frames');
      return us && (RING_SAMPLES / us) * 1e6;
    },
    text: millions,
    met: (perSecond) => perSecond > 1e6,
  },
  {
    metric: 'UI frame rate while playing',
    target: '60 fps',
    value: (results) => figureOf(results, 'frames while playing', 'the full face')?.median,
    text: (fps) => `${fps.toFixed(0)} fps`,
  },
  {
    metric: 'Memory usage while playing, above the page’s own (the most of all formats)',
    target: '< 50 MB',
    value: (results) => {
      const figures = rowOf(results, 'memory while playing')?.figures ?? [];
      const judged = figures.filter(({ targets }) => targets.length > 0);
      return judged.length > 0 ? Math.max(...judged.map(({ median }) => median)) : undefined;
    },
    text: (megabytes) => `${megabytes.toFixed(1)} MB`,
    met: (megabytes) => megabytes < 50,
  },
];

/** @param {readonly object[]} results of Chromium @returns {string} Markdown; empty if none of it was measured */
export function seedTable(results) {
  const lines = METRICS.map(({ metric, target, value, text, met }) => {
    const measured = value(results);
    if (measured === undefined) return null;
    const verdict = met === undefined ? 'reported' : met(measured) ? 'met' : '**missed**';
    return `| ${metric} | ${target} | ${text(measured)} | ${verdict} |`;
  }).filter((line) => line !== null);
  if (lines.length === 0) return '';
  return ['| metric | target | measured | |', '|---|---|---|---|', ...lines].join('\n');
}
