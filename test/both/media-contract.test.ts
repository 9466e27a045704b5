import { expect } from '@open-wc/testing';
import {
  CONTRACT_MODES,
  compare,
  failure,
  happens,
  type MediaLike,
  settle,
  Trace,
} from '../support/contract.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, unmountPlayers, until } from '../support/player.ts';

type Script = (element: MediaLike, src: string, trace: Trace) => Promise<void>;

const MISSING = sameOriginMedia('status/404');
/** Nothing of it ever comes. */
const STALLED = sameOriginMedia('stalled/test/fixtures/pcm16.wav?after=0');

/** A `<source>` whose errors are noted under its name. */
function source(trace: Trace, name: string, src: string, type = ''): HTMLSourceElement {
  const element = Object.assign(document.createElement('source'), { src });
  if (type !== '') element.type = type;
  element.addEventListener('error', (event) => {
    trace.note(`error at ${name}${event.bubbles ? ', bubbling' : ''}`);
  });
  return element;
}

async function loaded(element: MediaLike, src: string): Promise<void> {
  const ready = happens(element, 'canplaythrough');
  element.src = src;
  await ready;
}

async function seekTo(element: MediaLike, seconds: number): Promise<void> {
  const seeked = happens(element, 'seeked');
  element.currentTime = seconds;
  await seeked;
  if (seconds >= element.duration) await standsAtEnd(element);
  await settle();
}

/** Chromium's own element finds out a little after `seeked`, more so on a busy machine. */
function standsAtEnd(element: MediaLike): Promise<void> {
  return until(() => element.ended);
}

/** What is done; everything that comes of it has to be as on a plain `<audio>`. */
const SCRIPTS: Readonly<Record<string, Script>> = {
  async 'load() while it plays'(element, src, trace) {
    element.src = src;
    await element.play();
    const ready = happens(element, 'canplaythrough');
    element.load();
    trace.noteState();
    await ready;
    trace.noteState();
  },
  async 'load() before play() is fulfilled'(element, _src, trace) {
    element.src = STALLED;
    const outcome = failure(() => element.play());
    await settle();
    element.load();
    trace.note(await outcome);
  },
  async 'a new src while it plays'(element, src, trace) {
    element.src = src;
    await element.play();
    await until(() => element.currentTime > 0.2);
    const moved = happens(element, 'timeupdate').then(() => {
      trace.note(`timeupdate at ${element.currentTime}`);
    });
    const ready = happens(element, 'canplaythrough');
    element.src = src;
    await moved;
    await ready;
    trace.noteState();
  },
  async 'play() before there is a source'(element, src, trace) {
    const outcome = failure(() => element.play());
    await settle();
    trace.noteState();
    element.src = src;
    trace.note(`refused: ${await outcome}`);
  },
  async 'pause() before play() is fulfilled'(element, src, trace) {
    element.src = src;
    const outcome = failure(() => element.play());
    element.pause();
    trace.note(await outcome);
    await happens(element, 'canplaythrough');
  },
  async 'play() again and again'(element, src, trace) {
    element.src = src;
    const first = element.play().then(() => {
      trace.note('first');
    });
    await Promise.all([first, element.play().then(() => trace.note('second'))]);
    const third = element.play().then(() => trace.note('third'));
    trace.note('not at once');
    await third;
  },
  async 'a position before there is a source'(element, src, trace) {
    element.currentTime = 1;
    trace.noteState();
    await loaded(element, src);
    await settle();
    trace.noteState();
  },
  async 'a position while nothing is fetched'(element, src, trace) {
    element.preload = 'none';
    element.src = src;
    await happens(element, 'suspend');
    element.currentTime = 1;
    trace.noteState();
    await element.play();
  },
  async 'positions outside'(element, src, trace) {
    await loaded(element, src);
    for (const seconds of [100, -5]) {
      await seekTo(element, seconds);
      trace.noteState();
    }
  },
  async 'a seek during another'(element, src, trace) {
    await loaded(element, src);
    element.currentTime = 1;
    await seekTo(element, 0.5);
    trace.noteState();
  },
  async 'a seek while it plays'(element, src, trace) {
    element.src = src;
    await element.play();
    await until(() => element.currentTime > 0.3);
    element.currentTime = 1;
    await until(() => element.currentTime > 1.2);
    trace.note(`${element.played.length} parts were played`);
    element.pause();
    await settle();
  },
  async 'the end, and once more'(element, src, trace) {
    await loaded(element, src);
    await seekTo(element, 1);
    const ended = happens(element, 'ended');
    await element.play();
    await ended;
    trace.noteState();
    await element.play();
    trace.noteState();
  },
  async 'a seek back from the end'(element, src, trace) {
    await loaded(element, src);
    await seekTo(element, 1);
    const ended = happens(element, 'ended');
    await element.play();
    await ended;
    await seekTo(element, 0.5);
    trace.noteState();
  },
  async 'play() after a seek to the end'(element, src, trace) {
    await loaded(element, src);
    await seekTo(element, element.duration);
    trace.noteState();
    await element.play();
    trace.noteState();
  },
  async 'sources of which none can be played'(element, src, trace) {
    element.append(
      source(trace, 'a', 'http://[', 'audio/wav'),
      source(trace, 'b', src, 'audio/nonsense'),
      source(trace, 'c', MISSING),
    );
    element.play().catch(() => {
      trace.note('refused');
    });
    await until(() => trace.lines.includes('error at c'));
    await until(() => element.networkState === element.NETWORK_NO_SOURCE);
    await settle();
    trace.noteState();
  },
  async 'a rate that is set before there is a source'(element, src, trace) {
    element.playbackRate = 1.5;
    const ready = happens(element, 'canplaythrough');
    element.append(source(trace, 'a', src));
    await ready;
    trace.note(`rate ${element.playbackRate}`);
  },
  async 'pause() before there is a source to play by itself'(element, src, trace) {
    element.autoplay = true;
    element.pause();
    const ready = happens(element, 'canplaythrough');
    element.append(source(trace, 'a', src));
    await ready;
    await settle();
    trace.noteState();
  },
  async 'a source that is added outside of the document'(element, src, trace) {
    element.remove();
    const ready = happens(element, 'canplaythrough');
    element.append(source(trace, 'a', src));
    await ready;
    trace.noteState();
  },
  async 'a position beyond the end before there is a source'(element, src, trace) {
    element.currentTime = 100;
    const seeked = happens(element, 'seeked');
    const ready = happens(element, 'canplaythrough');
    element.src = src;
    await Promise.all([seeked, ready, standsAtEnd(element)]);
    trace.noteState();
  },
  async 'a seek to the start of a loop'(element, src, trace) {
    element.loop = true;
    await loaded(element, src);
    for (const seconds of [1, 0]) await seekTo(element, seconds);
    trace.noteState();
  },
  async 'another src that waits, while the first one comes'(element, src, trace) {
    element.preload = 'none';
    element.src = src;
    element.play().catch(() => {
      trace.note('interrupted');
    });
    const waits = happens(element, 'suspend');
    element.src = `${src}?another`;
    await waits;
    await settle();
    trace.noteState();
    await element.play();
    trace.noteState();
  },
  async 'a src that fails, and another'(element, src, trace) {
    element.src = 'http://[';
    await happens(element, 'error');
    trace.noteState();
    trace.note(await failure(() => element.play()));
    await loaded(element, src);
    trace.noteState();
  },
  async 'preload="none", then "auto"'(element, src, trace) {
    element.preload = 'none';
    element.src = src;
    await happens(element, 'suspend');
    trace.noteState();
    const ready = happens(element, 'canplaythrough');
    element.preload = 'auto';
    await ready;
    trace.noteState();
  },
  async 'the default rate of the next load'(element, src, trace) {
    await loaded(element, src);
    element.defaultPlaybackRate = 2;
    element.playbackRate = 1.5;
    element.playbackRate = 1.5;
    await settle();
    const ready = happens(element, 'canplaythrough');
    element.load();
    trace.note(`rate ${element.playbackRate}`);
    await ready;
  },
  async 'volume and mute, set twice'(element, _src, trace) {
    element.volume = 0.5;
    element.volume = 0.5;
    element.muted = true;
    element.muted = true;
    trace.note('set');
    await settle();
  },
};

for (const { mode, short } of CONTRACT_MODES) {
  describe(`the contract of a media element (${mode})`, () => {
    afterEach(unmountPlayers);

    for (const [name, script] of Object.entries(SCRIPTS)) {
      it(`${name}: as on <audio>`, async () => {
        const { audio, player } = await compare(async (element) => {
          const trace = new Trace(element);
          await script(element, short, trace);
          return [...trace.lines];
        });
        expect(player).to.deep.equal(audio);
      });
    }

    it('lets a source that comes after all others have failed play what was asked for', async () => {
      const player = await mountPlayer();
      const trace = new Trace(player);
      player.append(source(trace, 'a', 'http://['), source(trace, 'b', MISSING));
      const played = player.play();
      await until(() => trace.lines.includes('error at b'));
      await until(() => player.networkState === player.NETWORK_NO_SOURCE);
      player.append(source(trace, 'c', short));
      await played;
      expect(trace.lines.filter((line) => line.startsWith('error'))).to.deep.equal([
        'error at a',
        'error at b',
      ]);
      expect([player.error, player.mode]).to.deep.equal([null, mode]);
    });

    // By the standard; Chromium's own leaves such a source alone.
    it('goes on with a source that comes with the failure of the last one', async () => {
      const player = await mountPlayer();
      const trace = new Trace(player);
      const last = source(trace, 'a', MISSING);
      last.addEventListener('error', () => {
        player.append(source(trace, 'b', short));
      });
      player.append(last);
      await player.play();
      expect(player.currentSrc).to.equal(new URL(short, location.href).href);
      expect(trace.lines.filter((line) => line.startsWith('error'))).to.deep.equal(['error at a']);
    });

    it('arrives at the start while what plays it is only being made', async () => {
      const player = await mountPlayer({ src: short });
      await happens(player, 'canplaythrough');
      const arrived = happens(player, 'seeked');
      const played = player.play();
      player.currentTime = 0;
      await Promise.all([arrived, played]);
      expect(player.seeking).to.equal(false);
      await until(() => player.currentTime > 0.2);
    });

    it('has played a loop to its very end', async () => {
      const player = await mountPlayer({ src: short, loop: '' });
      await happens(player, 'canplaythrough');
      await seekTo(player, 1.5);
      const round = happens(player, 'seeked');
      await player.play();
      await round;
      const { played } = player;
      expect(played.end(played.length - 1)).to.equal(player.duration);
    });

    // By the standard; Chromium tells of another loadstart.
    it('waits for another source when its list is emptied after all in it have failed', async () => {
      const player = await mountPlayer();
      const trace = new Trace(player);
      player.append(source(trace, 'a', MISSING));
      const played = player.play();
      await until(() => trace.lines.includes('error at a'));
      await until(() => player.networkState === player.NETWORK_NO_SOURCE);
      player.replaceChildren();
      await settle();
      expect([player.error, player.networkState]).to.deep.equal([null, player.NETWORK_NO_SOURCE]);
      player.append(source(trace, 'b', short));
      await played;
      expect(trace.lines).to.not.include('error');
    });

    it('is kept in this very mode', async () => {
      const player = await mountPlayer({ src: short });
      await player.play();
      expect(player.mode).to.equal(mode);
    });
  });
}

describe('what a srcObject holds', () => {
  afterEach(unmountPlayers);

  it('plays as a file does, and src comes back after it', async () => {
    const player = await mountPlayer({ src: CONTRACT_MODES[0].short });
    const blob = await (await fetch(CONTRACT_MODES[0].short)).blob();
    player.srcObject = new File([blob], 'tone.wav', { type: 'audio/wav' });
    await player.play();
    expect(player.mode).to.equal(CONTRACT_MODES[0].mode);
    expect(player.currentSrc).to.equal('');
    expect(player.duration).to.be.closeTo(2, 0.01);
    player.srcObject = null;
    await player.play();
    expect(player.currentSrc).to.equal(player.src);
  });

  it('is nothing else', async () => {
    const player = await mountPlayer();
    expect(() => (player.srcObject = {} as Blob)).to.throw(TypeError, 'Blob');
  });
});
