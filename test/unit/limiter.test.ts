import { expect } from '@open-wc/testing';
import { Limiter, limiterLatencyFrames } from '../../src/engine/limiter.ts';
import { TRUE_PEAK_DELAY_FRAMES, TruePeakDetector } from '../../src/engine/true-peak.ts';
import { goertzelDbfs } from '../support/measure.ts';
import { noise, sine, uniformSource } from '../support/signals.ts';

const RATE = 48_000;
const QUANTUM_FRAMES = 128;
/** Points between two samples, and samples on either side of them, of the reference. */
const REFERENCE_POINTS = 16;
const REFERENCE_REACH = 64;

function limit(left: Float32Array, right: Float32Array): [Float32Array, Float32Array] {
  const limiter = new Limiter(RATE);
  const out: [Float32Array, Float32Array] = [left.slice(), right.slice()];
  for (let from = 0; from < left.length; from += QUANTUM_FRAMES) {
    const [l, r] = out.map((channel) => channel.subarray(from, from + QUANTUM_FRAMES));
    limiter.process(l!, r!, l!, r!);
  }
  return out;
}

/** dBTP by the textbook: a long windowed sinc (Hann) at sixteen points a sample. */
function truePeakDb(samples: Float32Array): number {
  let highest = 0;
  for (let point = 0; point < REFERENCE_POINTS; point++) {
    const weights = Float64Array.from({ length: 2 * REFERENCE_REACH }, (_, tap) => {
      const distance = tap - REFERENCE_REACH + 1 - point / REFERENCE_POINTS;
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / REFERENCE_REACH));
    });
    for (let at = REFERENCE_REACH; at + REFERENCE_REACH < samples.length; at++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) {
        sum += weights[tap]! * samples[at - REFERENCE_REACH + 1 + tap]!;
      }
      highest = Math.max(highest, Math.abs(sum));
    }
  }
  return 20 * Math.log10(highest);
}

function tone(frequencyHz: number, levelDbfs: number, seconds = 0.5): Float32Array {
  return sine({ frequencyHz, levelDbfs, seconds, sampleRateHz: RATE, channels: 1 })[0]!;
}

/** Noise up to 20 kHz with the given peak: sines of random frequencies and phases. */
function bandNoise(levelDbfs: number): Float32Array {
  const uniform = uniformSource(7);
  const sum = new Float32Array(RATE / 2);
  for (let partial = 0; partial < 300; partial++) {
    const step = (2 * Math.PI * 20_000 * uniform()) / RATE;
    const phase = 2 * Math.PI * uniform();
    for (let i = 0; i < sum.length; i++) sum[i]! += Math.sin(step * i + phase);
  }
  const highest = sum.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return sum.map((sample) => (sample / highest) * 10 ** (levelDbfs / 20));
}

describe('TruePeakDetector', () => {
  it('finds the height between the samples', () => {
    // A quarter of the rate, 45 degrees off: every sample is at 0.707 of the peak.
    const between = Float32Array.from({ length: 400 }, (_, i) =>
      Math.sin((i * 2 + 1) * (Math.PI / 4)),
    );
    const detector = new TruePeakDetector();
    let highest = 0;
    between.forEach((sample, i) => {
      const peak = detector.next(sample);
      if (i > 100) highest = Math.max(highest, peak);
    });
    expect(20 * Math.log10(highest)).to.be.closeTo(0, 0.05);
  });

  for (const share of [0.013, 0.12, 0.26, 0.37, 0.42, 0.46]) {
    it(`meets a tone at ${share} of the sample rate`, () => {
      const detector = new TruePeakDetector();
      const peaks = tone(share * RATE, 0, 0.05).map((sample) => detector.next(sample));
      const highest = Math.max(...peaks.subarray(200));
      expect(20 * Math.log10(highest)).to.be.closeTo(0, 0.05);
    });
  }

  it('tells the magnitude of a lone sample when it is due', () => {
    const detector = new TruePeakDetector(1);
    const told = Array.from({ length: 30 }, (_, i) => detector.next(i === 3 ? -0.25 : 0));
    expect(told.indexOf(0.25)).to.equal(3 + TRUE_PEAK_DELAY_FRAMES);
    expect(told.filter((value) => value !== 0)).to.have.length(1);
  });
});

describe('Limiter', () => {
  const latency = limiterLatencyFrames(RATE);

  it('passes what is below 0 dBTP unchanged to the bit, a constant delay later', () => {
    const [left, right] = noise({ seconds: 1, sampleRateHz: RATE, levelDbfs: -12 });
    const [outLeft, outRight] = limit(left!, right!);
    for (let i = latency; i < left!.length; i++) {
      if (outLeft[i] !== left![i - latency] || outRight[i] !== right![i - latency]) {
        expect.fail(`frame ${i} is ${outLeft[i]}, not ${left![i - latency]}`);
      }
    }
    expect(outLeft.subarray(0, latency).every((sample) => sample === 0)).to.equal(true);
    expect(latency / RATE).to.be.within(0.001, 0.005);
  });

  for (const frequencyHz of [50, 997, 5000, 12_000, 18_000]) {
    it(`brings a sine of ${frequencyHz} Hz from +6 dB to 0 dBTP without distorting it`, () => {
      const loud = tone(frequencyHz, 6, 1);
      const [out] = limit(loud, loud);
      expect(truePeakDb(out)).to.be.within(-0.1, 0.1);
      const steady = out.subarray(RATE / 2);
      const level = goertzelDbfs(steady, frequencyHz, RATE);
      expect(level).to.be.within(-0.1, 0.1);
      // All that is not the tone: harmonics and side bands.
      const energy = steady.reduce((sum, sample) => sum + sample * sample, 0) / steady.length;
      const rest = Math.abs(energy - 10 ** (level / 10) / 2);
      expect(10 * Math.log10(rest / energy), 'distortion, dB').to.be.below(-50);
    });
  }

  it('lets nothing above 0 dBTP, whatever comes', () => {
    const lengths = RATE / 2;
    const bursts = tone(997, 12).map((sample, i) => (i % 4800 < 900 ? sample : sample / 30));
    const square = tone(441, 0).map((sample) => 1.4 * Math.sign(sample));
    const beats = tone(7000, 3).map(
      (sample, i) => sample + 1.2 * Math.sin((i * 2 * Math.PI * 7013) / RATE),
    );
    const hiss = bandNoise(12);
    for (const [name, samples] of Object.entries({ bursts, square, beats, hiss })) {
      expect(samples.length).to.equal(lengths);
      const [out] = limit(
        samples,
        samples.map((sample) => sample / 2),
      );
      expect(truePeakDb(out), name).to.be.below(0.1);
    }
  });

  it('turns down both channels alike, and comes back to the very bits', () => {
    const loud = tone(997, 6, 0.2);
    const left = new Float32Array(3 * RATE).fill(0.25);
    const right = left.slice();
    left.set(loud, RATE / 2);
    const [outLeft, outRight] = limit(left, right);
    const during = RATE / 2 + loud.length / 2;
    const gain = outRight[during]! / 0.25;
    expect(20 * Math.log10(gain)).to.be.closeTo(-6, 0.1);
    expect(outLeft[during]! / left[during - latency]!).to.be.closeTo(gain, 1e-6);
    expect(outRight.subarray(-RATE).every((sample) => sample === 0.25)).to.equal(true);
    expect(outRight.subarray(latency, RATE / 4).every((sample) => sample === 0.25)).to.equal(true);
  });

  it('recovers from what is no number', () => {
    const samples = tone(997, -6);
    samples[1000] = NaN;
    samples[2000] = Infinity;
    samples[3000] = -Infinity;
    const [out] = limit(samples, samples);
    expect(out.every(Number.isFinite)).to.equal(true);
    for (let i = 4000; i < out.length; i++) {
      if (out[i] !== samples[i - latency]) expect.fail(`frame ${i} differs`);
    }
  });
});
