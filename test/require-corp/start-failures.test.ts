import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, unmountPlayers, until } from '../support/player.ts';

const MUSIC = sameOriginMedia('cors/test/fixtures/vbr-xing.mp3');

describe('worker files on a page under COEP require-corp', () => {
  afterEach(unmountPlayers);

  it('of their own folder play threaded when they carry the header', async () => {
    const player = await mountPlayer({ src: MUSIC, assets: '/dist' });
    await player.play();
    await until(() => player.currentTime > 0.2);
    expect(player.mode).to.equal('threaded');
  });

  it('step down to fallback when they lack it, and the reason names it', async () => {
    const player = await mountPlayer({ src: MUSIC, assets: sameOriginMedia('nocoep/dist') });
    await player.play();
    await until(() => player.currentTime > 0.2);
    expect(player.mode).to.equal('fallback');
    expect(player.modeReason).to.match(
      /worker\.js is served without.*Cross-Origin-Embedder-Policy/,
    );
  });
});
