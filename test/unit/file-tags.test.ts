import { expect } from '@open-wc/testing';
import { readFileTags } from '../../src/workers/file-tags.ts';
import { readGainTags } from '../../src/workers/gain-tags.ts';
import { MediaFetch } from '../../src/workers/media-fetch.ts';
import { fixtureUrl } from '../support/decoded.ts';
import { sameOriginMedia } from '../support/media.ts';

const open = new Set<MediaFetch>();

function fetchOf(url: string): MediaFetch {
  const fetch = new MediaFetch(url, 'same-origin', {
    arrived: () => undefined,
    stalled: () => undefined,
  });
  open.add(fetch);
  return fetch;
}

describe('tags', () => {
  afterEach(() => {
    for (const fetch of open) fetch.dispose();
    open.clear();
  });

  for (const route of ['cors', 'norange']) {
    for (const format of ['mp3', 'flac', 'm4a', 'opus']) {
      it(`are read from ${format} (${route})`, async () => {
        const tags = await readFileTags(fetchOf(fixtureUrl(`tagged.${format}`, route)));
        expect(tags.title).to.equal('Tone');
        expect(tags.artist).to.equal('The Generators');
        expect(tags.album).to.equal('Ünit Tests');
        expect(tags.track_gain_db).to.equal(-6.5);
        expect(tags.album_gain_db).to.equal(3.25);
        // R128 notes no peaks.
        expect(tags.track_peak).to.equal(format === 'opus' ? null : 0.5);
        expect(tags.album_peak).to.equal(format === 'opus' ? null : 0.75);
        expect(tags.picture?.mime_type).to.equal('image/png');
        const bitmap = await createImageBitmap(new Blob([tags.picture!.bytes]));
        expect([bitmap.width, bitmap.height]).to.deep.equal([8, 8]);
      });
    }
  }

  for (const name of ['pcm16.wav', 'adts.aac', 'vorbis.ogg', 'opus.webm', 'vbr-bare.mp3']) {
    it(`are empty where ${name} has none`, async () => {
      const tags = await readFileTags(fetchOf(fixtureUrl(name)));
      expect([tags.title, tags.artist, tags.album]).to.deep.equal(['', '', '']);
      expect([tags.picture, tags.track_gain_db, tags.track_peak]).to.deep.equal([null, null, null]);
    });
  }

  for (const format of ['mp3', 'm4a', 'opus']) {
    it(`name the chapters of ${format}`, async () => {
      const { chapters } = await readFileTags(fetchOf(fixtureUrl(`chapters.${format}`)));
      expect(chapters).to.deep.equal([
        { start_seconds: 0, title: 'Intro' },
        { start_seconds: 0.25, title: 'The long room' },
        { start_seconds: 1.25, title: 'Wörter' },
      ]);
    });
  }

  it('are empty where there is no audio', async () => {
    const tags = await readFileTags(fetchOf(sameOriginMedia('made/100000')));
    expect(tags.title).to.equal('');
  });
});

describe('gain tags', () => {
  const read = (notes: Record<string, string>, isOpus = false) =>
    readGainTags(new Map(Object.entries(notes)), isOpus);

  it('take a gain with or without its unit', () => {
    expect(read({ replaygain_track_gain: '+2.5 dB' }).trackGainDb).to.equal(2.5);
    expect(read({ replaygain_track_gain: '-0.53' }).trackGainDb).to.equal(-0.53);
  });

  it('convert R128 to the reference of ReplayGain', () => {
    expect(read({ r128_track_gain: '-1280' }).trackGainDb).to.equal(0);
    expect(read({ r128_album_gain: '256' }).albumGainDb).to.equal(6);
  });

  it('prefer R128 in Opus and ReplayGain elsewhere', () => {
    const both = { r128_track_gain: '0', replaygain_track_gain: '1 dB' };
    expect(read(both, true).trackGainDb).to.equal(5);
    expect(read(both).trackGainDb).to.equal(1);
  });

  it('know nothing where a text makes no sense', () => {
    const nonsense = ['', 'loud', '900 dB', 'NaN', '1e9', '3,5 dB'];
    for (const text of nonsense) {
      expect(read({ replaygain_track_gain: text }).trackGainDb, text).to.equal(null);
      expect(read({ r128_track_gain: text }).trackGainDb, text).to.equal(null);
    }
    for (const text of ['0', '-1', 'x', '']) {
      expect(read({ replaygain_track_peak: text }).trackPeak, text).to.equal(null);
    }
  });
});
