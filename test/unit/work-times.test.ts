import { expect } from '@open-wc/testing';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import type { WorkerRole } from '../../src/engine/protocol.ts';
import { WorkTimes } from '../../src/engine/work-times.ts';

const PAGES = LAYOUT.DEFAULT_MEMORY_BYTES / LAYOUT.PAGE_BYTES;
const ROLES: readonly WorkerRole[] = ['dsp', 'fft'];

describe('work times', () => {
  let memory: WebAssembly.Memory;
  beforeEach(() => {
    memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  });

  const times = (id: number, role: WorkerRole): WorkTimes => new WorkTimes(memory, id, ROLES, role);

  it('are zero before the first step', () => {
    expect(times(3, 'dsp').read()).to.deep.equal({
      steps: 0,
      meanTimeUs: 0,
      p99TimeUs: 0,
      soundPerWork: 0,
    });
  });

  it('give the mean, the 99th percentile and the speed', () => {
    const written = times(0, 'fft');
    for (let i = 1; i <= 200; i++) written.add(i / 1000, 0.5);
    const read = times(0, 'fft').read();
    expect(read.steps).to.equal(200);
    expect(read.meanTimeUs).to.be.closeTo(100.5, 0.01);
    expect(read.p99TimeUs).to.be.closeTo(198, 0.01);
    expect(read.soundPerWork).to.be.closeTo(100 / 20_100e-6, 0.5);
  });

  it('are those of the latest 256 steps', () => {
    const written = times(0, 'dsp');
    for (let i = 0; i < 1000; i++) written.add(1000, 0);
    for (let i = 0; i < LAYOUT.TIMES_CAPACITY; i++) written.add(0.002, 0.01);
    expect(written.read()).to.deep.include({ steps: 1000 + LAYOUT.TIMES_CAPACITY });
    expect(written.read().meanTimeUs).to.be.closeTo(2, 0.001);
  });

  it('of one role and worker are nobody else’s, and stay in their region', () => {
    const all = [...Array(LAYOUT.WORKER_COUNT).keys()].flatMap((id) =>
      ROLES.map((role) => times(id, role)),
    );
    all.forEach((own, i) => {
      for (let n = 0; n < 300; n++) own.add(i + 1, 1);
    });
    all.forEach((own, i) => {
      expect(own.read().meanTimeUs).to.be.closeTo((i + 1) * 1000, 1);
    });
    const bytes = new Uint8Array(memory.buffer);
    const end = LAYOUT.WORK_TIMES + all.length * LAYOUT.TIMES_BYTES;
    expect(bytes.subarray(0, LAYOUT.WORK_TIMES).every((byte) => byte === 0)).to.equal(true);
    expect(bytes.subarray(end).every((byte) => byte === 0)).to.equal(true);
  });
});
