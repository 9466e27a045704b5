/** What a frame of each display costs the main thread: the element as it is built, while it plays. */
import { distribution } from './distribution.mjs';

const DISPLAYS = ['bars', 'line', 'spectrogram', 'oscilloscope'];
const FRAMES = 300;
const WARM_UP_FRAMES = 60;
const TARGET_US = 1000;
/** The stage of a wide player, in CSS pixels. */
const SIZE = { width: '900px', height: '164px' };
const RATE_HZ = 48_000;
const SECONDS = 60;
const BYTES_PER_SAMPLE = 2;

/** Noise: every bar, row and sample moves in every frame. */
function noiseWav() {
  const frames = RATE_HZ * SECONDS;
  const view = new DataView(new ArrayBuffer(44 + frames * BYTES_PER_SAMPLE));
  const text = (offset, letters) =>
    [...letters].forEach((letter, i) => view.setUint8(offset + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  text(36, 'data');
  view.setUint32(40, frames * BYTES_PER_SAMPLE, true);
  for (let frame = 0; frame < frames; frame += 1) {
    view.setInt16(44 + frame * BYTES_PER_SAMPLE, (Math.random() - 0.5) * 30_000, true);
  }
  return new globalThis.Blob([view], { type: 'audio/wav' });
}

/** Microseconds that the page's animation callbacks take in each of `count` frames. */
async function frameTimes(count) {
  const { requestAnimationFrame } = globalThis;
  const samples = [];
  globalThis.requestAnimationFrame = (callback) =>
    requestAnimationFrame.call(globalThis, (now) => {
      const begin = performance.now();
      callback(now);
      samples.push((performance.now() - begin) * 1000);
    });
  while (samples.length < count) await new Promise((next) => setTimeout(next, 50));
  globalThis.requestAnimationFrame = requestAnimationFrame;
  return samples.slice(0, count);
}

async function figures() {
  const { document, location } = globalThis;
  // Not to be bundled: the file as a page loads it.
  const built = new URL('/dist/rusty-audio-player.js', location.href).href;
  await import(built);
  const player = document.createElement('rusty-audio-player');
  const spectrum = document.createElement('rusty-audio-spectrum');
  for (const [name, value] of Object.entries(SIZE)) spectrum.style.setProperty(name, value);
  player.append(spectrum);
  document.body.append(player);
  player.src = URL.createObjectURL(noiseWav());
  // With a transform of the sound before the equalizer in each frame, and its ghost.
  player.setEqBand(4, { gain: -6 });
  await player.play();
  const results = [];
  for (const visualizer of DISPLAYS) {
    player.visualizer = visualizer;
    while (!spectrum.shadowRoot?.querySelector(`.${visualizer}`)) {
      await new Promise((next) => setTimeout(next, 20));
    }
    await frameTimes(WARM_UP_FRAMES);
    const times = distribution(await frameTimes(FRAMES));
    results.push({
      name: visualizer,
      unit: 'µs',
      ...times,
      targets: [{ text: `p50 at most ${TARGET_US} µs`, met: times.median <= TARGET_US }],
    });
  }
  URL.revokeObjectURL(player.src);
  player.remove();
  return results;
}

export const rows = (env) =>
  env.host === 'chromium' ? [{ name: 'JS of a frame, main thread', figures }] : [];
