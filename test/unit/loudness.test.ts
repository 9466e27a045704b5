import { expect } from '@open-wc/testing';
import { kWeighting } from '../../src/workers/k-weighting.ts';
import { LoudnessMeter } from '../../src/workers/loudness-meter.ts';
import { TruePeakChannel } from '../../src/workers/true-peak.ts';
import { noise, sine } from '../support/signals.ts';

const RATE = 48_000;

/** Stereo sines of 1 kHz one after the other, as EBU Tech 3341 describes its test signals. */
function levels(
  parts: readonly (readonly [levelDbfs: number, seconds: number])[],
  sampleRateHz = RATE,
): Float32Array[][] {
  return parts.map(([levelDbfs, seconds]) =>
    sine({ frequencyHz: 1000, levelDbfs, seconds, sampleRateHz }),
  );
}

/** In pieces of an odd length, as decoders give them. */
function integrated(parts: readonly Float32Array[][], sampleRateHz = RATE): number {
  const meter = new LoudnessMeter(sampleRateHz, parts[0]!.length);
  for (const planes of parts) {
    const frames = planes[0]!.length;
    for (let at = 0; at < frames; at += 1153) {
      const piece = planes.map((plane) => plane.subarray(at, at + 1153));
      meter.add(piece, piece[0]!.length);
    }
  }
  return meter.integratedLufs;
}

function truePeakDbtp(samples: Float32Array): number {
  const channel = new TruePeakChannel();
  for (let at = 0; at < samples.length; at += 1153) {
    const piece = samples.subarray(at, at + 1153);
    channel.add(piece, piece.length);
  }
  return 20 * Math.log10(channel.peak);
}

describe('K weighting', () => {
  it('has the coefficients that BS.1770 prints for 48 kHz', () => {
    const [shelf, highPass] = kWeighting(48_000);
    expect(shelf.b0).to.be.closeTo(1.53512485958697, 1e-8);
    expect(shelf.b1).to.be.closeTo(-2.69169618940638, 1e-8);
    expect(shelf.b2).to.be.closeTo(1.19839281085285, 1e-8);
    expect(shelf.a1).to.be.closeTo(-1.69065929318241, 1e-8);
    expect(shelf.a2).to.be.closeTo(0.73248077421585, 1e-8);
    expect(highPass.a1).to.be.closeTo(-1.99004745483398, 1e-8);
    expect(highPass.a2).to.be.closeTo(0.99007225036621, 1e-8);
  });
});

describe('integrated loudness (EBU Tech 3341)', () => {
  const cases: Record<string, readonly [readonly (readonly [number, number])[], number]> = {
    '1: -23 dBFS': [[[-23, 20]], -23],
    '2: -33 dBFS': [[[-33, 20]], -33],
    '3: the relative gate': [
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    '4: the absolute gate': [
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    '5: the gate hangs on what is left': [
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  };
  for (const [name, [parts, lufs]] of Object.entries(cases)) {
    it(`case ${name}`, () => {
      expect(integrated(levels(parts))).to.be.closeTo(lufs, 0.1);
    });
  }

  for (const sampleRateHz of [8000, 11025, 44_100, 96_000]) {
    it(`is the same at ${sampleRateHz} Hz`, () => {
      const tone = sine({ frequencyHz: 997, levelDbfs: -23, seconds: 3, sampleRateHz });
      expect(integrated([tone], sampleRateHz)).to.be.closeTo(-23, 0.1);
    });
  }

  it('case 6: weights the channels of 5.1 and leaves the LFE out', () => {
    const at = (levelDbfs: number): Float32Array =>
      sine({ frequencyHz: 1000, levelDbfs, seconds: 20, channels: 1 })[0]!;
    // The LFE, silent in the standard's own case, is loud here.
    const planes = [at(-28), at(-28), at(-24), at(-6), at(-30), at(-30)];
    expect(integrated([planes])).to.be.closeTo(-23, 0.1);
  });

  it('is -Infinity for silence, for what is too short, and heals behind what is no number', () => {
    expect(integrated([[new Float32Array(RATE), new Float32Array(RATE)]])).to.equal(-Infinity);
    expect(integrated(levels([[-23, 0.3]]))).to.equal(-Infinity);
    const [broken] = levels([[-23, 0.01]]);
    broken![0]!.fill(NaN);
    expect(integrated([broken!, ...levels([[-23, 20]])])).to.be.closeTo(-23, 0.1);
  });
});

describe('true peak (EBU Tech 3341)', () => {
  // Cases 15 to 18: a peak of -6 dBTP that the samples miss by up to 3 dB.
  for (const [divisor, degrees] of [
    [4, 0],
    [4, 45],
    [6, 60],
    [8, 67.5],
  ] as const) {
    it(`of a sine at a ${divisor}th of the rate, from ${degrees} degrees on`, () => {
      const phase = (degrees / 180) * Math.PI;
      const samples = Float32Array.from({ length: RATE }, (_, frame) => {
        // Fades in and out: a cut has a peak of its own.
        const fade = Math.min(1, frame / 4800, (RATE - frame) / 4800);
        return 0.5 * fade * Math.sin((2 * Math.PI * frame) / divisor + phase);
      });
      expect(truePeakDbtp(samples) + 6.02).to.be.within(-0.4, 0.2);
    });
  }

  it('is not below the highest sample, wherever it stands', () => {
    for (const at of [0, 63, 64, 1152, 1153, 4999]) {
      const [samples] = noise({ seconds: 0.2, levelDbfs: -60, channels: 1 });
      samples![at] = -0.9;
      expect(truePeakDbtp(samples!)).to.be.at.least(20 * Math.log10(0.899999));
      expect(truePeakDbtp(samples!)).to.be.below(0);
    }
  });

  it('is -Infinity for silence and passes over what is no number', () => {
    expect(truePeakDbtp(new Float32Array(1000))).to.equal(-Infinity);
    const [samples] = sine({ frequencyHz: 997, levelDbfs: -6, channels: 1 });
    samples![500] = NaN;
    expect(truePeakDbtp(samples!)).to.be.closeTo(-6, 0.2);
  });
});
