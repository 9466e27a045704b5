import { expect } from '@open-wc/testing';
import { MOST_WEBGL_CONTEXTS } from '../../src/components/display-surface.ts';
import { type Constructions, watchConstructions } from '../support/constructions.ts';
import { tone } from '../support/media-events.ts';
import { mountPlayer, type Player, unmountPlayers, until, worldMode } from '../support/player.ts';

const PLAYERS = 20;

/** Threads of every pool together, when each has two. */
const POOL_THREADS = worldMode === 'threaded' ? 2 : 0;
const TWO_THREADS = { workers: worldMode === 'threaded' ? '2' : '0' };

const mountMany = (count: number, attributes: Readonly<Record<string, string>> = {}) =>
  Promise.all(Array.from({ length: count }, () => mountPlayer({ src: tone(5), ...attributes })));

const advances = async (player: Player): Promise<void> => {
  const { currentTime } = player;
  await until(() => player.currentTime > currentTime + 0.15);
};

describe(`many players on a page (${worldMode})`, () => {
  let made: Constructions;

  beforeEach(() => {
    made = watchConstructions();
  });
  afterEach(() => {
    made.restore();
    unmountPlayers();
  });

  it('play in turn, on one context and one pool, and cost no thread before', async function () {
    this.timeout(60_000);
    const players = await mountMany(PLAYERS, TWO_THREADS);
    expect([made.workers.length, made.contexts.length]).to.deep.equal([0, 0]);
    for (const player of players) {
      await player.play();
      await advances(player);
      expect(player.mode).to.equal(worldMode);
      expect(players.filter(({ paused }) => !paused)).to.deep.equal([player]);
    }
    expect(made.contexts.length).to.be.at.most(1);
    expect(made.poolWorkers.length).to.be.at.most(POOL_THREADS);
  });

  it('all in view at once, take no more WebGL contexts than a page can spare', async () => {
    document.body.style.cssText = 'zoom: 0.05; width: 700px';
    try {
      const players = await mountMany(PLAYERS, { workers: '0' });
      await players[0]!.play();
      const canvases = () =>
        players.map((player) =>
          player
            .shadowRoot!.querySelector('rusty-audio-spectrum')!
            .shadowRoot?.querySelector('canvas'),
        );
      // A display that draws has given its canvas the size it has on the screen.
      await until(() => canvases().every((canvas) => canvas && canvas.width !== 300));
      expect(made.pictures.length).to.equal(MOST_WEBGL_CONTEXTS);
    } finally {
      document.body.removeAttribute('style');
    }
  });

  it('that are started faster than a pool starts share one all the same', async () => {
    const players = await mountMany(PLAYERS, TWO_THREADS);
    const refused = players.slice(0, -1).map((player) => player.play().catch(() => 'refused'));
    const last = players.at(-1)!;
    await last.play();
    await advances(last);
    expect(await Promise.all(refused)).to.deep.equal(Array(PLAYERS - 1).fill('refused'));
    expect(made.poolWorkers.length).to.be.at.most(POOL_THREADS);
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
