import { expect } from '@open-wc/testing';
import { indexAt, startCapture } from '../support/capture.ts';
import { goertzelDbfs, largestStep, peakFrequencyHz } from '../support/measure.ts';

describe('startCapture', () => {
  let context: AudioContext;

  beforeEach(() => {
    context = new AudioContext();
  });

  afterEach(() => context.close());

  it('records frequency and level of an oscillator, without a gap', async () => {
    const gain = new GainNode(context, { gain: 0.5 });
    const oscillator = new OscillatorNode(context, { frequency: 997 });
    oscillator.connect(gain);
    oscillator.start();
    const capture = await startCapture(gain, { onGap: 'restart' });
    await capture.waitForFrames(context.sampleRate);
    const { channels, sampleRateHz, startFrame } = await capture.stop();

    expect(sampleRateHz).to.equal(context.sampleRate);
    expect(channels.length).to.equal(2);
    expect(channels[1]).to.deep.equal(channels[0]);
    expect(startFrame % 128).to.equal(0);
    const sound = channels[0]!.slice(-context.sampleRate / 2);
    expect(peakFrequencyHz(sound, sampleRateHz)).to.be.closeTo(997, 0.05);
    expect(goertzelDbfs(sound, 997, sampleRateHz)).to.be.closeTo(20 * Math.log10(0.5), 0.01);
    const steepest = 0.5 * 2 * Math.sin((Math.PI * 997) / sampleRateHz);
    expect(largestStep(sound)).to.be.at.most(steepest * 1.01);
  });

  it('places frames exactly on the clock of the context', async () => {
    const source = new ConstantSourceNode(context, { offset: 0.25 });
    const capture = await startCapture(source, { channelCount: 1, onGap: 'join' });
    await capture.waitForFrames(1);
    const onFrame = Math.ceil((context.currentTime + 0.1) * context.sampleRate);
    source.start(onFrame / context.sampleRate);
    source.stop((onFrame + 1000) / context.sampleRate);
    await new Promise((resolve) => {
      source.onended = resolve;
    });
    const recording = await capture.stop();
    const [first, end] = [onFrame, onFrame + 1000].map((frame) => indexAt(recording, frame));
    const samples = recording.channels[0]!;
    expect(samples.indexOf(0.25)).to.equal(first);
    expect(samples.lastIndexOf(0.25) + 1).to.equal(end);
    expect(samples.subarray(first, end).every((sample) => sample === 0.25)).to.equal(true);
  });

  it('reads while it records, and loses nothing when stopped in mid batch', async () => {
    const source = new ConstantSourceNode(context);
    source.start();
    const capture = await startCapture(source, { onGap: 'join' });
    await capture.waitForFrames(4096);
    const early = capture.read();
    const whole = await capture.stop();
    expect(early.channels[0]!.length).to.be.at.least(4096);
    expect(whole.channels[0]!.length).to.be.at.least(early.channels[0]!.length);
    expect(whole.startFrame).to.equal(early.startFrame);
    expect(whole.channels[0]!.subarray(-128)).to.deep.equal(new Float32Array(128).fill(1));
  });
});
