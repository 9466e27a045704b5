/**
 * What phones do to a player, as far as a desktop browser can be made to: states and setters are put
 * in the place of its own, on the real context and the real elements.
 */
import { expect } from '@open-wc/testing';
import { startCapture } from '../support/capture.ts';
import { tone } from '../support/media-events.ts';
import { rmsDbfs } from '../support/measure.ts';
import { crossOriginMedia } from '../support/media.ts';
import {
  deepQuery,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';

const DENIED = crossOriginMedia('nocors/test/fixtures/pcm16.wav');

/** What the context says of itself until the next call; null: the truth. */
function pretendState(context: AudioContext, state: AudioContextState | null): void {
  if (state === null) Reflect.deleteProperty(context, 'state');
  else Object.defineProperty(context, 'state', { configurable: true, value: state });
  context.dispatchEvent(new Event('statechange'));
}

describe(`on a phone (${worldMode})`, () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const restore of undo.splice(0)) restore();
    unmountPlayers();
  });

  const playing = async (attributes: Readonly<Record<string, string>> = {}): Promise<Player> => {
    const player = await mountPlayer({ src: tone(10), ...attributes });
    await player.play();
    await until(() => player.currentTime > 0.1);
    return player;
  };

  describe('a call that interrupts the sound', () => {
    it('pauses, and plays on after it', async () => {
      const player = await playing();
      const context = player.audioContext!;
      undo.push(() => {
        pretendState(context, null);
      });
      const paused = next(player, 'pause');
      pretendState(context, 'interrupted');
      await paused;
      expect(player.paused).to.equal(true);
      const { currentTime } = player;
      const resumed = next(player, 'playing');
      pretendState(context, null);
      await resumed;
      await until(() => player.currentTime > currentTime + 0.2);
      expect(player.paused).to.equal(false);
    });

    it('leaves alone what was paused, before or meanwhile', async () => {
      const player = await playing({ exclusive: 'false' });
      const still = await playing({ exclusive: 'false' });
      still.pause();
      const context = player.audioContext!;
      undo.push(() => {
        pretendState(context, null);
      });
      pretendState(context, 'interrupted');
      expect(player.paused).to.equal(true);
      player.pause();
      pretendState(context, null);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      expect([player.paused, still.paused]).to.deep.equal([true, true]);
    });

    it('waits for the listener where the system does not let it go on', async () => {
      const player = await playing();
      const context = player.audioContext!;
      undo.push(() => {
        pretendState(context, null);
      });
      pretendState(context, 'interrupted');
      pretendState(context, 'suspended');
      expect(player.paused).to.equal(true);
      pretendState(context, null);
      await player.play();
      expect(player.paused).to.equal(false);
    });
  });

  it('pauses and goes on with the browser’s own element', async () => {
    const made: HTMLAudioElement[] = [];
    const PageAudio = globalThis.Audio;
    globalThis.Audio = class extends PageAudio {
      constructor() {
        super();
        made.push(this);
      }
    };
    undo.push(() => {
      globalThis.Audio = PageAudio;
    });
    const player = await mountPlayer({ src: DENIED, loop: '' });
    await player.play();
    await until(() => player.currentTime > 0.1);
    expect(player.mode).to.equal('native');
    const element = made.find(({ paused }) => !paused)!;
    const paused = next(player, 'pause');
    element.pause();
    await paused;
    expect(player.paused).to.equal(true);
    const resumed = next(player, 'playing');
    await element.play();
    await resumed;
    expect(player.paused).to.equal(false);
  });

  describe('a media element whose volume can’t be set', () => {
    beforeEach(() => {
      const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume')!;
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
        configurable: true,
        get: () => 1,
        set: () => undefined,
      });
      undo.push(() => {
        Object.defineProperty(HTMLMediaElement.prototype, 'volume', own);
      });
    });

    it(`is passed by: the volume is a gain (${worldMode})`, async () => {
      const player = await playing();
      player.volume = 0.1;
      const capture = await startCapture(outputOf(player), { onGap: 'restart' });
      await capture.waitForFrames(16384);
      const samples = (await capture.stop()).channels[0]!;
      // A tone of -30 dBFS at a tenth of it, as root mean square.
      expect(rmsDbfs(samples.subarray(-4096))).to.be.closeTo(-53, 0.5);
      expect(deepQuery(player.shadowRoot!, '.volume-large rusty-audio-slider')).to.not.equal(null);
    });

    it('has no volume slider in native mode, and can be muted', async () => {
      const player = await mountPlayer({ src: DENIED });
      await player.play();
      expect(player.mode).to.equal('native');
      await until(() => deepQuery(player.shadowRoot!, '.volume-large button') !== null);
      expect(deepQuery(player.shadowRoot!, '.volume-large rusty-audio-slider')).to.equal(null);
      deepQuery(player.shadowRoot!, '.volume-large button')!.click();
      expect(player.muted).to.equal(true);
    });
  });

  it('tells the system that media play', async () => {
    const audioSession = { type: 'auto' };
    Object.defineProperty(navigator, 'audioSession', { configurable: true, value: audioSession });
    undo.push(() => {
      Reflect.deleteProperty(navigator, 'audioSession');
    });
    const player = await mountPlayer({ src: tone(5) });
    expect(audioSession.type).to.equal('auto');
    await player.play();
    expect(audioSession.type).to.equal('playback');
  });
});
