import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';

describe(`a seek while the file opens (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('is where it starts', async () => {
    const player = await mountPlayer({
      preload: 'none',
      src: sameOriginMedia('cors/demo/music/kite-weather.mp3'),
    });
    const playing = player.play();
    player.currentTime = 20;
    await Promise.resolve();
    player.currentTime = 30;
    await playing;
    await until(() => player.currentTime > 30.2);
    expect(player.currentTime).to.be.below(32);
    expect(player.duration).to.be.closeTo(64, 0.1);
  });

  it('does not hide that the file is missing', async () => {
    const player = await mountPlayer({ preload: 'none' });
    const error = next(player, 'error');
    player.src = sameOriginMedia('status/404');
    const outcome = player.play().then(
      () => 'played',
      (reason: unknown) => (reason as DOMException).name,
    );
    player.currentTime = 5;
    await error;
    expect(player.error?.code).to.equal(4);
    expect(await outcome).to.equal('NotSupportedError');
  });
});
