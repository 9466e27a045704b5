/** The real FFT and the one-call spectrum against other transforms. */
import { LAYOUT } from '../src/engine/memory-layout.ts';
import { createFft } from '../src/engine/kernels/fft.ts';
import { fillWindow, windowMean } from '../src/engine/windows.ts';
import fftBytes from '../wasm/fft.wat';

const PFFFT_REAL = 0;
const PFFFT_FORWARD = 0;
const SMOOTHING = 0.7;
const QUANTUM_FRAMES = 128;
const ANALYSERS = 8;

/** Full-scale noise and a tone: no zeros, no denormals, nothing that a branch could skip. */
function signal(size) {
  let seed = 1;
  return Float32Array.from({ length: size }, (_, n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return 0.5 * Math.sin((2 * Math.PI * 440 * n) / 44100) + seed / 2 ** 32 - 0.5;
  });
}

/** As in the product: shared memory of the default size, tables and work area where they belong. */
function createKernel(size) {
  const pages = LAYOUT.DEFAULT_MEMORY_BYTES / LAYOUT.PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const fft = createFft(new WebAssembly.Module(fftBytes), memory);
  fft.prepare(size, 'hann');
  const src = LAYOUT.FFT_SCRATCH + LAYOUT.FFT_WORK_BYTES;
  const magnitudes = src + size * 4;
  const dst = LAYOUT.USER_REGION;
  new Float32Array(memory.buffer, src, size).set(signal(size));
  return { fft, src, dst, magnitudes, size };
}

const transformKernel = (size) => ({
  setup: () => createKernel(size),
  run({ fft, src, dst }, times) {
    for (let i = 0; i < times; i++) fft.forward(src, size, dst);
  },
});

const spectrumKernel = (size) => ({
  setup: () => createKernel(size),
  run({ fft, src, dst, magnitudes }, times) {
    for (let i = 0; i < times; i++) fft.spectrum(src, size, dst, magnitudes, SMOOTHING);
  },
});

/** Ordered, in its own aligned memory, called without a wrapper. */
async function setUpPffft(env, size) {
  const { default: load } = await env.peer('@echogarden/pffft-wasm/dist/simd/pffft.js');
  const pffft = await load();
  const plan = pffft._pffft_new_setup(size, PFFFT_REAL);
  const [input, output, work] = [0, 1, 2].map(() => pffft._pffft_aligned_malloc(size * 4));
  pffft.HEAPF32.set(signal(size), input / 4);
  return { pffft, plan, input, output, work };
}

const pffftPeer = (env, size) => ({
  name: 'pffft-wasm /simd, ordered',
  target: { chromium: 1.3, node: 1.1 },
  setup: () => setUpPffft(env, size),
  run({ pffft, plan, input, output, work }, times) {
    for (let i = 0; i < times; i++) {
      pffft._pffft_transform_ordered(plan, input, output, work, PFFFT_FORWARD);
    }
  },
});

const kissPeer = (env, size) => ({
  name: 'kissfft-wasm',
  async setup() {
    const { default: load } = await env.peer('kissfft-wasm/lib/kissfft.js');
    const wasmBinary = await env.bytes('kissfft-wasm/lib/kissfft.wasm');
    const kiss = await load({ wasmBinary });
    const plan = kiss._kiss_fftr_alloc(size, false, 0, 0);
    const input = kiss._allocate(size);
    const output = kiss._allocate(size + 2);
    kiss.HEAPF32.set(signal(size), input / 4);
    return { kiss, plan, input, output };
  },
  run({ kiss, plan, input, output }, times) {
    for (let i = 0; i < times; i++) kiss._kiss_fftr(plan, input, output);
  },
});

async function setUpFftJs(env, size) {
  const { default: FFT } = await env.peer('fft.js/lib/fft.js');
  const fft = new FFT(size);
  return { fft, input: signal(size), bins: fft.createComplexArray() };
}

const fftJsPeer = (env, size) => ({
  name: 'fft.js realTransform',
  target: { chromium: 12 },
  setup: () => setUpFftJs(env, size),
  run({ fft, input, bins }, times) {
    for (let i = 0; i < times; i++) fft.realTransform(bins, input);
  },
});

/** What a page would write around a transform: window before, smoothing and dB behind. */
function createLevels(size) {
  const window = new Float32Array(size);
  fillWindow('hann', window);
  return {
    window,
    windowed: new Float32Array(size),
    magnitudes: new Float32Array(size / 2 + 1),
    out: new Float32Array(size / 2 + 1),
    scale: 2 / (size * windowMean('hann')),
  };
}

function applyWindow({ window, windowed }, input) {
  for (let n = 0; n < windowed.length; n++) windowed[n] = input[n] * window[n];
}

function writeLevel({ magnitudes, out, scale }, bin, re, im) {
  const magnitude =
    SMOOTHING * magnitudes[bin] + (1 - SMOOTHING) * scale * Math.sqrt(re * re + im * im);
  magnitudes[bin] = magnitude;
  out[bin] = 20 * Math.log10(magnitude);
}

const fftJsSpectrumPeer = (env, size) => ({
  name: 'JS + fft.js',
  target: { chromium: 9 },
  setup: async () => ({ ...(await setUpFftJs(env, size)), levels: createLevels(size) }),
  run({ fft, input, bins, levels }, times) {
    for (let i = 0; i < times; i++) {
      applyWindow(levels, input);
      fft.realTransform(bins, levels.windowed);
      for (let bin = 0; bin <= size / 2; bin++) {
        writeLevel(levels, bin, bins[2 * bin], bins[2 * bin + 1]);
      }
    }
  },
});

const pffftSpectrumPeer = (env, size) => ({
  name: 'JS + pffft-wasm /simd',
  target: { chromium: 5 },
  async setup() {
    const state = await setUpPffft(env, size);
    const { pffft, input, output } = state;
    const levels = createLevels(size);
    levels.windowed = pffft.HEAPF32.subarray(input / 4, input / 4 + size);
    const bins = pffft.HEAPF32.subarray(output / 4, output / 4 + size);
    return { ...state, levels, bins, samples: signal(size) };
  },
  run({ pffft, plan, input, output, work, levels, bins, samples }, times) {
    for (let i = 0; i < times; i++) {
      applyWindow(levels, samples);
      pffft._pffft_transform_ordered(plan, input, output, work, PFFFT_FORWARD);
      // The first pair holds the real bins 0 and size / 2.
      writeLevel(levels, 0, bins[0], 0);
      writeLevel(levels, size / 2, bins[1], 0);
      for (let bin = 1; bin < size / 2; bin++) {
        writeLevel(levels, bin, bins[2 * bin], bins[2 * bin + 1]);
      }
    }
  },
});

/**
 * An AnalyserNode analyses once a rendering quantum and answers from its cache until the next. So an
 * offline context is suspended quantum after quantum, and each of a few analysers is asked once in
 * each; the first quantum, in which they see their memory for the first time, is not counted.
 */
const analyserPeer = (size) => ({
  name: 'AnalyserNode',
  host: 'chromium',
  target: { chromium: 3 },
  setup: () => ({ samples: signal(size), out: new Float32Array(size / 2) }),
  async run({ samples, out }, times) {
    const { AnalyserNode, AudioBuffer, AudioBufferSourceNode, OfflineAudioContext } = globalThis;
    const quanta = Math.ceil(times / ANALYSERS) + 1;
    const sampleRate = 44100;
    const length = size + (quanta + 1) * QUANTUM_FRAMES;
    const context = new OfflineAudioContext(1, length, sampleRate);
    const buffer = new AudioBuffer({ length: size, sampleRate });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const analysers = Array.from({ length: ANALYSERS }, () => {
      const node = new AnalyserNode(context, { fftSize: size, smoothingTimeConstant: SMOOTHING });
      source.connect(node).connect(context.destination);
      return node;
    });
    source.start();
    let ms = 0;
    for (let quantum = 0; quantum < quanta; quantum++) {
      const frame = size + quantum * QUANTUM_FRAMES;
      void context.suspend(frame / sampleRate).then(() => {
        const begin = performance.now();
        for (const analyser of analysers) analyser.getFloatFrequencyData(out);
        if (quantum > 0) ms += performance.now() - begin;
        return context.resume();
      });
    }
    await context.startRendering();
    if (!Number.isFinite(out[size / 8])) throw new Error('The AnalyserNode analysed silence.');
    return (ms * times) / ((quanta - 1) * ANALYSERS);
  },
});

export function rows(env) {
  return [
    ...[512, 1024, 2048, 4096, 8192, 16384].map((size) => ({
      name: `real FFT, ${size}`,
      operation: 'transform',
      kernel: transformKernel(size),
      peers: [pffftPeer(env, size), kissPeer(env, size), fftJsPeer(env, size)],
    })),
    ...[512, 2048, 4096].map((size) => ({
      name: `window + FFT + dB, ${size}`,
      operation: 'analysis',
      kernel: spectrumKernel(size),
      peers: [fftJsSpectrumPeer(env, size), pffftSpectrumPeer(env, size), analyserPeer(size)],
    })),
  ];
}
