import { expect } from '@open-wc/testing';
import { nextOf, recordEvents, tone } from '../support/media-events.ts';
import { mountPlayer, next, type Player, unmountPlayers, until } from '../support/player.ts';

describe('media element', () => {
  afterEach(unmountPlayers);

  describe('without a source', () => {
    it('is in the state of an empty <audio>', async () => {
      const player = await mountPlayer();
      const audio = document.createElement('audio');
      const members = [
        ...(['src', 'currentSrc', 'crossOrigin', 'preload', 'autoplay', 'loop', 'muted'] as const),
        ...(['defaultMuted', 'volume', 'playbackRate', 'defaultPlaybackRate', 'paused'] as const),
        ...(['preservesPitch', 'currentTime', 'duration', 'ended', 'seeking', 'error'] as const),
        ...(['readyState', 'networkState', 'NETWORK_EMPTY', 'NETWORK_IDLE'] as const),
        ...(['NETWORK_LOADING', 'NETWORK_NO_SOURCE', 'HAVE_NOTHING', 'HAVE_METADATA'] as const),
        ...(['HAVE_CURRENT_DATA', 'HAVE_FUTURE_DATA', 'HAVE_ENOUGH_DATA'] as const),
      ];
      for (const member of members) {
        expect(player[member], member).to.deep.equal(audio[member]);
      }
      expect(player.buffered.length + player.seekable.length + player.played.length).to.equal(0);
      expect(player.canPlayType('audio/mpeg')).to.equal(audio.canPlayType('audio/mpeg'));
      expect(player.canPlayType('audio/nonsense')).to.equal('');
      expect(player.constructor).to.have.property(
        'HAVE_ENOUGH_DATA',
        HTMLMediaElement.HAVE_ENOUGH_DATA,
      );
    });

    it('has nothing to analyse', async () => {
      const player = await mountPlayer();
      expect(player.mode).to.equal('idle');
      expect(player.outputNode).to.equal(null);
      const data = new Float32Array(1025);
      player.getFrequencyData(data);
      expect(data.every((value) => value === -Infinity)).to.equal(true);
      const read = (out: unknown) => () => {
        player.getFrequencyData(out as Float32Array);
      };
      expect(read(new Float32Array(1024))).to.throw(RangeError, '1025');
      expect(read([])).to.throw(TypeError, 'Float32Array');
    });
  });

  describe('events', () => {
    /** Load, play, pause, seek, play to the end: what any control does. */
    async function useAsAudio(element: Player | HTMLAudioElement): Promise<readonly string[]> {
      const seen = recordEvents(element);
      const ready = nextOf(element, 'canplaythrough');
      element.preload = 'auto';
      element.src = tone(0.6);
      await ready;
      await element.play();
      const paused = nextOf(element, 'pause');
      element.pause();
      await paused;
      const seeked = nextOf(element, 'seeked');
      element.currentTime = 0.4;
      await seeked;
      const volume = nextOf(element, 'volumechange');
      element.volume = 0.5;
      await volume;
      const ended = nextOf(element, 'ended');
      await element.play();
      await ended;
      return seen;
    }

    it('come in the order of <audio>', async () => {
      const expected = await useAsAudio(document.createElement('audio'));
      const seen = await useAsAudio(await mountPlayer());
      expect(seen).to.deep.equal(expected);
    });

    it('of <audio> stay at the element, its own bubble out of shadow roots', async () => {
      const player = await mountPlayer({ src: tone(0.5) });
      const host = document.createElement('div');
      document.body.append(host);
      host.attachShadow({ mode: 'open' }).append(player);
      const seen = recordEvents(host);
      const own: Event[] = [];
      for (const type of ['modechange', 'eqchange']) {
        host.addEventListener(type, (event) => own.push(event));
      }
      await player.play();
      player.setEqBand(0, { gain: 1 });
      await until(() => own.length >= 2);
      expect(seen).to.deep.equal([]);
      expect(own.map(({ type }) => type)).to.have.members(['modechange', 'eqchange']);
      expect(own.every(({ bubbles, composed }) => bubbles && composed)).to.equal(true);
      player.pause();
      host.remove();
    });

    it('tell of the rate', async () => {
      const player = await mountPlayer();
      const seen = recordEvents(player);
      player.defaultPlaybackRate = 2;
      await until(() => seen.includes('ratechange'));
      expect(player.playbackRate).to.equal(1);
      player.load();
      expect(player.playbackRate).to.equal(2);
    });
  });

  describe('states for CSS', () => {
    const statesOf = (player: Player): string[] =>
      [
        'playing',
        'paused',
        'waiting',
        'ended',
        'muted',
        'error',
        'idle',
        'threaded',
        'fallback',
      ].filter((state) => player.matches(`:state(${state})`));

    it('follow what it does', async () => {
      const player = await mountPlayer({ src: tone(0.5) });
      expect(statesOf(player)).to.have.members(['paused', 'idle']);
      const ended = next(player, 'ended');
      await player.play();
      await until(() => !player.matches(':state(waiting)'));
      expect(statesOf(player)).to.have.members(['playing', player.mode]);
      player.muted = true;
      await ended;
      expect(statesOf(player)).to.have.members(['paused', 'ended', 'muted', player.mode]);
      player.src = 'http://[';
      await nextOf(player, 'error');
      expect(statesOf(player)).to.include('error').and.not.include('ended');
    });
  });
});
