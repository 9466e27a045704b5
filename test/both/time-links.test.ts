import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import {
  mountPlayer,
  next,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';
import { watchTurns } from '../support/turns.ts';

/** 2 s of audio over HTTP: what comes from a blob is not remembered. */
const SHORT = sameOriginMedia('cors/test/fixtures/pcm16.wav');
const KEY = 'time-links-test';
const STORED = `rusty-audio:${KEY}`;

const stored = () => JSON.parse(localStorage.getItem(STORED) ?? '{}') as Record<string, unknown>;

async function mountLoaded(attributes: Readonly<Record<string, string>>): Promise<Player> {
  const player = await mountPlayer(attributes);
  if (player.readyState === 0) await next(player, 'loadedmetadata');
  return player;
}

describe(`places in a track (${worldMode})`, () => {
  afterEach(() => {
    unmountPlayers();
    localStorage.removeItem(STORED);
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('begins and ends where the fragment of its address says', async () => {
    const player = await mountLoaded({ src: `${SHORT}#t=0.5,1` });
    await until(() => player.currentTime === 0.5);
    const times: number[] = [];
    player.addEventListener('timeupdate', () => times.push(player.currentTime));
    const turns = watchTurns();
    await player.play();
    await next(player, 'pause');
    const late = turns.stop();
    expect(player.mode).to.equal(worldMode);
    expect(Math.min(...times)).to.be.at.least(0.5);
    expect(player.currentTime).to.be.within(0.99, 1.1 + late);
    await player.play();
    await until(() => player.currentTime > 1.2);
    expect(player.paused, 'once').to.equal(false);
  });

  it('follows the address of the page: the first player, or the one that is named', async () => {
    history.replaceState(null, '', '#t=0:01');
    const first = await mountLoaded({ src: SHORT });
    const second = await mountLoaded({ src: SHORT, id: 'second' });
    await until(() => first.currentTime === 1);
    expect(second.currentTime).to.equal(0);
    location.hash = '#t=1.5&player=second';
    await until(() => second.currentTime === 1.5);
    expect(first.currentTime).to.equal(1);
  });

  it('names a track of a playlist', async () => {
    history.replaceState(null, '', '#track=2&t=1');
    const player = await mountPlayer({});
    const list = document.createElement('rusty-audio-playlist');
    list.tracks = [`${SHORT}?a`, `${SHORT}?b`];
    player.append(list);
    await until(() => player.readyState > 0 && player.currentTime === 1);
    expect(list.currentIndex).to.equal(1);
  });

  it('remembers volume, equalizer and position, which win at start', async () => {
    const player = await mountLoaded({ src: SHORT, 'storage-key': KEY });
    await player.play();
    player.volume = 0.25;
    player.eqPreset = 'bright';
    player.currentTime = 1;
    await next(player, 'seeked');
    player.pause();
    await until(() => Number(stored()['seconds']) >= 1 && stored()['volume'] === 0.25);
    const { eq } = player;
    player.remove();
    const again = await mountLoaded({
      src: SHORT,
      'storage-key': KEY,
      volume: '0.9',
      eq: '1 1 1 1 1 1 1 1',
    });
    await until(() => again.currentTime >= 1);
    expect(again.volume).to.equal(0.25);
    expect(again.eq).to.deep.equal(eq);
    again.currentTime = 1.85;
    await next(again, 'seeked');
    const ended = next(again, 'ended');
    await again.play();
    await ended;
    await until(() => stored()['seconds'] === 0);
  });

  it('goes on with the track of the list that was played', async () => {
    localStorage.setItem(STORED, JSON.stringify({ track: `${SHORT}?b`, seconds: 1 }));
    const player = await mountPlayer({ 'storage-key': KEY });
    const list = document.createElement('rusty-audio-playlist');
    list.tracks = [`${SHORT}?a`, `${SHORT}?b`];
    player.append(list);
    await until(() => player.readyState > 0 && player.currentTime === 1);
    expect(list.currentIndex).to.equal(1);
  });

  it('works where nothing may be stored, or something else is', async () => {
    localStorage.setItem(STORED, '{"volume": 7, "bands": 3, "seconds": "late", "track": 1}');
    const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const player = await mountLoaded({ src: SHORT, 'storage-key': KEY });
      await player.play();
      player.volume = 0.5;
      await next(player, 'ended');
      expect([player.volume, player.error]).to.deep.equal([0.5, null]);
    } finally {
      Object.defineProperty(Storage.prototype, 'setItem', setItem);
    }
  });
});
