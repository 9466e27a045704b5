import { expect } from '@open-wc/testing';
import { crossOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until } from '../support/player.ts';

const FILE = 'demo/music/kite-weather.mp3';

describe('a page under COEP require-corp', () => {
  afterEach(unmountPlayers);

  it('names the header that a blocked file lacks', async () => {
    const player = await mountPlayer();
    const error = next(player, 'error');
    player.src = crossOriginMedia(`nocors/${FILE}`);
    await error;
    expect(player.error?.message).to.contain('Cross-Origin-Resource-Policy: cross-origin');
    expect(player.error?.message).to.contain('require-corp');
  });

  it('plays a file with CORP in native mode', async () => {
    const player = await mountPlayer({ src: crossOriginMedia(`corp/${FILE}`) });
    await player.play();
    await until(() => player.currentTime > 0.3);
    expect(player.mode).to.equal('native');
  });

  it('plays a file with CORS in threaded mode', async () => {
    const player = await mountPlayer({ src: crossOriginMedia(`cors/${FILE}`) });
    await player.play();
    await until(() => player.currentTime > 0.3);
    expect(player.mode).to.equal('threaded');
  });
});
