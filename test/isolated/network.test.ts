import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until } from '../support/player.ts';

const MP3 = 'test/fixtures/vbr-xing.mp3';
const NETWORK = 2;
const SRC_NOT_SUPPORTED = 4;

describe('network faults (threaded)', () => {
  afterEach(unmountPlayers);

  it('reports a stall, then an error of the network', async () => {
    // So much of it that sound begins, and the rest never comes.
    const src = sameOriginMedia(`stalled/${MP3}?after=17000&ranges=0`);
    const player = await mountPlayer({ src });
    const stalled = new Promise((resolve) => player.addEventListener('stalled', resolve));
    const waiting = new Promise((resolve) => player.addEventListener('waiting', resolve));
    const failed = next(player, 'error');
    await player.play();
    expect(player.mode).to.equal('threaded');
    await Promise.all([waiting, stalled]);
    const since = performance.now();
    expect(player.error).to.equal(null);
    await failed;
    expect(performance.now() - since).to.be.below(10_000);
    expect(player.error?.code).to.equal(NETWORK);
    expect(player.error?.message).to.match(/network/);
  });

  it('ends a file of which nothing comes', async () => {
    const player = await mountPlayer({ preload: 'none' });
    player.src = sameOriginMedia(`stalled/${MP3}?after=0`);
    const failed = next(player, 'error');
    void player.play().catch(() => undefined);
    await failed;
    expect(player.error?.code).to.equal(SRC_NOT_SUPPORTED);
  });

  it('plays on through a 503 and dropped connections, to the exact end', async () => {
    const player = await mountPlayer({ src: sameOriginMedia(`cut/${MP3}?after=20000`) });
    await player.play();
    player.currentTime = 3.5;
    await next(player, 'ended');
    expect(player.mode).to.equal('threaded');
    expect(player.duration).to.be.closeTo(4, 1e-9);
    const { buffered } = player;
    expect(buffered.end(buffered.length - 1)).to.be.closeTo(4, 0.01);

    const id = `${performance.now()}`;
    player.src = sameOriginMedia(`flaky/${MP3}?times=1&id=${id}`);
    await player.play();
    await until(() => player.currentTime > 0.2);
    expect(player.mode).to.equal('threaded');
  });

  it('leaves a place that stalls when another one is asked for', async () => {
    const src = sameOriginMedia(`stalled/${MP3}?after=25000&ranges=0`);
    const player = await mountPlayer({ src });
    await player.play();
    player.currentTime = 3.6;
    await new Promise((resolve) => player.addEventListener('stalled', resolve, { once: true }));
    player.currentTime = 0.5;
    // Else the read that stalls would end first, in an error.
    await next(player, 'seeked');
    await until(() => player.currentTime > 0.8);
  });
});
