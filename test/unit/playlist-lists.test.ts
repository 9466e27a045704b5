import { expect } from '@open-wc/testing';
import { readTrackData } from '../../src/playlist/json-list.ts';
import { decodeList, readList } from '../../src/playlist/read-list.ts';
import type { TrackList } from '../../src/playlist/track.ts';

const BASE = 'https://host.example/lists/album.m3u8';
const at = (path: string): string => new URL(path, BASE).href;
const read = (text: string): TrackList => readList(text, BASE);
const places = ({ problems }: TrackList): string[] => problems.map(({ place }) => place);

const words = { title: '', artist: '', album: '', artwork: '', durationSeconds: null };

describe('lists of tracks', () => {
  it('reads plain and extended M3U, with its tags', () => {
    const list = read(
      [
        '\uFEFF#EXTM3U',
        '#EXTALB:Slow Instruments',
        '#EXTIMG:cover.jpg',
        '#EXTINF:253 group="a, b" x="1",Marla Ostrander - Tidewater Clock',
        'clock.flac',
        '# a comment',
        '#EXTINF:-1,Radio',
        'http://radio.example/live',
        '',
        'sub dir\\last.mp3',
      ].join('\r\n'),
    );
    const album = { ...words, album: 'Slow Instruments', artwork: at('cover.jpg') };
    expect(list).to.deep.equal({
      problems: [],
      tracks: [
        {
          ...album,
          url: at('clock.flac'),
          title: 'Tidewater Clock',
          artist: 'Marla Ostrander',
          durationSeconds: 253,
        },
        { ...album, url: 'http://radio.example/live', title: 'Radio' },
        { ...album, url: at('sub%20dir/last.mp3') },
      ],
    });
  });

  it('names bad lines of M3U by their number, and keeps the others', () => {
    const list = read('#EXTM3U\n#EXTINF:long\na.mp3\nC:\\Music\\b.mp3\njavascript:alert(1)\nc.mp3');
    expect(places(list)).to.deep.equal(['line 2', 'line 4', 'line 5']);
    expect(list.problems[1]!.reason).to.contain('C:\\Music\\b.mp3');
    expect(list.tracks.map(({ url }) => url)).to.deep.equal([at('a.mp3'), at('c.mp3')]);
  });

  it('does not take the segments of a stream for tracks', () => {
    const list = read('#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nsegment-1.ts');
    expect(list.tracks).to.deep.equal([]);
    expect(list.problems[0]!.reason).to.contain('HLS');
  });

  it('reads PLS in the order of its numbers', () => {
    const list = read(
      '[playlist]\nFile2=b.mp3\nTitle2=Second\nLength2=-1\nFile1=a.mp3\nLength1=61\n' +
        'Title3=Nothing\nwhat is this\nNumberOfEntries=3\nVersion=2\n',
    );
    expect(list.tracks).to.deep.equal([
      { ...words, url: at('a.mp3'), durationSeconds: 61 },
      { ...words, url: at('b.mp3'), title: 'Second' },
    ]);
    expect(places(list)).to.deep.equal(['line 8', 'line 7']);
  });

  it('reads XSPF without a parser of the browser’s', () => {
    const list = read(`<?xml version="1.0" encoding="UTF-8"?>
<playlist version="1" xmlns="http://xspf.org/ns/0/">
  <title>The list</title>
  <trackList>
    <track><location>a.mp3</location><location>other.mp3</location>
      <title>Salt &amp; <![CDATA[<Sand>]]> &#x2713;</title><creator>Me</creator>
      <album>It</album><image>a.jpg</image><duration>61500</duration></track>
    <!-- <track><location>no.mp3</location></track> -->
    <track><title>Nowhere</title></track>
    <track><location/><title>Empty</title></track>
  </trackList>
</playlist>`);
    expect(list.tracks).to.deep.equal([
      {
        url: at('a.mp3'),
        title: 'Salt & <Sand> ✓',
        artist: 'Me',
        album: 'It',
        artwork: at('a.jpg'),
        durationSeconds: 61.5,
      },
    ]);
    expect(places(list)).to.deep.equal(['line 9', 'line 10']);
  });

  it('reads JSON: addresses and objects, an array or {tracks}', () => {
    const list = read('{"tracks": ["a.mp3", {"src": "b.mp3", "title": "B", "duration": 2}, 3]}');
    expect(list.tracks).to.deep.equal([
      { ...words, url: at('a.mp3') },
      { ...words, url: at('b.mp3'), title: 'B', durationSeconds: 2 },
    ]);
    expect(places(list)).to.deep.equal(['entry 3']);
    expect(places(read('[1, 2'))).to.deep.equal(['the list']);
    const wrong = [{ src: 'a', title: 1 }, { src: 'a', duration: -1 }, {}, null];
    expect(readTrackData(wrong, BASE).problems.map(({ reason }) => reason)).to.deep.equal([
      'title is text.',
      'duration is a number of seconds.',
      'A track is an address, or {src, title, artist, album, artwork, duration}.',
      'A track is an address, or {src, title, artist, album, artwork, duration}.',
    ]);
  });

  it('says that a page is no list', () => {
    expect(places(read('<!doctype html><title>Not found</title>'))).to.deep.equal(['line 1']);
  });

  it('decodes UTF-8, and what is none as older lists are written', () => {
    expect(decodeList(new TextEncoder().encode('Größe').buffer)).to.equal('Größe');
    expect(decodeList(Uint8Array.of(0x47, 0x72, 0xf6, 0xdf, 0x65).buffer)).to.equal('Größe');
  });
});
