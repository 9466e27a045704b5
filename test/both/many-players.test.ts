import { expect } from '@open-wc/testing';
import { tone } from '../support/media-events.ts';
import { mountPlayer, type Player, unmountPlayers, until, worldMode } from '../support/player.ts';

const PLAYERS = 20;

/** Counts how often a constructor of the page is called, until `restore`. */
function countConstructions(name: 'Worker' | 'AudioContext') {
  const original = globalThis[name];
  let count = 0;
  globalThis[name] = new Proxy(original as typeof Worker & typeof AudioContext, {
    construct(target, args: ConstructorParameters<typeof Worker>) {
      count += 1;
      return Reflect.construct(target, args) as object;
    },
  });
  return {
    get count(): number {
      return count;
    },
    restore(): void {
      globalThis[name] = original as typeof Worker & typeof AudioContext;
    },
  };
}

const mountMany = (count: number, attributes: Readonly<Record<string, string>> = {}) =>
  Promise.all(Array.from({ length: count }, () => mountPlayer({ src: tone(5), ...attributes })));

const advances = async (player: Player): Promise<void> => {
  const { currentTime } = player;
  await until(() => player.currentTime > currentTime + 0.15);
};

describe(`many players on a page (${worldMode})`, () => {
  let workers: ReturnType<typeof countConstructions>;
  let contexts: ReturnType<typeof countConstructions>;

  beforeEach(() => {
    workers = countConstructions('Worker');
    contexts = countConstructions('AudioContext');
  });
  afterEach(() => {
    workers.restore();
    contexts.restore();
    unmountPlayers();
  });

  it('play in turn, on one context, and cost no thread before', async function () {
    this.timeout(60_000);
    const players = await mountMany(PLAYERS, { workers: worldMode === 'threaded' ? '2' : '0' });
    expect([workers.count, contexts.count]).to.deep.equal([0, 0]);
    for (const player of players) {
      await player.play();
      await advances(player);
      expect(player.mode).to.equal(worldMode);
      expect(players.filter(({ paused }) => !paused)).to.deep.equal([player]);
    }
    expect(contexts.count).to.be.at.most(1);
  });

  it('exclusive="false" play at once', async () => {
    const players = await mountMany(3, { exclusive: 'false' });
    await Promise.all(players.map((player) => player.play()));
    await Promise.all(players.map(advances));
    expect(players.map(({ paused, mode }) => [paused, mode])).to.deep.equal(
      Array(3).fill([false, worldMode]),
    );
  });

  it('the last one that is started plays, and leaves those that are not exclusive alone', async () => {
    const [free, first, second] = await mountMany(3);
    free!.exclusive = false;
    await free!.play();
    first!.play().catch(() => undefined);
    await second!.play();
    expect([free!.paused, first!.paused, second!.paused]).to.deep.equal([false, true, false]);
    first!.pause();
    first!.exclusive = false;
    await first!.play();
    expect(second!.paused).to.equal(false);
  });
});
