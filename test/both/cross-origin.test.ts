import { expect } from '@open-wc/testing';
import { crossOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';

const FILE = 'demo/music/kite-weather.mp3';

describe(`files of another origin (${worldMode})`, () => {
  afterEach(unmountPlayers);

  for (const preload of ['metadata', 'none'] as const) {
    it(`with CORS play in the best mode (preload ${preload})`, async () => {
      const player = await mountPlayer({ preload, src: crossOriginMedia(`cors/${FILE}`) });
      await player.play();
      expect(player.mode).to.equal(worldMode);
    });

    it(`without CORS are heard, in native mode (preload ${preload})`, async () => {
      const player = await mountPlayer({ preload, src: crossOriginMedia(`nocors/${FILE}`) });
      const modes: string[] = [];
      player.addEventListener('modechange', () => modes.push(player.mode));
      await player.play();
      await until(() => player.currentTime > 0.3);
      expect(player.mode).to.equal('native');
      expect(modes.at(-1)).to.equal('native');
      expect(player.modeReason).to.contain('Access-Control-Allow-Origin');
      expect(player.outputNode).to.equal(null);
      expect(player.audioContext).to.equal(null);
      const data = new Float32Array(1025);
      player.getFrequencyData(data);
      expect(data.every((level) => level === -Infinity)).to.equal(true);
    });
  }

  it('without CORS are an error where the page insists on CORS', async () => {
    const player = await mountPlayer({ crossorigin: 'anonymous' });
    const error = next(player, 'error');
    player.src = crossOriginMedia(`nocors/${FILE}`);
    await error;
    expect(player.error?.code).to.equal(4);
  });
});
