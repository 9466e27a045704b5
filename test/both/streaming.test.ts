import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, unmountPlayers, until, worldMode } from '../support/player.ts';

describe(`streaming (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('starts before the file has arrived', async () => {
    // Less than half of it is ever sent.
    const player = await mountPlayer({
      src: sameOriginMedia('stalled/demo/music/kite-weather.m4a?after=400000'),
    });
    await player.play();
    await until(() => player.currentTime > 0.5);
    expect(player.mode).to.equal(worldMode);
    await until(() => player.buffered.length > 0);
    const { buffered } = player;
    expect(buffered.length).to.be.above(0);
    expect(buffered.end(buffered.length - 1)).to.be.below(player.duration * 0.9);
  });
});
