import { expect } from '@open-wc/testing';
import { firstSound } from '../support/align.ts';
import { contextFrameAt } from '../support/capture.ts';
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
import { goertzelDbfs } from '../support/measure.ts';
import { blobUrl, unmountPlayers, until } from '../support/player.ts';
import { decodedAt, resampled } from '../support/resampled.ts';
import { expectSame, TAIL_FRAMES, type Played } from '../support/same-sound.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const PARTS = [1, 2, 3].map((part) => fixtureUrl(`blocks-part-${part}.flac`));

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

  const tones = (frequencyHz: number, seconds: number, sampleRateHz: number): Float32Array[] =>
    sine({ frequencyHz, levelDbfs: -12, seconds, sampleRateHz });
  const toneUrl = (frequencyHz: number, seconds: number, sampleRateHz = 48_000): string =>
    blobUrl(wavBlob(tones(frequencyHz, seconds, sampleRateHz), sampleRateHz, 'float32'));
  /** What `toneUrl` holds. */
  const tone = (frequencyHz: number, seconds: number): Float32Array =>
    tones(frequencyHz, seconds, 48_000)[0]!;

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
      const uncut = await decodedAt(fixtureUrl('blocks.flac'), rate);
      expect(uncut.length).to.equal(2 * rate);
      const parts = await playAll(PARTS);
      expectSame(parts, uncut, rate);
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
    const expected = joined([tone(997, 3).subarray(2.95 * 48_000), tone(3001, 1)]);
    const { channels } = await capture.stop(TAIL_FRAMES);
    const { underruns } = engine.getStats();
    expectSame({ heard: channels[0]!, underruns }, expected, 48_000);
  });

  it('follow at another sample rate', async () => {
    useRate(48_000);
    const second = resampled(tones(997, 1, 44_100)[0]!, 44_100, 48_000);
    // Whole periods: the tone goes on in phase. The filter sees silence around a file.
    const inside = [400, 47_600] as const;
    const difference = largestDifference(
      second.subarray(...inside),
      tone(997, 1).subarray(...inside),
    );
    expect(difference).to.be.below(1e-5);
    const played = await playAll([toneUrl(997, 1, 48_000), toneUrl(997, 1, 44_100)]);
    expectSame(played, joined([tone(997, 1), second]), 48_000);
  });

  it('cross-fade at constant power over the exact time', async () => {
    useRate(48_000);
    const played = await playAll([toneUrl(997, 3), toneUrl(3001, 3)], 1);
    expect(played.events).to.deep.equal(['playing', 'trackchange', 'pause', 'ended']);
    const [first, second] = [tone(997, 3), tone(3001, 3)];
    const fadeStart = 2 * 48_000;
    const expected = Float32Array.from({ length: 5 * 48_000 }, (_, i) => {
      // The first one alone, both with gains whose squares add up to 1, the second one alone.
      const angle = ((i + 0.5 - fadeStart) / 48_000) * (Math.PI / 2);
      if (angle < 0) return first[i]!;
      if (angle > Math.PI / 2) return second[i - fadeStart]!;
      return first[i]! * Math.cos(angle) + second[i - fadeStart]! * Math.sin(angle);
    });
    expectSame(played, expected, 48_000);
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
