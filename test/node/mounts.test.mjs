// Players that come and go leave nothing; `npm run mounts` does the same at length, and measures.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idlePlayers, mountRounds, untouchedPlayersLeft } from '../support/mounts.mjs';

describe('players that were mounted, played and unmounted', { timeout: 120_000 }, () => {
  for (const isolated of [true, false]) {
    it(`leave nothing on ${isolated ? 'an isolated' : 'a plain'} page`, async () => {
      const { left, atEnd } = await mountRounds({ rounds: 15, warmUp: 0, isolated });
      assert.deepEqual(left, { workers: 0, contexts: 0, canvases: 0 });
      // One pool (and whoever still looks into a file) served all of them.
      assert.ok(atEnd.workers <= 5, `${atEnd.workers} workers`);
    });
  }

  it('are forgotten though nobody touched them', async () => {
    assert.equal(await untouchedPlayersLeft({ players: 10 }), 0);
  });

  it('cost no thread and no audio as long as nobody plays them', async () => {
    const { alive, bytesEach } = await idlePlayers({ players: 20, isolated: true });
    assert.deepEqual([alive.workers, alive.contexts], [0, 0]);
    assert.ok(bytesEach <= 2 ** 20, `${bytesEach} bytes each`);
  });
});
