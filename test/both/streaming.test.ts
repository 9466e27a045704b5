import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, unmountPlayers, until, worldMode } from '../support/player.ts';

describe(`streaming (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('starts before the file has arrived', async () => {
    // At this pace it takes 17 s to arrive. Not a file with a cover inside: of those Chromium's
    // own media element wants the whole before it plays.
    const player = await mountPlayer({
      src: sameOriginMedia('throttled/demo/music/kite-weather.ogg?bytesPerSecond=40000'),
    });
    await player.play();
    await until(() => player.currentTime > 0.5);
    expect(player.mode).to.equal(worldMode);
    await until(() => player.buffered.length > 0);
    // The whole piece has 64 seconds. There may be a second range: the file's end tells its length.
    expect(player.buffered.end(0)).to.be.below(50);
  });
});
