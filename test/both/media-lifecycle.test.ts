import { expect } from '@open-wc/testing';
import { CONNECTING_FRAMES, startCapture } from '../support/capture.ts';
import { largestStep, rmsDbfs } from '../support/measure.ts';
import { sameOriginMedia } from '../support/media.ts';
import { nextOf, recordEvents, tone } from '../support/media-events.ts';
import {
  deepQuery,
  mountPlayer,
  next,
  outputOf,
  unmountPlayers,
  until,
} from '../support/player.ts';

const ROUGH_SECONDS = 0.15;

/** Of the DOM standard, and not yet of TypeScript's. */
interface MovableParent {
  moveBefore(node: Node, child: Node | null): void;
}

describe('loading and playing on a page', () => {
  afterEach(unmountPlayers);

  describe('sources', () => {
    const source = (src: string, type = ''): HTMLSourceElement =>
      Object.assign(document.createElement('source'), { src, ...(type ? { type } : {}) });

    it('are tried in their order', async () => {
      const player = await mountPlayer();
      const good = tone(0.5);
      const metadata = next(player, 'loadedmetadata');
      player.append(
        source(tone(1), 'audio/nonsense'),
        source('http://['),
        source(good, 'audio/wav'),
        source(tone(2)),
      );
      await metadata;
      expect(player.currentSrc).to.equal(good);
      expect(player.src).to.equal('');
    });

    it('are tried in their order while it plays already', async () => {
      const player = await mountPlayer({ preload: 'none' });
      const good = tone(5);
      const selected = next(player, 'suspend');
      player.append(source(sameOriginMedia('status/404')), source(good, 'audio/wav'));
      await selected;
      await player.play();
      await until(() => player.currentTime > ROUGH_SECONDS);
      expect(player.currentSrc).to.equal(good);
      expect(player.error).to.equal(null);
    });

    it('yield to src, and come back with load()', async () => {
      const player = await mountPlayer({ src: tone(0.5) });
      const child = tone(1);
      player.append(source(child));
      if (player.readyState === player.HAVE_NOTHING) await next(player, 'loadedmetadata');
      expect(player.currentSrc).to.equal(player.src);
      const { currentSrc } = player;
      player.removeAttribute('src');
      expect(player.currentSrc).to.equal(currentSrc);
      const metadata = next(player, 'loadedmetadata');
      player.load();
      await metadata;
      expect(player.currentSrc).to.equal(child);
    });

    it('that can’t be resolved are an error, and the next src plays', async () => {
      const player = await mountPlayer();
      for (const bad of ['http://[', '']) {
        player.src = bad;
        await nextOf(player, 'error');
        expect(player.error).to.have.property('code', MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED);
        expect(player.error).to.equal(player.error);
        expect(player.error?.message).to.not.equal('');
        expect(player.networkState).to.equal(player.NETWORK_NO_SOURCE);
        const refusal = await player.play().catch((error: unknown) => error);
        expect(refusal).to.have.property('name', 'NotSupportedError');
      }
      player.src = tone(0.5);
      await player.play();
      expect(player.error).to.equal(null);
    });
  });

  describe('autoplay', () => {
    it('starts by itself, and not again once it was paused', async () => {
      const player = await mountPlayer({ src: tone(5), autoplay: '', preload: 'none' });
      await next(player, 'playing');
      player.pause();
      player.removeAttribute('autoplay');
      player.setAttribute('autoplay', '');
      expect(player.paused).to.equal(true);
    });

    it('does not start what was taken out before', async () => {
      const player = await mountPlayer({ src: tone(5), autoplay: '' });
      player.remove();
      await next(player, 'canplaythrough');
      await player.updateComplete;
      expect(player.paused).to.equal(true);
    });

    it('does not start what was paused before', async () => {
      const player = await mountPlayer({ src: tone(5), autoplay: '' });
      player.pause();
      await next(player, 'canplaythrough');
      expect(player.paused).to.equal(true);
    });
  });

  describe('in and out of the document', () => {
    it('pauses when it is taken out, and goes on from there when it is put back', async () => {
      const player = await mountPlayer({ src: tone(5) });
      await player.play();
      await until(() => player.currentTime > ROUGH_SECONDS);
      const { mode } = player;
      const paused = next(player, 'pause');
      player.remove();
      expect(player.paused, 'not yet: it may be a move').to.equal(false);
      await paused;
      const { currentTime } = player;
      expect(currentTime).to.be.above(ROUGH_SECONDS);
      document.body.append(player);
      await player.play();
      await until(() => player.currentTime > currentTime + ROUGH_SECONDS);
      expect(player.mode).to.equal(mode);
    });

    it('plays on when it is moved', async () => {
      const player = await mountPlayer({ src: tone(5) });
      await player.play();
      const seen = recordEvents(player);
      const box = document.createElement('div');
      document.body.append(box);
      box.append(player);
      const { currentTime } = player;
      await until(() => player.currentTime > currentTime + ROUGH_SECONDS);
      expect(player.paused).to.equal(false);
      // It may still be due from the start.
      expect(seen.filter((type) => type !== 'canplaythrough')).to.deep.equal([]);
      box.remove();
      await next(player, 'pause');
    });

    it('plays on without a gap when it is moved by moveBefore()', async () => {
      const player = await mountPlayer({ src: tone(5) });
      await player.play();
      await until(() => player.currentTime > ROUGH_SECONDS);
      const capture = await startCapture(outputOf(player), { onGap: 'restart' });
      await capture.waitForFrames(CONNECTING_FRAMES);
      const box = document.createElement('div');
      document.body.append(box);
      const seen = recordEvents(player);
      (box as unknown as MovableParent).moveBefore(player, null);
      expect(player.parentElement).to.equal(box);
      const { length } = capture.read().channels[0]!;
      await capture.waitForFrames(length + 8192);
      const samples = (await capture.stop()).channels[0]!.subarray(CONNECTING_FRAMES);
      expect(player.paused).to.equal(false);
      expect(seen.filter((type) => type !== 'canplaythrough')).to.deep.equal([]);
      // A gap would be a step: the tone itself takes none that is larger.
      const { sampleRate } = player.audioContext!;
      const amplitude = 10 ** (-30 / 20);
      const steepest = amplitude * 2 * Math.PI * (440 / sampleRate);
      expect(largestStep(samples)).to.be.below(steepest * 1.1);
      expect(rmsDbfs(samples)).to.be.closeTo(-33, 0.5);
      box.remove();
      await next(player, 'pause');
    });

    it('plays on in the document of a frame, and back', async () => {
      const player = await mountPlayer({ src: tone(5) });
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await player.play();
      const seen = recordEvents(player);
      for (const body of [frame.contentDocument!.body, document.body]) {
        body.append(player);
        expect(player.ownerDocument).to.equal(body.ownerDocument);
        const { currentTime } = player;
        await until(() => player.currentTime > currentTime + ROUGH_SECONDS);
        await player.updateComplete;
      }
      expect(player.paused).to.equal(false);
      expect(seen.filter((type) => type !== 'canplaythrough')).to.deep.equal([]);
      frame.remove();
    });

    it('keeps its looks in the document of a frame, and what comes there has them, too', async () => {
      const player = await mountPlayer({ src: tone(5) });
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await player.play();
      const looks = (): string[] => {
        const key = deepQuery(player.shadowRoot!, '.play')!;
        const { height, backgroundColor } = key.ownerDocument.defaultView!.getComputedStyle(key);
        return [height, backgroundColor];
      };
      const before = looks();
      expect(before[0]).to.equal('50px');
      frame.contentDocument!.body.append(player);
      await until(() => looks().join() === before.join());
      player.visualizer = 'equalizer';
      await until(() => deepQuery(player.shadowRoot!, '.gap') !== null);
      deepQuery(player.shadowRoot!, '.speed button')!.click();
      await until(() => deepQuery(player.shadowRoot!, '[role=menu]') !== null);
      for (const root of shadowRoots(player)) {
        expect(root.adoptedStyleSheets, root.host.localName).to.not.have.length(0);
      }
      document.body.append(player);
      await until(() => looks().join() === before.join());
      frame.remove();
    });

    it('loads and plays without a document, as new Audio() does', async () => {
      await mountPlayer();
      const player = document.createElement('rusty-audio-player');
      player.src = tone(5);
      await player.play();
      expect(player.paused).to.equal(false);
      // As the system's media keys ask for it.
      const wish = Object.assign(new Event('rusty-audio-request'), { detail: { type: 'pause' } });
      player.dispatchEvent(wish);
      expect(player.paused).to.equal(true);
    });
  });
});

function shadowRoots(element: Element): ShadowRoot[] {
  if (!element.shadowRoot) return [];
  const inside = [...element.shadowRoot.querySelectorAll('*')].flatMap(shadowRoots);
  return [element.shadowRoot, ...inside];
}
