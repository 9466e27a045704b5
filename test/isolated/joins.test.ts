import { expect } from '@open-wc/testing';
import { firstSound } from '../support/align.ts';
import { contextFrameAt } from '../support/capture.ts';
import { compareHeard, FLOAT_ROUNDING } from '../support/dry-rings.ts';
import {
  closeFiles,
  decodeAll,
  decodeByBrowser,
  fixtureUrl,
  largestDifference,
} from '../support/decoded.ts';
import {
  createEngine,
  endEngines,
  recordFrom,
  recordJoins,
  source,
  told,
} from '../support/joined.ts';
import { goertzelDbfs, rmsDbfs } from '../support/measure.ts';
import { blobUrl, unmountPlayers, until } from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const PARTS = [1, 2, 3].map((part) => fixtureUrl(`blocks-part-${part}.flac`));
/** Frames of the fade at the start of every sound. */
const FADE_FRAMES = 600;
/** Frames: sound that begins below what counts as sound is before, a ring that was dry behind. */
const EARLIEST = -600;
const LATEST = 8000;
/** Where both are compared first: behind the fade, or behind a ring that was dry right then. */
const STARTS = [FADE_FRAMES, 8000];
const EXCERPT_FRAMES = 1000;
/** Recorded behind `ended`: what the limiter still holds, and a while in which nothing follows. */
const TAIL_FRAMES = 8000;

/** From `start` of `expected` on both are the same sound, the heard one later by `delay` frames. */
function align(
  heard: Float32Array,
  expected: Float32Array,
  tolerance: number,
): { start: number; delay: number } {
  for (const start of STARTS) {
    const excerpt = expected.subarray(start, start + EXCERPT_FRAMES);
    for (let delay = EARLIEST; delay <= LATEST; delay++) {
      const difference = largestDifference(heard.subarray(start + delay), excerpt);
      if (difference < tolerance) return { start, delay };
    }
  }
  throw new Error('What is heard does not begin as what was expected.');
}

interface Played {
  readonly heard: Float32Array;
  /** Times that the ring was dry meanwhile. */
  readonly underruns: number;
}

/** Both are the same sound. @returns what is heard from the end of `expected` on */
function expectEqual(
  { heard: recorded, underruns }: Played,
  expected: Float32Array,
  sampleRateHz: number,
  tolerance = FLOAT_ROUNDING,
): Float32Array {
  const heard = recorded.subarray(firstSound(recorded));
  const { start, delay } = align(heard, expected, tolerance);
  const [from, to] = [heard.subarray(start + delay), expected.subarray(start)];
  const compared = compareHeard(from, to, sampleRateHz, tolerance);
  expect(compared.largestDifference, JSON.stringify(compared)).to.be.below(tolerance);
  expect(compared.dryRings + STARTS.indexOf(start)).to.be.at.most(underruns);
  return heard.subarray(expected.length + delay + compared.insertedFrames);
}

/** The same to float rounding, and the heard one ends where the other one does. */
function expectSame(played: Played, expected: Float32Array, sampleRateHz: number): void {
  const rest = expectEqual(played, expected, sampleRateHz);
  // The last sample dies away: where that begins the sound has ended.
  const last = expected.at(-1)!;
  const behind = rest.slice(0, sampleRateHz / 10);
  const dying = behind.map((_, i) => last * Math.max(0, 1 - (i + 1) / (0.005 * sampleRateHz)));
  expect(largestDifference(behind, dying), 'nothing behind the end').to.be.below(FLOAT_ROUNDING);
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe('queued tracks in threaded mode', () => {
  const { AudioContext: original } = globalThis;

  /** As on a machine whose audio runs at this rate. */
  function useRate(sampleRate: number): void {
    globalThis.AudioContext = class extends original {
      constructor(options: AudioContextOptions = {}) {
        super({ sampleRate, ...options });
      }
    };
  }

  afterEach(() => {
    globalThis.AudioContext = original;
    endEngines();
    unmountPlayers();
    closeFiles();
  });

  const toneUrl = (frequencyHz: number, seconds: number, sampleRateHz = 48_000): string =>
    blobUrl(
      wavBlob(
        sine({ frequencyHz, levelDbfs: -12, seconds, sampleRateHz }),
        sampleRateHz,
        'float32',
      ),
    );

  /** Everything from the start of the first to the end of the last of these, and the events. */
  async function playAll(
    urls: readonly string[],
    crossfadeSeconds = 0,
  ): Promise<Played & { events: string[] }> {
    const engine = await createEngine();
    engine.setCrossfade(crossfadeSeconds);
    const capture = await recordFrom(engine, urls[0]!);
    const events = recordJoins(engine);
    const rest = urls.slice(1);
    const setNext = (): void => {
      const url = rest.shift();
      if (url !== undefined) engine.setNext(source(url));
    };
    setNext();
    engine.addEventListener('trackchange', setNext);
    await engine.play();
    await told(engine, 'ended');
    const { channels } = await capture.stop(TAIL_FRAMES);
    expect(engine.snapshot.mode).to.equal('threaded');
    return { heard: channels[0]!, underruns: engine.getStats().underruns, events };
  }

  for (const rate of [32_000, 44_100]) {
    it(`come out as the uncut file: FLAC of 32 kHz at ${rate} Hz`, async () => {
      useRate(rate);
      const { heard: uncut } = await playAll([fixtureUrl('blocks.flac')]);
      const parts = await playAll(PARTS);
      const from = firstSound(uncut);
      const length = Math.round(2 * rate);
      expectSame(parts, uncut.slice(from, from + length), rate);
      expect(parts.events).to.deep.equal([
        'playing',
        'trackchange',
        'trackchange',
        'pause',
        'ended',
      ]);
    });
  }

  it('come out with exact length and alignment: MP3 with a LAME tag', async () => {
    useRate(44_100);
    const urls = [1, 2].map((part) => fixtureUrl(`lame-part-${part}.mp3`));
    const expected = joined(await Promise.all(urls.map((url) => decodeByBrowser(url, 44_100))));
    expect(expected.length).to.equal(110_250);
    expectSame(await playAll(urls), expected, 44_100);
  });

  for (const name of ['adts.aac', 'vbr-bare.mp3']) {
    it(`come out without a gap where nothing tells their length: ${name}`, async () => {
      const url = fixtureUrl(name);
      const { samples, sampleRateHz } = await decodeAll(url);
      useRate(sampleRateHz);
      const played = await playAll([url, url]);
      const expected = joined([samples, samples]);
      expectSame(played, expected.subarray(firstSound(expected)), sampleRateHz);
      expect(played.events).to.deep.equal(['playing', 'trackchange', 'pause', 'ended']);
    });
  }

  it('come out without a gap behind a seek to just before the join', async () => {
    useRate(48_000);
    const engine = await createEngine();
    const capture = await recordFrom(engine, toneUrl(997, 3, 48_000));
    const events = recordJoins(engine);
    engine.setNext(source(toneUrl(3001, 1, 48_000)));
    engine.seek(2.95);
    await told(engine, 'seeked');
    await engine.play();
    await told(engine, 'ended');
    expect(events).to.deep.equal(['playing', 'trackchange', 'pause', 'ended']);
    const tone = (frequencyHz: number, seconds: number) =>
      sine({ frequencyHz, levelDbfs: -12, seconds, sampleRateHz: 48_000 })[0]!;
    const expected = joined([tone(997, 3).subarray(2.95 * 48_000), tone(3001, 1)]);
    const { channels } = await capture.stop(TAIL_FRAMES);
    const { underruns } = engine.getStats();
    expectSame({ heard: channels[0]!, underruns }, expected, 48_000);
  });

  it('follow at another sample rate', async () => {
    useRate(48_000);
    const played = await playAll([toneUrl(997, 1, 48_000), toneUrl(997, 1, 44_100)]);
    // Whole periods: the tone goes on in phase.
    const expected = sine({
      frequencyHz: 997,
      levelDbfs: -12,
      seconds: 1,
      sampleRateHz: 48_000,
    })[0]!;
    // The filter sees the beginning and the end of a file as silence around it.
    const rest = expectEqual(played, expected.subarray(0, 47_600), 48_000, 1e-5);
    expect(rmsDbfs(rest.subarray(600, 47_400))).to.be.closeTo(-15.01, 0.05);
    expect(firstSound(rest.subarray(48_400 + FADE_FRAMES))).to.equal(-1);
  });

  it('cross-fade at constant power over the exact time', async () => {
    useRate(48_000);
    const { heard, events } = await playAll([toneUrl(997, 3), toneUrl(3001, 3)], 1);
    expect(events).to.deep.equal(['playing', 'trackchange', 'pause', 'ended']);
    const from = firstSound(heard) - 1;
    const window = 4800;
    const levels = (seconds: number): number[] => {
      const at = from + Math.round(seconds * 48_000) - window / 2;
      const part = heard.slice(at, at + window);
      return [997, 3001].map((hz) => goertzelDbfs(part, hz, 48_000));
    };
    const power = (seconds: number): number =>
      10 * Math.log10(levels(seconds).reduce((sum, level) => sum + 10 ** (level / 10), 0));
    for (let seconds = 2.1; seconds < 2.95; seconds += 0.1) {
      expect(power(seconds), `at ${seconds} s`).to.be.closeTo(-12, 0.1);
    }
    expect(levels(2.5)[0]).to.be.closeTo(-15.01, 0.1);
    expect(levels(2.25)[0]).to.be.closeTo(-12 + 20 * Math.log10(Math.cos(Math.PI / 8)), 0.15);
    // To the frame: the first tone alone before, the second one alone behind.
    const first = sine({ frequencyHz: 997, levelDbfs: -12, seconds: 3, sampleRateHz: 48_000 })[0]!;
    const second = sine({
      frequencyHz: 3001,
      levelDbfs: -12,
      seconds: 3,
      sampleRateHz: 48_000,
    })[0]!;
    const same = (at: number, expected: Float32Array): number =>
      largestDifference(heard.subarray(from + at, from + at + expected.length), expected);
    expect(same(FADE_FRAMES, first.subarray(FADE_FRAMES, 96_000))).to.be.below(FLOAT_ROUNDING);
    expect(same(144_000, second.subarray(48_000, 143_000))).to.be.below(FLOAT_ROUNDING);
    expect(same(96_000, first.subarray(96_000, 96_200)), 'it has begun').to.be.above(1e-4);
    expect(firstSound(heard.subarray(from + 240_000 + FADE_FRAMES))).to.equal(-1);
  });

  it('change when the new one is heard, and everything is about it then', async () => {
    useRate(48_000);
    const engine = await createEngine();
    const [before, after] = [toneUrl(997, 1.5), toneUrl(3001, 4)];
    const capture = await recordFrom(engine, before);
    const { context } = engine.outputNode!;
    engine.setNext(source(after));
    await engine.play();
    await told(engine, 'trackchange');
    const latency = (context as AudioContext).outputLatency;
    const changedAt = (context.currentTime - latency) * 48_000;
    const { currentSrc, duration, played, seekable } = engine.snapshot;
    expect(currentSrc).to.equal(after);
    expect(duration).to.be.closeTo(4, 0.001);
    expect(engine.currentTime).to.be.within(0, 0.1);
    // None of it is of the old track.
    for (const { start, end } of played) {
      expect(start).to.equal(0);
      expect(end).to.be.at.most(engine.currentTime);
    }
    expect(seekable).to.deep.equal([{ start: 0, end: duration }]);
    const recording = await capture.stop();
    const joinIndex = firstSound(recording.channels[0]!) + 72_000;
    // Never before; the timer and the device's portions come on top.
    expect(changedAt - contextFrameAt(recording, joinIndex)).to.be.within(
      -0.01 * 48_000,
      0.1 * 48_000,
    );
    engine.seek(2);
    await told(engine, 'seeked');
    await until(() => engine.currentTime > 2.1);
    expect(engine.snapshot.currentSrc).to.equal(after);
  });

  it('wait for the end of a seek back into the old track', async () => {
    const engine = await createEngine();
    const [before, after] = [toneUrl(997, 3), toneUrl(3001, 3)];
    engine.setSources(source(before));
    engine.setNext(source(after));
    const events = recordJoins(engine);
    await engine.play();
    engine.seek(2.4);
    // So near the end that the decoder has gone on to the next track.
    await until(() => engine.currentTime > 2.72);
    engine.seek(1.9);
    await told(engine, 'seeked');
    expect(engine.snapshot.currentSrc).to.equal(before);
    const changed = told(engine, 'trackchange');
    await until(() => engine.currentTime > 2.5 || events.includes('trackchange'));
    expect(events).to.not.include('trackchange');
    await changed;
    expect(engine.snapshot.currentSrc).to.equal(after);
    await until(() => engine.currentTime > 0.3);
    expect(events).to.not.include.members(['ended']);
  });

  it('are taken back just before the join', async () => {
    const engine = await createEngine();
    const before = toneUrl(997, 2);
    const capture = await recordFrom(engine, before);
    engine.setNext(source(toneUrl(3001, 2)));
    const events = recordJoins(engine);
    await engine.play();
    await until(() => engine.currentTime > 1.72);
    engine.setNext(null);
    await told(engine, 'ended');
    expect(events).to.deep.equal(['playing', 'pause', 'ended']);
    expect(engine.snapshot.currentSrc).to.equal(before);
    const { channels, sampleRateHz } = await capture.stop();
    const tail = channels[0]!.slice(-8192);
    expect(goertzelDbfs(tail, 3001, sampleRateHz)).to.be.below(-60);
  });

  it('that can’t be opened let the current one end as usual', async () => {
    const engine = await createEngine();
    const before = toneUrl(997, 1.5);
    engine.setSources(source(before));
    const events = recordJoins(engine);
    engine.setNext([
      { url: fixtureUrl('none.flac'), type: '', key: null },
      { url: new URL('/media/html', location.href).href, type: '', key: null },
    ]);
    await engine.play();
    await told(engine, 'ended');
    expect(events.filter((type) => type !== 'waiting')).to.deep.equal([
      'playing',
      'pause',
      'ended',
    ]);
    engine.setNext([
      { url: fixtureUrl('none.flac'), type: '', key: null },
      ...source(toneUrl(3001, 2)),
    ]);
    await engine.play();
    await told(engine, 'trackchange');
    expect(engine.snapshot.duration).to.be.closeTo(2, 0.001);
  });

  it('name the seconds that a crossfade takes', async () => {
    const engine = await createEngine();
    expect(() => {
      engine.setCrossfade(12.5);
    }).to.throw(RangeError, '0 to 12');
  });
});
