import { expect } from '@open-wc/testing';
import { DEFAULT_BANDS } from '../../src/engine/equalizer.ts';
import { recordEvents, tone } from '../support/media-events.ts';
import { mountPlayer, next, type Player, unmountPlayers, until } from '../support/player.ts';
import { collectWarnings } from '../support/warnings.ts';

declare global {
  interface HTMLElementTagNameMap {
    'early-attributes': Player;
    'early-player': Player;
  }
}

const ROUGH_SECONDS = 0.15;

/** The class of the player, for a name of the test's own. */
function playerClass(): CustomElementConstructor {
  const registered = customElements.get('rusty-audio-player');
  if (!registered) throw new Error('The player is not registered.');
  return registered;
}

describe('attributes', () => {
  const warnings = collectWarnings();
  afterEach(unmountPlayers);

  it('apply live', async () => {
    const player = await mountPlayer({ volume: '0.25', muted: '', loop: '', 'fft-size': '512' });
    expect(player.volume).to.equal(0.25);
    expect(player.muted).to.equal(true);
    expect(player.fftSize).to.equal(512);
    player.setAttribute('volume', '0.75');
    player.removeAttribute('muted');
    player.setAttribute('fft-size', '8192');
    player.setAttribute('smoothing', '0');
    player.setAttribute('theme', 'dark');
    player.setAttribute('eq', '3 2 0 0 -1 0 2 4');
    player.setAttribute('eq-preset', 'warm');
    player.setAttribute('eq-bypass', '');
    expect(player.volume).to.equal(0.75);
    expect(player.muted).to.equal(false);
    expect(player.fftSize).to.equal(8192);
    expect(player.smoothing).to.equal(0);
    expect(player.theme).to.equal('dark');
    expect(player.eq, 'eq wins').to.deep.equal([3, 2, 0, 0, -1, 0, 2, 4]);
    expect(player.eqBypass).to.equal(true);
    player.removeAttribute('eq');
    expect(player.eqPreset).to.equal('warm');
    player.removeAttribute('volume');
    expect(player.volume).to.equal(1);
  });

  it('say no with "false", as frameworks write it', async () => {
    const no = 'false';
    const player = await mountPlayer({ 'eq-bypass': no, loop: no, muted: no, autoplay: no });
    expect([player.eqBypass, player.loop, player.muted, player.autoplay]).to.deep.equal(
      Array(4).fill(false),
    );
    player.loop = true;
    expect(player.getAttribute('loop')).to.equal('');
  });

  it('reflect the properties that <audio> reflects, and no others', async () => {
    const player = await mountPlayer();
    Object.assign(player, { preload: 'none', loop: true, autoplay: true, crossOrigin: '' });
    Object.assign(player, { defaultMuted: true, src: 'a/../?song' });
    Object.assign(player, { volume: 0.5, theme: 'dark', fftSize: 512, eqBypass: true });
    Object.assign(player, { visualizer: 'none', trackTitle: 'T', eqPreset: 'warm' });
    expect(player.getAttributeNames().sort()).to.deep.equal([
      'autoplay',
      'crossorigin',
      'loop',
      'muted',
      'preload',
      'src',
    ]);
    expect(player.crossOrigin).to.equal('anonymous');
    expect(player.src).to.equal(new URL('?song', document.baseURI).href);
    player.crossOrigin = null;
    player.loop = false;
    expect(player.hasAttribute('crossorigin') || player.hasAttribute('loop')).to.equal(false);
  });

  const NONSENSE = {
    volume: 'loud',
    preload: 'maybe',
    crossorigin: 'yes',
    visualizer: 'fire',
    'fft-size': '1000',
    'frequency-scale': 'cubic',
    'min-decibels': 'low',
    'max-decibels': 'high',
    smoothing: '7',
    eq: '1 2 x',
    'eq-preset': 'loudest',
    'eq-bypass': 'perhaps',
    workers: '99',
    layout: 'tiny',
    theme: 'blue',
    lang: 'the king’s english',
    assets: 'http://[',
  } as const;

  it('with nonsense warn once each, keep their default and leave the playback alone', async () => {
    const player = await mountPlayer({ src: tone(5) });
    await player.play();
    const { mode } = player;
    // It may still be due from the start, and is no sign of a disturbance.
    await until(() => player.currentTime > ROUGH_SECONDS);
    const seen = recordEvents(player);
    for (const round of [1, 2]) {
      for (const [name, text] of Object.entries(NONSENSE)) {
        player.setAttribute(name, text);
        if (round === 1) player.setAttribute(name, text);
      }
      await player.updateComplete;
    }
    for (const [name, text] of Object.entries(NONSENSE)) {
      const told = warnings().filter((line) => line.includes(`${name}="${text}"`));
      expect(told, name).to.have.length(1);
      expect(told[0]).to.include('Allowed is ');
    }
    expect(warnings()).to.have.length(Object.keys(NONSENSE).length);

    expect(player.volume).to.equal(1);
    expect(player.preload).to.equal('metadata');
    expect(player.crossOrigin).to.equal(null);
    expect(player.visualizer).to.equal('bars');
    expect(player.fftSize).to.equal(2048);
    expect(player.frequencyScale).to.equal('log');
    expect([player.minDecibels, player.maxDecibels]).to.deep.equal([-90, 0]);
    expect(player.smoothing).to.equal(0.7);
    expect(player.eqPreset).to.equal('flat');
    expect(player.eqBypass).to.equal(false);
    expect(player.workers).to.equal('auto');
    expect(player.layout).to.equal('full');
    expect(player.theme).to.equal('auto');
    expect(player.assets).to.equal(null);

    const { currentTime } = player;
    await until(() => player.currentTime > currentTime + ROUGH_SECONDS);
    expect(player.paused).to.equal(false);
    expect(player.mode).to.equal(mode);
    expect(seen).to.deep.equal([]);
  });

  it('that contradict each other warn too', async () => {
    const player = await mountPlayer({ 'min-decibels': '-20', 'max-decibels': '-40' });
    expect(warnings()).to.have.length(1);
    expect(warnings()[0]).to.include('min-decibels="-20"').and.include('-40');
    expect([player.minDecibels, player.maxDecibels]).to.deep.equal([-90, 0]);
    player.setAttribute('min-decibels', '-60');
    expect([player.minDecibels, player.maxDecibels]).to.deep.equal([-60, -40]);
  });
});

describe('properties', () => {
  const warnings = collectWarnings();
  afterEach(unmountPlayers);

  it('of <audio> throw what <audio> throws', async () => {
    const player = await mountPlayer();
    const audio = document.createElement('audio');
    const bad = [
      ['volume', 1.1],
      ['volume', -0.1],
      ['volume', NaN],
      ['volume', 'loud'],
      ['volume', Infinity],
      ['currentTime', NaN],
      ['currentTime', 'soon'],
      ['playbackRate', Infinity],
      ['playbackRate', 100],
      ['playbackRate', -1],
    ] as const;
    const thrownBy = (target: object, name: string, value: unknown): unknown => {
      try {
        Reflect.set(target, name, value);
      } catch (error) {
        return error;
      }
      return undefined;
    };
    for (const [name, value] of bad) {
      const expected = thrownBy(audio, name, value) as DOMException | TypeError;
      const thrown = thrownBy(player, name, value) as DOMException | TypeError;
      expect(thrown, `${name} = ${value}`).to.have.property('name', expected.name);
      expect(thrown.message).to.include(name);
    }
    expect(player.volume).to.equal(1);
    expect(player.playbackRate).to.equal(1);
  });

  it('of its own throw a RangeError or a TypeError, and change nothing', async () => {
    const player = await mountPlayer();
    expect(() => (player.fftSize = 1000)).to.throw(RangeError, '16384');
    expect(() => (player.smoothing = 1)).to.throw(RangeError, 'below 1');
    expect(() => (player.minDecibels = 10)).to.throw(RangeError, 'maxDecibels');
    expect(() => (player.eqPreamp = 99)).to.throw(RangeError, 'auto');
    expect(() => (player.eqPreset = 'loudest' as 'flat')).to.throw(RangeError, 'bass-boost');
    expect(() => (player.visualizer = 'fire' as 'line')).to.throw(RangeError, 'bars');
    expect(() => (player.eqBypass = 7 as unknown as boolean)).to.throw(TypeError);
    const setBand = (index: number, gain: number) => () => {
      player.setEqBand(index, { gain });
    };
    expect(setBand(8, 1)).to.throw(RangeError, '7');
    expect(setBand(0, 25)).to.throw(RangeError, '24');
    const bands = player.eqBands.map((band) => ({ ...band, gain: 6 }));
    expect(() => (player.eqBands = bands.with(7, { ...bands[7]!, q: 0 }))).to.throw(RangeError);
    expect(() => (player.eqBands = bands.slice(1))).to.throw(RangeError, '8');
    expect(() => (player.eqBands = 'flat' as unknown as typeof bands)).to.throw(TypeError);
    expect(player.eqPreset, 'untouched').to.equal('flat');
    player.eqBands = bands;
    expect(player.eq).to.deep.equal(Array(8).fill(6));
    expect(player.eqPreset, 'of nobody').to.equal('');
    expect(Object.isFrozen(player.eqBands[0])).to.equal(true);
  });

  it('take the text that frameworks set, where it is clear', async () => {
    const player = await mountPlayer();
    Object.assign(player, { fftSize: '4096', volume: '0.5', muted: 'false', eqBypass: 'false' });
    Object.assign(player, { eq: '1 2 3 4 5 6 7 8', workers: '4', eqPreamp: '-3' });
    expect([player.fftSize, player.volume, player.muted, player.eqBypass]).to.deep.equal([
      4096,
      0.5,
      false,
      false,
    ]);
    expect(player.eq).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([player.workers, player.eqPreamp]).to.deep.equal([4, -3]);
  });

  it('that are objects take JSON, and seconds text', async () => {
    const player = await mountPlayer();
    const bands = player.eqBands.map((band, index) => ({ ...band, gain: index }));
    Object.assign(player, { eqBands: JSON.stringify(bands) });
    expect(player.eqBands).to.deep.equal(bands);
    Object.assign(player, { loopSection: '{ "startSeconds": 1, "endSeconds": 2.5 }' });
    expect(player.loopSection).to.deep.equal({ startSeconds: 1, endSeconds: 2.5 });
    Object.assign(player, { sleepTimer: '60' });
    expect(player.sleepTimer).to.be.closeTo(60, 1);
    const set = (name: string, text: string) => () => {
      Object.assign(player, { [name]: text });
    };
    expect(set('eqBands', '[object Object]')).to.throw(TypeError, 'JSON');
    expect(set('loopSection', '7')).to.throw(TypeError, 'startSeconds');
    expect(set('sleepTimer', 'soon')).to.throw(RangeError, 'seconds');
    expect(player.eqBands, 'untouched').to.deep.equal(bands);
    Object.assign(player, { loopSection: undefined, sleepTimer: undefined, eqBands: undefined });
    expect([player.loopSection, player.sleepTimer, player.eqPreset]).to.deep.equal([
      null,
      null,
      'flat',
    ]);
  });

  it('written as attributes before the element was defined are taken over', async () => {
    await mountPlayer();
    const early = document.createElement('early-attributes');
    early.setAttribute('eqBands', JSON.stringify(DEFAULT_BANDS.map((b) => ({ ...b, gain: 3 }))));
    early.setAttribute('trackTitle', 'A title');
    early.setAttribute('loopSection', '[object Object]');
    early.setAttribute('exclusive', 'false');
    early.setAttribute('render', 'no property that is set');
    document.body.append(early);
    customElements.define('early-attributes', class extends playerClass() {});
    expect([early.trackTitle, early.exclusive]).to.deep.equal(['A title', false]);
    expect(early.eq).to.deep.equal(Array(8).fill(3));
    expect(warnings()).to.have.length(1);
    expect(warnings()[0]).to.include('loopSection').and.include('JSON');
    early.remove();
  });

  it('set before the element was defined are taken over', async () => {
    await mountPlayer();
    const early = document.createElement('early-player');
    Object.assign(early, { volume: 0.25, src: tone(0.5), fftSize: 512, theme: 'dark' });
    Object.assign(early, { smoothing: 'much', eqPreset: 'warm', paused: 'odd' });
    early.setAttribute('volume', '0.9');
    document.body.append(early);
    customElements.define('early-player', class extends playerClass() {});
    expect(Object.keys(early)).to.not.include.members(['volume', 'src', 'fftSize']);
    expect([early.volume, early.fftSize, early.theme]).to.deep.equal([0.25, 512, 'dark']);
    expect([early.eqPreset, early.paused]).to.deep.equal(['warm', true]);
    expect(early.smoothing, 'the default').to.equal(0.7);
    expect(warnings()).to.have.length(1);
    expect(warnings()[0]).to.include('smoothing').and.include('much');
    if (early.readyState === early.HAVE_NOTHING) await next(early, 'loadedmetadata');
    expect(early.duration).to.be.closeTo(0.5, 0.01);
    early.remove();
  });
});
