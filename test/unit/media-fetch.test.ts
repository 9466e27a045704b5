import { expect } from '@open-wc/testing';
import { MediaFetch } from '../../src/workers/media-fetch.ts';
import { StreamError } from '../../src/workers/stream-error.ts';
import {
  audioFile,
  closeFiles,
  decodeAll,
  FIXTURES,
  fixtureUrl,
  largestDifference,
  samplesFrom,
} from '../support/decoded.ts';
import { sameOriginMedia, seenRequests } from '../support/media.ts';
import { until } from '../support/player.ts';

const NAME = FIXTURES['mp3 (variable rate, Xing header)'];
const silent = { arrived: (): void => undefined, stalled: (): void => undefined };
const unique = (): string => `${performance.now()}-${Math.random()}`;

async function failureOf(step: Promise<unknown>): Promise<unknown> {
  try {
    await step;
  } catch (error) {
    return error;
  }
  throw new Error('it went well');
}

describe('fetching media', () => {
  afterEach(closeFiles);

  const sameAsWhole = async (url: string): Promise<void> => {
    const expected = await decodeAll(fixtureUrl(NAME));
    const { samples } = await decodeAll(url);
    expect(samples.length).to.equal(expected.samples.length);
    expect(largestDifference(samples, expected.samples)).to.equal(0);
  };

  it('survives a 503', () =>
    sameAsWhole(`${fixtureUrl(NAME, 'flaky')}?status=503&times=1&id=${unique()}`));

  it('lets go of an answer that it does not read', async () => {
    const key = unique();
    const query = `status=503&times=1&endless&id=${unique()}&key=${key}`;
    const url = `${fixtureUrl(NAME, 'flaky')}?${query}`;
    const fetcher = new MediaFetch(url, 'same-origin', silent);
    await fetcher.read(0, 1000);
    let refused: boolean | undefined;
    while (refused !== true) refused = (await seenRequests(url, key))[0]?.over;
    fetcher.dispose();
  });

  it('survives connections that drop again and again', () =>
    sameAsWhole(`${fixtureUrl(NAME, 'cut')}?after=9000`));

  for (const icy of ['', '&icy']) {
    it(`goes on with a broadcast that broke${icy && ' as if it were over'}`, async () => {
      const file = new Uint8Array(await (await fetch(fixtureUrl(NAME))).arrayBuffer());
      const query = `bytesPerSecond=200000&breakAfter=60000&deadMs=100&id=${unique()}${icy}`;
      const broadcast = new MediaFetch(
        `${fixtureUrl(NAME, 'broadcast')}?${query}`,
        'same-origin',
        silent,
      );
      const before = await broadcast.read(0, 20_000);
      expect(before).to.deep.equal(file.slice(0, 20_000));
      // Behind what the first connection was sent.
      const after = await broadcast.read(110_000, 114_000);
      broadcast.dispose();
      // Somewhere in the file over and over, and not where a file that begins again would be.
      const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
      const place = (text(file) + text(file)).indexOf(text(after));
      expect(place).to.be.at.least(0);
      expect(place).not.to.equal(110_000 % file.length);
      expect(broadcast.totalBytes).to.equal(null);
    });
  }

  it('reports a status that will not change at once', async () => {
    const error = await failureOf(audioFile(sameOriginMedia('status/404')).open());
    expect(error).to.be.instanceOf(StreamError);
    expect((error as StreamError).failure).to.equal('http');
  });

  it('seeks exactly, back and forth, on a server without ranges', async () => {
    for (const name of [NAME, FIXTURES.opus, FIXTURES['m4a (edit list)'], FIXTURES.flac]) {
      const { samples: whole, sampleRateHz } = await decodeAll(fixtureUrl(name));
      const file = audioFile(fixtureUrl(name, 'norange'));
      await file.open();
      for (const seconds of [1.5, 0.2, 1.1]) {
        const { samples } = await samplesFrom(file, seconds, 2000);
        const frame = Math.round(seconds * sampleRateHz);
        expect(largestDifference(samples, whole.subarray(frame))).to.be.below(2e-6);
      }
    }
  });

  it('reads what left its memory again, also without ranges', async () => {
    const key = unique();
    const bytes = 10 * 2 ** 20;
    const url = sameOriginMedia(`made/${bytes}?ranges=0&key=${key}`);
    const fetcher = new MediaFetch(url, 'same-origin', silent);
    for (const at of [0, bytes - 1000, 3_000_000, 100]) {
      const got = await fetcher.read(at, at + 1000);
      expect([...got]).to.deep.equal(Array.from({ length: 1000 }, (_, i) => madeByte(at + i)));
      const held = fetcher.spans.reduce((sum, [start, end]) => sum + end - start, 0);
      expect(held).to.be.at.most(6.1 * 2 ** 20);
    }
    expect(fetcher.totalBytes).to.equal(bytes);
    fetcher.dispose();
    expect((await seenRequests(url, key)).length).to.be.within(2, 3);
  });

  it('does not run far ahead of its reader', async () => {
    let lastArrival = performance.now();
    const arrived = (): void => {
      lastArrival = performance.now();
    };
    const url = sameOriginMedia(`made/${40 * 2 ** 20}`);
    const fetcher = new MediaFetch(url, 'same-origin', { ...silent, arrived });
    await fetcher.read(0, 1000);
    await until(() => fetcher.spans[0]![1] >= 2 * 2 ** 20);
    await until(() => performance.now() - lastArrival > 500);
    const [[start, end] = [NaN, NaN], ...more] = fetcher.spans;
    expect(more).to.have.length(0);
    expect(start).to.equal(0);
    // What the reader wants ahead, and what the browser hands over in the portions it likes.
    expect(end).to.be.within(2 * 2 ** 20, 8 * 2 ** 20);
    fetcher.dispose();
  });

  it('calls silence a stall and ends it as a network error within ten seconds', async () => {
    let stalls = 0;
    const begun = performance.now();
    const file = audioFile(`${fixtureUrl(NAME, 'stalled')}?after=12000&ranges=0`, () => stalls++);
    await file.open();
    const error = await failureOf(samplesFrom(file, 0));
    expect((error as StreamError).failure).to.equal('network');
    expect(stalls).to.equal(1);
    expect(performance.now() - begun).to.be.within(5000, 11000);
  });

  it('tells what can be played without the network', async () => {
    const url = `${fixtureUrl(NAME, 'stalled')}?after=17000&ranges=0`;
    const file = audioFile(url);
    await file.open();
    const duration = file.durationSeconds;
    await samplesFrom(file, 0, 11025);
    const [[start, end] = [NaN, NaN], ...more] = file.bufferedSeconds(duration);
    expect(more).to.have.length(0);
    expect(start).to.equal(0);
    // 17,000 of 33,600 bytes: what lies behind the last packet that was read is in proportion.
    const error = await failureOf(
      (async () => {
        let reached = 0;
        try {
          for await (const block of file.blocks(0)) reached = block.endSeconds;
        } finally {
          expect(reached).to.be.closeTo(end, 0.4);
        }
      })(),
    );
    expect((error as StreamError).failure).to.equal('network');
    expect(end).to.be.within(1.5, 2.5);
  });
});

const madeByte = (offset: number): number => (offset * 31 + (offset >> 8)) & 255;
