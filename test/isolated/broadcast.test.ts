import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { find, isShown } from '../support/face.ts';
import { FaultInjection } from '../support/faults.ts';
import { recordEvents } from '../support/media-events.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, type Player, unmountPlayers, until } from '../support/player.ts';

const NETWORK = 2;
/** Twice as fast as it is heard. */
const PACE = 'bytesPerSecond=17000';
/** With what is sent at once, 2.5 s of it are heard before the connection breaks. */
const BREAK = 'breakAfter=5000';

/** A broadcast of its own, which breaks once. */
async function mountBroadcast(query: string): Promise<Player> {
  const route = `broadcast/test/fixtures/adts.aac?${PACE}&${BREAK}&id=${performance.now()}`;
  return mountPlayer({ preload: 'none', src: sameOriginMedia(`${route}&${query}`) });
}

describe('a broadcast (threaded)', () => {
  let injection: FaultInjection;

  // Before any pool is made: it reaches no other.
  before(() => {
    injection = new FaultInjection();
  });
  after(() => {
    injection.restore();
  });
  afterEach(unmountPlayers);

  for (const [how, query] of [
    ['breaks', ''],
    ['ends, though broadcasts have no end', '&icy'],
  ] as const) {
    it(`goes on after its connection ${how}`, async () => {
      const player = await mountBroadcast(`deadMs=4500${query}`);
      await player.play();
      expect(player.duration).to.equal(Infinity);
      await next(player, 'waiting');
      const brokenAt = player.currentTime;
      await next(player, 'playing');
      await until(() => player.currentTime > brokenAt + 1);
      expect(player.mode).to.equal('threaded');
      expect(player.error).to.equal(null);
    });
  }

  it('is not left by the keys that seek', async () => {
    const player = await mountBroadcast('deadMs=0');
    await player.play();
    expect(player.seekable.length).to.equal(0);
    const events = recordEvents(player);
    const { currentTime } = player;
    await until(() => isShown(player, 'button', 'Pause'));
    find(player, 'button', 'Pause').focus();
    await sendKeys({ press: 'l' });
    await until(() => player.currentTime > currentTime + 0.3);
    expect(player.currentTime).to.be.below(currentTime + 5);
    expect(events).to.not.include('seeking');
  });

  it('goes on with what is sent by then where its threads were lost', async () => {
    const player = await mountPlayer({
      preload: 'none',
      src: sameOriginMedia(
        `broadcast/test/fixtures/adts.aac?bytesPerSecond=11000&id=${performance.now()}`,
      ),
    });
    await player.play();
    await until(() => player.currentTime > 6);
    const playing = next(player, 'playing');
    injection.fire('decode', 'throw');
    await playing;
    // Not after a silence as long as what was heard before.
    expect(player.currentTime).to.be.below(1);
    await until(() => player.currentTime > 1);
    expect([player.mode, player.error]).to.deep.equal(['threaded', null]);
    expect(player.played.length).to.equal(1);
  });

  it('that does not come back ends in an error of the network', async () => {
    const player = await mountBroadcast('deadMs=600000');
    const failed = next(player, 'error');
    await player.play();
    await failed;
    expect(player.error!.code).to.equal(NETWORK);
    expect(player.mode).to.equal('threaded');
  });
});
