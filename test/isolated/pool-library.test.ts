import { expect } from '@open-wc/testing';
import {
  type Borrower,
  borrowPool,
  type PoolLoan,
  type SoundingPool,
} from '../../src/engine/pool-library.ts';
import { FaultInjection, type FaultyRole } from '../support/faults.ts';
import { until } from '../support/player.ts';

const PLAN = { workers: 2, assets: null };
const SOUNDING: Borrower = { spare: false, letGo: () => Promise.reject(new Error('not spare')) };

describe('a pool on its way from one player to another', () => {
  let context: AudioContext;
  let injection: FaultInjection;

  before(() => {
    injection = new FaultInjection();
  });
  after(() => {
    injection.restore();
  });
  beforeEach(() => {
    context = new AudioContext();
  });
  afterEach(async () => {
    injection.disarm();
    // Pools end with their context.
    await context.close();
  });

  async function arrived({ pool }: PoolLoan): Promise<SoundingPool> {
    const entry = await pool;
    expect(entry).to.not.equal(null);
    return entry!;
  }

  /** One player has a pool and is silent; `leave` is what it does before it lets go. */
  async function lend(leave: (entry: SoundingPool) => Promise<void>): Promise<SoundingPool> {
    const silent: Borrower = { spare: true, letGo: () => leave(entry) };
    const entry = await arrived(borrowPool(context, PLAN, silent));
    return entry;
  }

  it('is handed over whole', async () => {
    const first = await lend(() => Promise.resolve());
    const loan = borrowPool(context, PLAN, SOUNDING);
    expect(await arrived(loan)).to.equal(first);
    loan.giveBack();
  });

  for (const role of ['decode', 'dsp', 'fft'] as const satisfies FaultyRole[]) {
    it(`is ended when its ${role} thread is lost there, and another one comes`, async () => {
      const first = await lend(async ({ pool }) => {
        injection.fireIn(pool.memory, role, 'throw');
        await until(() => pool.fault !== null);
      });
      const loan = borrowPool(context, PLAN, SOUNDING);
      const second = await arrived(loan);
      expect(second.pool).to.not.equal(first.pool);
      expect(second.pool.fault).to.equal(null);
      expect(first.pool.workers.map(({ worker }) => injection.hasEnded(worker))).to.deep.equal([
        true,
        true,
      ]);
      loan.giveBack();
    });
  }
});
