import { expect } from '@open-wc/testing';
import { goertzelDbfs, largestStep, peakFrequencyHz, rmsDbfs } from '../support/measure.ts';
import { noise, noiseWav, sine, sineWav } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const SAMPLE_RATE_HZ = 48_000;

/** Decodes at the file's own rate, so that nothing is resampled. */
async function decode(blob: Blob, sampleRateHz: number): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, 1, sampleRateHz);
  return context.decodeAudioData(await blob.arrayBuffer());
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).to.equal(right.length);
  return left.reduce((largest, sample, i) => Math.max(largest, Math.abs(sample - right[i]!)), 0);
}

describe('measuring', () => {
  it('reads the level of a sine at any frequency', () => {
    for (const frequencyHz of [50, 440, 997.3, 1000, 12_345.6, 20_000]) {
      const [samples] = sine({ frequencyHz, levelDbfs: -12, channels: 1 });
      expect(goertzelDbfs(samples!, frequencyHz, SAMPLE_RATE_HZ)).to.be.closeTo(-12, 0.001);
    }
  });

  it('tells one frequency from another', () => {
    const [samples] = sine({ frequencyHz: 1000, channels: 1 });
    expect(goertzelDbfs(samples!, 1100, SAMPLE_RATE_HZ)).to.be.below(-100);
  });

  it('finds the frequency of a sine', () => {
    for (const frequencyHz of [55, 440.5, 997, 15_000.25]) {
      const [samples] = sine({ frequencyHz, levelDbfs: -20, channels: 1 });
      expect(peakFrequencyHz(samples!, SAMPLE_RATE_HZ)).to.be.closeTo(frequencyHz, 0.01);
    }
  });

  it('finds the stronger of two sines', () => {
    const [low] = sine({ frequencyHz: 300, levelDbfs: -6, channels: 1 });
    const [high] = sine({ frequencyHz: 5000, levelDbfs: -9, channels: 1 });
    const sum = low!.map((sample, i) => sample + high![i]!);
    expect(peakFrequencyHz(sum, SAMPLE_RATE_HZ)).to.be.closeTo(300, 0.01);
  });

  it('reads the RMS of a sine, of a constant and of silence', () => {
    const [samples] = sine({ frequencyHz: 1000, channels: 1 });
    expect(rmsDbfs(samples!)).to.be.closeTo(10 * Math.log10(0.5), 0.001);
    expect(rmsDbfs(new Float32Array(100).fill(-1))).to.equal(0);
    expect(rmsDbfs(new Float32Array(100))).to.equal(-Infinity);
  });

  it('reads the largest step', () => {
    expect(largestStep(Float32Array.of(0, 0.25, -0.5, -0.5))).to.equal(0.75);
  });
});

describe('signals', () => {
  it('have the asked length, channels and peak', () => {
    const channels = sine({ frequencyHz: 12_000, levelDbfs: -6, seconds: 0.5, channels: 3 });
    expect(channels.map((channel) => channel.length)).to.deep.equal([24_000, 24_000, 24_000]);
    expect(channels[0]![1]).to.be.closeTo(10 ** (-6 / 20), 1e-6);
    expect(channels[2]).to.deep.equal(channels[0]);
  });

  it('noise repeats with its seed, and differs by seed and channel', () => {
    const [left, right] = noise({ seed: 7 });
    expect(noise({ seed: 7 })[0]).to.deep.equal(left);
    expect(noise({ seed: 8 })[0]).to.not.deep.equal(left);
    expect(right).to.not.deep.equal(left);
  });

  it('noise is white and uniform', () => {
    const [samples] = noise({ levelDbfs: -6, seconds: 4, channels: 1 });
    // The RMS of a uniform distribution is its peak over the square root of 3.
    expect(rmsDbfs(samples!)).to.be.closeTo(-6 - 10 * Math.log10(3), 0.05);
    const mean = samples!.reduce((sum, sample) => sum + sample, 0) / samples!.length;
    expect(mean).to.be.closeTo(0, 0.003);
    const lagged = samples!.reduce((sum, sample, i) => sum + sample * (samples![i + 1] ?? 0), 0);
    expect(lagged / samples!.length).to.be.closeTo(0, 0.002);
  });
});

describe('WAV files', () => {
  it('decode to the same samples, within the rounding of their format', async () => {
    const channels = noise({ seed: 3, levelDbfs: -1, seconds: 0.1, sampleRateHz: 44_100 });
    const roundingOf = { pcm16: 2 ** -16, pcm24: 2 ** -24, float32: 0 } as const;
    for (const format of ['pcm16', 'pcm24', 'float32'] as const) {
      const buffer = await decode(wavBlob(channels, 44_100, format), 44_100);
      expect(buffer.sampleRate).to.equal(44_100);
      expect(buffer.numberOfChannels).to.equal(2);
      for (const [i, channel] of channels.entries()) {
        const difference = largestDifference(buffer.getChannelData(i), channel);
        // A decoder may scale positive samples by 1 / 32767: one more step at full scale.
        expect(difference, format).to.be.at.most(roundingOf[format] * 3);
      }
    }
  });

  it('carry 5.1 with its channel mask', async () => {
    const channels = [200, 300, 400, 50, 600, 700].map(
      (frequencyHz) => sine({ frequencyHz, levelDbfs: -3, seconds: 0.2, channels: 1 })[0]!,
    );
    const blob = wavBlob(channels, SAMPLE_RATE_HZ, 'pcm16');
    const header = new DataView(await blob.arrayBuffer());
    expect(header.getUint16(20, true)).to.equal(0xfffe);
    expect(header.getUint32(40, true)).to.equal(0x3f);
    const buffer = await decode(blob, SAMPLE_RATE_HZ);
    expect(buffer.numberOfChannels).to.equal(6);
    expect(peakFrequencyHz(buffer.getChannelData(3), SAMPLE_RATE_HZ)).to.be.closeTo(50, 0.5);
    expect(peakFrequencyHz(buffer.getChannelData(5), SAMPLE_RATE_HZ)).to.be.closeTo(700, 0.5);
  });

  it('clip what is beyond full scale', async () => {
    const blob = wavBlob([Float32Array.of(2, -2)], SAMPLE_RATE_HZ, 'pcm16');
    const view = new DataView(await blob.arrayBuffer());
    expect([view.getInt16(44, true), view.getInt16(46, true)]).to.deep.equal([0x7fff, -0x8000]);
  });

  it('are made of sines and noise, and refuse channels of different lengths', async () => {
    const buffer = await decode(
      sineWav({ frequencyHz: 1000, sampleRateHz: 32_000, seconds: 0.5 }),
      32_000,
    );
    expect(buffer.duration).to.equal(0.5);
    expect(noiseWav({ seconds: 0.5, channels: 1 }).size).to.equal(44 + 2 * 24_000);
    expect(() => wavBlob([], SAMPLE_RATE_HZ)).to.throw(RangeError);
    expect(() => wavBlob([new Float32Array(2), new Float32Array(3)], SAMPLE_RATE_HZ)).to.throw(
      RangeError,
    );
  });
});
