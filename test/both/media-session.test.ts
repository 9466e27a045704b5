import { expect } from '@open-wc/testing';
import { settle } from '../support/contract.ts';
import { blobUrl, mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

const tone = (frequencyHz: number): string =>
  blobUrl(sineWav({ frequencyHz, levelDbfs: -20, seconds: 60 }));

/** What the page has told the browser, which gives handlers and position to nobody. */
const handlers = new Map<string, MediaSessionActionHandler>();
let position: MediaPositionState | undefined;

describe(`the media session (${worldMode})`, () => {
  const { mediaSession } = navigator;

  before(() => {
    mediaSession.setActionHandler = (action, handler) => {
      if (handler) handlers.set(action, handler);
      else handlers.delete(action);
      MediaSession.prototype.setActionHandler.call(mediaSession, action, handler);
    };
    mediaSession.setPositionState = (state) => {
      MediaSession.prototype.setPositionState.call(mediaSession, state);
      position = state;
    };
  });

  after(() => {
    Reflect.deleteProperty(mediaSession, 'setActionHandler');
    Reflect.deleteProperty(mediaSession, 'setPositionState');
  });

  afterEach(unmountPlayers);

  const press = (action: MediaSessionAction, details = {}): void => {
    handlers.get(action)!({ action, ...details });
  };

  it('shows the player that sounds, and moves it', async () => {
    const player = await mountPlayer({
      src: tone(440),
      'track-title': 'Tidewater Clock',
      artist: 'Marla Ostrander',
      artwork: '/demo/music/cover.jpg',
    });
    expect(mediaSession.metadata).to.equal(null);
    await player.play();
    await until(() => mediaSession.playbackState === 'playing');
    const { title, artist, artwork } = mediaSession.metadata!;
    expect([title, artist]).to.deep.equal(['Tidewater Clock', 'Marla Ostrander']);
    expect(artwork[0]!.src).to.equal(new URL('/demo/music/cover.jpg', location.href).href);
    expect([...handlers.keys()].sort()).to.deep.equal([
      'pause',
      'play',
      'seekbackward',
      'seekforward',
      'seekto',
    ]);
    press('pause');
    await until(() => player.paused && mediaSession.playbackState === 'paused');
    press('seekto', { seekTime: 30 });
    await next(player, 'seeked');
    expect(player.currentTime).to.equal(30);
    expect(position).to.deep.equal({ duration: 60, playbackRate: 1, position: 30 });
    press('seekbackward', { seekOffset: 5 });
    press('seekforward');
    await next(player, 'seeked');
    expect(player.currentTime).to.equal(35);
    press('play');
    await until(() => mediaSession.playbackState === 'playing');
    player.trackTitle = 'Another name';
    await until(() => mediaSession.metadata?.title === 'Another name');
  });

  it('goes to the player that was started last, and ends with it', async () => {
    const first = await mountPlayer({ src: tone(440), 'track-title': 'First' });
    const second = await mountPlayer({ src: tone(550), 'track-title': 'Second' });
    await first.play();
    await until(() => mediaSession.metadata?.title === 'First');
    await second.play();
    await until(() => mediaSession.metadata?.title === 'Second');
    first.trackTitle = 'Not heard';
    first.currentTime = 10;
    await next(first, 'seeked');
    expect(mediaSession.metadata!.title).to.equal('Second');
    second.remove();
    await until(() => mediaSession.metadata === null);
    expect(mediaSession.playbackState).to.equal('none');
    expect([handlers.size, position]).to.deep.equal([0, undefined]);
  });

  it('does not go to a player that has left as soon as it sounded', async () => {
    const player = await mountPlayer({ src: tone(440) });
    position = undefined;
    const left = next(player, 'playing').then(() => {
      player.remove();
    });
    await player.play();
    await left;
    await until(() => player.paused);
    await settle();
    expect([position, handlers.size, mediaSession.playbackState]).to.deep.equal([
      undefined,
      0,
      'none',
    ]);
  });

  it('has previous and next in a playlist', async () => {
    const player = await mountPlayer({});
    const list = document.createElement('rusty-audio-playlist');
    list.tracks = [440, 550].map((hz) => ({ src: tone(hz), title: `${hz} hertz` }));
    player.append(list);
    await until(() => player.readyState > 0);
    await player.play();
    await until(() => handlers.has('nexttrack'));
    press('nexttrack');
    await until(() => mediaSession.metadata?.title === '550 hertz' && !handlers.has('nexttrack'));
    press('previoustrack');
    await until(() => mediaSession.metadata?.title === '440 hertz');
  });
});
