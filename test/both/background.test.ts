import { expect } from '@open-wc/testing';
import { firstSound } from '../support/align.ts';
import { startCapture } from '../support/capture.ts';
import { crossOriginMedia, sameOriginMedia } from '../support/media.ts';
import { closeFiles, decodeAll, fixtureUrl } from '../support/decoded.ts';
import { exactBuckets } from '../support/exact-buckets.ts';
import {
  collectWorkers,
  engineOf,
  measured,
  snapshotOf,
  watchOverviews,
} from '../support/knowledge.ts';
import { goertzelDbfs } from '../support/measure.ts';
import {
  blobUrl,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { sineWav } from '../support/signals.ts';
import { collectWarnings } from '../support/warnings.ts';
import { wavBlob } from '../support/wav.ts';

const BACKGROUND = 'rusty-audio background';
const RATE = 44_100;

/** Steps of 1 s, each louder than the one before, different on both sides. */
function steps(seconds: number): Float32Array<ArrayBuffer>[] {
  return [1, 0.5].map((side) =>
    Float32Array.from({ length: seconds * RATE }, (_, i) => {
      const level = (Math.floor(i / RATE) + 1) / (seconds + 1);
      return side * level * Math.sin((2 * Math.PI * 441 * i) / RATE);
    }),
  );
}

/** From the start of the track, which is 2 s long at least: a media element's loop has a seam. */
async function toneDbfs(player: Player): Promise<number> {
  player.pause();
  player.currentTime = 0;
  await next(player, 'seeked');
  const capture = await startCapture(outputOf(player), { onGap: 'join' });
  await player.play();
  const { sampleRate } = outputOf(player).context;
  const heard = (): Float32Array<ArrayBuffer> => {
    const [left] = capture.read().channels;
    const from = firstSound(left!);
    return from < 0 ? left!.subarray(0, 0) : left!.subarray(from);
  };
  // The glide has a time constant of 0.1 s.
  await until(() => heard().length > 1.75 * sampleRate);
  const tone = heard().slice(1.25 * sampleRate, 1.75 * sampleRate);
  await capture.stop();
  return goertzelDbfs(tone, 997, sampleRate);
}

describe(`background work (${worldMode})`, () => {
  const workers = collectWorkers();
  const warnings = collectWarnings();

  afterEach(() => {
    unmountPlayers();
    closeFiles();
  });

  for (const name of ['pcm16.wav', 'blocks.flac', 'cbr-lame.mp3', 'vbr-bare.mp3']) {
    it(`makes the overview of ${name}`, async () => {
      const player = await mountPlayer({ src: fixtureUrl(name) });
      await player.play();
      const { overview } = await measured(player);
      const { samples, sampleRateHz } = await decodeAll(fixtureUrl(name));
      expect(overview!.done).to.equal(2048);
      expect(overview!.durationSeconds).to.be.closeTo(samples.length / sampleRateHz, 1e-6);
      if (name === 'vbr-bare.mp3') return;
      const exact = exactBuckets([samples]);
      for (const shape of ['min', 'max', 'rms'] as const) {
        exact[shape].forEach((level, i) => expect(overview![shape][i]).to.be.closeTo(level, 1e-6));
      }
    });
  }

  it('tells the overview as it grows, over both channels', async () => {
    const planes = steps(240);
    const player = await mountPlayer({ src: blobUrl(wavBlob(planes, RATE, 'float32')) });
    const done = watchOverviews(player);
    await player.play();
    const { overview, loudness } = await measured(player);
    expect(done.length).to.be.above(1);
    expect(done).to.deep.equal([...done].sort((a, b) => a - b));
    expect(done[0]).to.be.below(2048);
    for (let bucket = 0; bucket < 2048; bucket += 17) {
      const level = (Math.floor(((bucket + 0.5) / 2048) * 240) + 1) / 241;
      // A bucket of 0.12 s may meet two steps.
      expect(overview!.max[bucket]).to.be.closeTo(level, 1 / 200);
      expect(overview!.min[bucket]).to.be.closeTo(-level, 1 / 200);
      expect(overview!.rms[bucket]).to.be.closeTo(level * Math.sqrt((1 + 0.25) / 4), 1 / 200);
    }
    expect(loudness!.truePeakDbtp).to.be.closeTo(20 * Math.log10(240 / 241), 0.1);
  });

  it('measures the loudness', async () => {
    const wav = sineWav({ frequencyHz: 997, levelDbfs: -23, seconds: 5 });
    const player = await mountPlayer({ src: blobUrl(wav) });
    await player.play();
    const { loudness } = await measured(player);
    expect(loudness!.integratedLufs).to.be.closeTo(-23, 0.1);
    expect(loudness!.truePeakDbtp).to.be.closeTo(-23, 0.2);
  });

  it('reads the tags, and forgets them with the next load', async () => {
    const player = await mountPlayer({ src: fixtureUrl('tagged.mp3') });
    await player.play();
    await until(() => snapshotOf(player).tags.title !== '');
    const { tags } = snapshotOf(player);
    expect(tags).to.include({ title: 'Tone', artist: 'The Generators', trackGainDb: -6.5 });
    expect((await createImageBitmap(await (await fetch(tags.artworkUrl)).blob())).width).to.equal(
      8,
    );
    await measured(player);
    player.src = fixtureUrl('pcm16.wav');
    await next(player, 'loadedmetadata');
    const { overview, loudness, tags: after } = snapshotOf(player);
    expect([overview, loudness, after.title, after.artworkUrl]).to.deep.equal([null, null, '', '']);
    const gone = await fetch(tags.artworkUrl).catch(() => null);
    expect(gone).to.equal(null);
  });

  it('starts nothing before the first play, and nothing with workers="0"', async () => {
    const player = await mountPlayer({ src: fixtureUrl('tagged.mp3') });
    await next(player, 'loadedmetadata');
    // Another one that may, and has: by then this one would have, too.
    const eager = await mountPlayer({ src: fixtureUrl('tagged.mp3'), preload: 'auto' });
    await measured(eager);
    expect(workers()).to.deep.equal([BACKGROUND]);
    expect(snapshotOf(player).tags.title).to.equal('');
    player.workers = 0;
    player.load();
    await player.play();
    await until(() => player.ended);
    expect(workers()).to.deep.equal([BACKGROUND]);
    expect(snapshotOf(player).overview).to.equal(null);
  });

  it('starts with preload="auto"', async () => {
    const player = await mountPlayer({ src: fixtureUrl('tagged.flac'), preload: 'auto' });
    const { overview, tags } = await measured(player);
    expect(player.mode).to.equal('idle');
    expect(overview!.done).to.equal(2048);
    expect(tags.title).to.equal('Tone');
    expect(workers()).to.deep.equal([BACKGROUND]);
  });

  it('reads tags, but decodes nothing, with Save-Data', async () => {
    Object.defineProperty(navigator, 'connection', {
      value: { saveData: true },
      configurable: true,
    });
    try {
      const player = await mountPlayer({ src: fixtureUrl('tagged.mp3') });
      await player.play();
      await until(() => player.ended);
      expect(snapshotOf(player).tags.title).to.equal('Tone');
      expect(snapshotOf(player).overview).to.equal(null);
    } finally {
      Reflect.deleteProperty(navigator, 'connection');
    }
  });

  it('follows the listener through a file that is large, and knows all of it at its end', async () => {
    const seconds = 120;
    const bytes = 44 + 4 * RATE * seconds;
    const player = await mountPlayer({ src: sameOriginMedia(`wav/${bytes}`), volume: '0.05' });
    const ahead: number[] = [];
    let reached = 0;
    engineOf(player).subscribe(() => {
      const { overview, buffered, currentTime } = snapshotOf(player);
      reached = Math.max(reached, currentTime, ...buffered.map(({ end }) => end));
      if (overview !== null) ahead.push((overview.done / 2048) * seconds - reached);
    });
    await player.play();
    await until(() => (snapshotOf(player).overview?.done ?? 0) > 0);
    await until(() => player.currentTime > 1);
    player.currentTime = seconds - 1;
    const { overview } = await measured(player);
    expect(overview!.done).to.equal(2048);
    // What was decoded in one go, and the bucket that it ended in.
    expect(Math.max(...ahead)).to.be.below(1);
  });

  describe('loudness', () => {
    const TONE_DBFS = 20 * Math.log10(0.25);

    it('applies the track’s and the album’s gain, never above the peak', async () => {
      const player = await mountPlayer({ src: fixtureUrl('tagged.flac'), loop: '' });
      await player.play();
      await measured(player);
      expect(player.mode).to.equal(worldMode);
      expect(await toneDbfs(player)).to.be.closeTo(TONE_DBFS, 0.05);
      const flat = player.getFrequencyResponse(Float32Array.of(997));
      player.loudness = 'track';
      expect(await toneDbfs(player)).to.be.closeTo(TONE_DBFS - 6.5, 0.05);
      player.setAttribute('loudness', 'album');
      // +3.25 dB would lift a peak of 0.75 above full scale.
      expect(await toneDbfs(player)).to.be.closeTo(TONE_DBFS - 20 * Math.log10(0.75), 0.05);
      expect(player.getFrequencyResponse(Float32Array.of(997))).to.deep.equal(flat);
      player.loudness = 'off';
      expect(await toneDbfs(player)).to.be.closeTo(TONE_DBFS, 0.05);
    });

    it('applies what was measured where there are no tags', async () => {
      const wav = sineWav({ frequencyHz: 997, levelDbfs: -30, seconds: 5 });
      const player = await mountPlayer({ src: blobUrl(wav), loop: '', loudness: 'track' });
      await player.play();
      await measured(player);
      // -30 dBFS on both sides are -30 LUFS.
      expect(await toneDbfs(player)).to.be.closeTo(-18, 0.1);
    });
  });

  describe('peaks-src', () => {
    const json = (content: unknown): string => blobUrl(new Blob([JSON.stringify(content)]));
    const waveform = {
      version: 2,
      channels: 2,
      sample_rate: RATE,
      samples_per_pixel: RATE / 2,
      bits: 8,
      length: 4,
      data: [-64, 32, -32, 64, 0, 0, 0, 0, -128, 127, 0, 0, 0, 0, -16, 16],
    };

    async function overviewWith(peaks: string) {
      const player = await mountPlayer({ src: fixtureUrl('tagged.flac'), 'peaks-src': peaks });
      await player.play();
      await until(() => snapshotOf(player).overview?.done === 2048);
      return snapshotOf(player);
    }

    it('takes audiowaveform’s JSON, and decodes nothing', async () => {
      const { overview, loudness } = await overviewWith(json(waveform));
      expect(overview!.durationSeconds).to.equal(2);
      expect([overview!.min[0], overview!.max[0]]).to.deep.equal([-0.5, 0.5]);
      expect([overview!.min[600], overview!.max[600]]).to.deep.equal([0, 0]);
      expect([overview!.min[1200], overview!.max[1200]]).to.deep.equal([-1, 127 / 128]);
      expect(overview!.max[2047]).to.equal(0.125);
      expect(loudness).to.equal(null);
      expect(warnings()).to.deep.equal([]);
    });

    for (const [why, attributes] of [
      ['are not to be read', { workers: '0', src: fixtureUrl('tagged.flac') }],
      ['are denied', { src: crossOriginMedia('nocors/test/fixtures/pcm16.wav') }],
    ] as const) {
      it(`takes them for a file whose samples ${why}`, async () => {
        const player = await mountPlayer({ ...attributes, 'peaks-src': json(waveform) });
        await player.play();
        await until(() => snapshotOf(player).overview?.done === 2048);
        expect(snapshotOf(player).overview!.max[0]).to.equal(0.5);
        expect(snapshotOf(player).loudness).to.equal(null);
      });
    }

    it('takes an array of numbers', async () => {
      const { overview } = await overviewWith(json([0.25, 1]));
      expect(overview!.durationSeconds).to.be.closeTo(2, 0.01);
      expect([overview!.min[0], overview!.max[1023]]).to.deep.equal([-0.25, 0.25]);
      expect([overview!.min[1024], overview!.max[2047]]).to.deep.equal([-1, 1]);
    });

    for (const [problem, content] of [
      ['value 1 of the array is 1.5', [0.5, 1.5]],
      ['the array is empty', []],
      ['version is 1, not 2', { ...waveform, version: 1 }],
      ['data has 3 values', { ...waveform, data: [1, 2, 3] }],
      ['bits is 24', { ...waveform, bits: 24 }],
      ['samples_per_pixel is "x"', { ...waveform, samples_per_pixel: 'x' }],
      ['neither an object nor an array', 'peaks'],
    ] as const) {
      it(`warns once and decodes when ${problem}`, async () => {
        const { overview } = await overviewWith(json(content));
        expect(overview!.max[100]).to.be.closeTo(0.25, 0.01);
        expect(warnings()).to.have.length(1);
        expect(warnings()[0]).to.contain(problem);
      });
    }

    it('warns once and decodes when there is no such file', async () => {
      await overviewWith(fixtureUrl('none.json'));
      expect(warnings()).to.have.length(1);
      expect(warnings()[0]).to.contain('answered 404');
    });
  });
});
