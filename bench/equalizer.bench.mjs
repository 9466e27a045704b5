/** Eight bands of equalizer against eight native filters and against plain JavaScript. */
import { BAND_TYPES, DEFAULT_BANDS } from '../src/engine/equalizer.ts';
import { createEqualizer } from '../src/engine/kernels/equalizer.ts';
import { LAYOUT } from '../src/engine/memory-layout.ts';
import { nativeQ } from '../src/engine/native-equalizer.ts';
import equalizerBytes from '../wasm/equalizer.wat';
import { ObjectEqualizer, PlainEqualizer, peakingBiquad } from './plain-equalizer.mjs';

const SAMPLE_RATE = 48000;
const FRAMES = 1024;
/** Native filters render this many times as much, so that starting to render doesn't count. */
const NATIVE_SHARE = 16;
/** How the cost of rendering without filters is found. */
const SOURCE_FRAMES = 1_000_000;
const SOURCE_RENDERS = 9;

const GAINS = [6, -4, 3, -2, 2, 4, -5, 3];
const PEAKS = DEFAULT_BANDS.map((band, i) => ({ ...band, gain: GAINS[i] }));
const ALL_TYPES = PEAKS.map((band, i) => ({
  ...band,
  type: BAND_TYPES[i % BAND_TYPES.length],
  frequency: band.type === 'lowpass' ? 15000 : band.frequency,
}));

/** Noise, so that nothing is denormal. */
function noise(samples) {
  let seed = 1;
  return Float32Array.from({ length: samples }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  });
}

/** As in the product: shared memory of the default size, the player's region. */
function setUpKernel(bands) {
  const pages = LAYOUT.DEFAULT_MEMORY_BYTES / LAYOUT.PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const module = new WebAssembly.Module(equalizerBytes);
  const equalizer = createEqualizer(module, memory, LAYOUT.EQ_PLAYER);
  equalizer.setTarget(bands, 0, false, SAMPLE_RATE);
  equalizer.settle();
  new Float32Array(memory.buffer, LAYOUT.USER_REGION, 2 * FRAMES).set(noise(2 * FRAMES));
  return { equalizer, bands, src: LAYOUT.USER_REGION, dst: LAYOUT.USER_REGION + 8 * FRAMES };
}

const kernel = (bands, frames) => ({
  setup: () => setUpKernel(bands),
  run({ equalizer, src, dst }, times) {
    for (let i = 0; i < times; i++) equalizer.process(src, dst, frames);
  },
});

const monoKernel = (bands, frames) => ({
  setup: () => setUpKernel(bands),
  run({ equalizer, src, dst }, times) {
    for (let i = 0; i < times; i++) equalizer.processMono(src, dst, frames);
  },
});

/** A slider that is never still. */
const glidingKernel = (bands, frames) => ({
  setup: () => setUpKernel(bands),
  run({ equalizer, src, dst }, times) {
    for (let i = 0; i < times; i++) {
      equalizer.setTarget(bands, i % 2, false, SAMPLE_RATE);
      equalizer.process(src, dst, frames);
    }
  },
});

const { AudioBuffer, AudioBufferSourceNode, BiquadFilterNode, OfflineAudioContext } = globalThis;

/** Milliseconds that it takes to render `frames` frames of looped noise through filters. */
async function renderMs(bands, frames) {
  const context = new OfflineAudioContext(2, frames, SAMPLE_RATE);
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: 48000, sampleRate: SAMPLE_RATE });
  for (const channel of [0, 1]) buffer.copyToChannel(noise(48000), channel);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const last = bands.reduce((node, band) => {
    const { type, frequency, gain } = band;
    return node.connect(new BiquadFilterNode(context, { type, frequency, gain, Q: nativeQ(band) }));
  }, source);
  last.connect(context.destination);
  source.start();
  const begin = performance.now();
  await context.startRendering();
  return performance.now() - begin;
}

/** What eight filters add to a graph that only renders the source; that is measured beforehand. */
const nativePeer = (bands, frames) => ({
  name: '8 BiquadFilterNodes, OfflineAudioContext',
  host: 'chromium',
  target: { chromium: 7 },
  async setup() {
    const samples = [];
    for (let i = 0; i < SOURCE_RENDERS; i++) samples.push(await renderMs([], SOURCE_FRAMES));
    const median = samples.sort((a, b) => a - b)[SOURCE_RENDERS >> 1];
    return { sourceMsPerFrame: median / SOURCE_FRAMES };
  },
  async run({ sourceMsPerFrame }, times) {
    const length = NATIVE_SHARE * times * frames;
    const all = await renderMs(bands, length);
    return (all - sourceMsPerFrame * length) / NATIVE_SHARE;
  },
});

const plainPeer = (name, Equalizer, bands, frames, target) => ({
  name: `plain JavaScript, ${name}`,
  target,
  setup: () => ({
    equalizer: new Equalizer(
      bands.map((band) => peakingBiquad(band, SAMPLE_RATE)),
      frames,
    ),
    input: noise(2 * frames),
    output: new Float32Array(2 * frames),
  }),
  run({ equalizer, input, output }, times) {
    for (let i = 0; i < times; i++) equalizer.process(input, output, 2 * frames);
  },
});

export const rows = () => [
  {
    name: `equalizer, 8 peaks, stereo, ${FRAMES} frames`,
    operation: 'block',
    kernel: kernel(PEAKS, FRAMES),
    peers: [
      nativePeer(PEAKS, FRAMES),
      plainPeer('two bands a pass', PlainEqualizer, PEAKS, FRAMES, { chromium: 5 }),
      plainPeer('biquad objects', ObjectEqualizer, PEAKS, FRAMES, { chromium: 5 }),
    ],
  },
  {
    name: `equalizer, all types, stereo, ${FRAMES} frames`,
    operation: 'block',
    kernel: kernel(ALL_TYPES, FRAMES),
    peers: [nativePeer(ALL_TYPES, FRAMES)],
  },
  {
    name: 'equalizer, 8 peaks, stereo, 128 frames',
    operation: 'block',
    kernel: kernel(PEAKS, 128),
    peers: [plainPeer('two bands a pass', PlainEqualizer, PEAKS, 128)],
  },
  {
    name: `equalizer, 8 peaks, mono, ${FRAMES} frames`,
    operation: 'block',
    kernel: monoKernel(PEAKS, FRAMES),
    peers: [{ ...kernel(PEAKS, FRAMES), name: 'the same kernel, stereo' }],
  },
  {
    name: 'equalizer, 8 peaks, stereo, 512 frames, settled',
    operation: 'block',
    kernel: kernel(PEAKS, 512),
    peers: [{ ...glidingKernel(PEAKS, 512), name: 'the same kernel, gliding without end' }],
  },
];
