import { expect } from '@open-wc/testing';
import { bandResponseDb } from '../../src/engine/equalizer.ts';
import { startCapture } from '../support/capture.ts';
import { compare, failure, type MediaLike } from '../support/contract.ts';
import { goertzelDbfs, peakFrequencyHz, rmsDbfs } from '../support/measure.ts';
import {
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
} from '../support/player.ts';

const TONE_HZ = 997;
const TONE_DBFS = -12;

let page: AudioContext;

/** What a page may have made or been sent: a tone that never ends. */
function toneStream(): MediaStream {
  const oscillator = new OscillatorNode(page, { frequency: TONE_HZ });
  const level = new GainNode(page, { gain: 10 ** (TONE_DBFS / 20) });
  const destination = new MediaStreamAudioDestinationNode(page);
  oscillator.connect(level).connect(destination);
  oscillator.start();
  return destination.stream;
}

/** Half a second of what leaves the player, once it is steady. */
async function recorded(player: Player): Promise<[Float32Array, rateHz: number]> {
  const capture = await startCapture(outputOf(player), { onGap: 'restart' });
  const rateHz = outputOf(player).context.sampleRate;
  await capture.waitForFrames(rateHz);
  const { channels } = await capture.stop();
  return [channels[0]!.slice(-rateHz / 2), rateHz];
}

describe('a MediaStream', () => {
  before(async () => {
    page = new AudioContext();
    await page.resume();
  });
  after(() => page.close());
  afterEach(unmountPlayers);

  it('is heard through equalizer and spectrum, and silent while paused', async () => {
    const player = await mountPlayer();
    player.srcObject = toneStream();
    await player.play();
    expect(player.mode).to.equal('fallback');
    expect(player.modeReason).to.contain('MediaStream');
    const [flat, rateHz] = await recorded(player);
    expect(peakFrequencyHz(flat, rateHz)).to.be.closeTo(TONE_HZ, 0.5);
    // Two contexts are coupled by a buffer that the browser keeps even: not to the sample.
    expect(goertzelDbfs(flat, TONE_HZ, rateHz)).to.be.closeTo(TONE_DBFS, 0.5);

    player.setEqBand(4, { gain: -18 });
    const gain = bandResponseDb(player.eqBands[4]!, TONE_HZ, rateHz);
    const [lowered] = await recorded(player);
    expect(goertzelDbfs(lowered, TONE_HZ, rateHz)).to.be.closeTo(TONE_DBFS + gain, 0.5);
    const spectrum = new Float32Array(player.fftSize / 2 + 1);
    await until(() => {
      player.getFrequencyData(spectrum);
      const bin = spectrum.indexOf(Math.max(...spectrum));
      return Math.abs((bin * rateHz) / player.fftSize - TONE_HZ) < rateHz / player.fftSize;
    });

    player.pause();
    const [silence] = await recorded(player);
    expect(rmsDbfs(silence)).to.be.below(-100);
    await player.play();
    const [again] = await recorded(player);
    expect(goertzelDbfs(again, TONE_HZ, rateHz)).to.be.closeTo(TONE_DBFS + gain, 0.5);
  });

  it('has the states that it has in `<audio>`', async () => {
    const script = async (element: MediaLike) => {
      element.srcObject = toneStream();
      await element.play();
      await until(() => element.currentTime > 0.2);
      const time = element.currentTime;
      element.currentTime = 0;
      return {
        states: [element.duration, element.readyState, element.seekable.length, element.currentSrc],
        goesOn: element.currentTime >= time && !element.seeking,
      };
    };
    const { audio, player } = await compare(script);
    expect(player).to.deep.equal(audio);
    expect(player.goesOn).to.equal(true);
  });

  it('whose tracks the page has stopped goes on in silence, as in `<audio>`', async () => {
    const script = async (element: MediaLike) => {
      const stream = toneStream();
      element.srcObject = stream;
      await element.play();
      for (const track of stream.getTracks()) track.stop();
      expect(stream.active).to.equal(false);
      const { currentTime } = element;
      await until(() => element.currentTime > currentTime + 0.3);
      return [element.ended, element.paused, element.error];
    };
    const { audio, player } = await compare(script);
    expect(player).to.deep.equal(audio);
  });

  it('gives way to a file', async () => {
    const player = await mountPlayer();
    player.srcObject = toneStream();
    await player.play();
    player.srcObject = null;
    expect(player.paused).to.equal(true);
    player.src = '/media/cors/test/fixtures/pcm16.wav';
    await next(player, 'loadedmetadata');
    expect(player.duration).to.be.closeTo(2, 0.01);
    expect(player.mode).to.equal('idle');
  });

  it('without sound is an error that says so', async () => {
    const player = await mountPlayer();
    player.srcObject = new MediaStream();
    expect(await failure(() => player.play())).to.equal('NotSupportedError');
    expect(player.error!.message).to.equal('The stream has no audio track.');
    expect(() => {
      player.srcObject = new MediaSource();
    }).to.throw(TypeError, 'a MediaStream or null');
  });
});

describe('the device that is heard', () => {
  afterEach(unmountPlayers);

  it('is the default one, and stays so when there is none of that name', async () => {
    const player = await mountPlayer();
    expect(player.sinkId).to.equal('');
    await player.setSinkId('');
    // Which error it is depends on what the page may know of devices.
    const refusal = await failure(() => new Audio().setSinkId('no such device'));
    expect(refusal).to.match(/^(NotFound|Security)Error$/);
    expect(await failure(() => player.setSinkId('no such device'))).to.equal(refusal);
    expect(player.sinkId).to.equal('');
  });
});
