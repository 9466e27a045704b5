import { expect } from '@open-wc/testing';
import type { AudioThreading, AudioThreadingOptions } from '../../src/engine/audio-threading.ts';
import { bandResponseDb } from '../../src/engine/equalizer.ts';
import { FaultInjection, FAULTS } from '../support/faults.ts';
import { goertzelDbfs } from '../support/measure.ts';
import { noise, sine } from '../support/signals.ts';

const BUILT = '/dist/engine.js';

describe('AudioThreading', () => {
  const started: AudioThreading[] = [];

  async function create(): Promise<AudioThreading> {
    const { AudioThreading: Class } = (await import(BUILT)) as {
      AudioThreading: new () => AudioThreading;
    };
    const threading = new Class();
    started.push(threading);
    return threading;
  }

  async function start(options?: AudioThreadingOptions): Promise<AudioThreading> {
    const threading = await create();
    await threading.init(options);
    return threading;
  }

  const floats = (threading: AudioThreading, offset: number, length: number): Float32Array =>
    new Float32Array(threading.memory.buffer, offset, length);

  const rejection = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => new Error('it did not reject'),
      (error: unknown) => error as Error,
    );

  afterEach(async () => {
    for (const threading of started.splice(0)) await threading.shutdown();
  });

  for (const workers of [2, 3, 4, 8]) {
    it(`equalizes and transforms with ${workers} workers`, async () => {
      const threading = await start({ workers });
      const { offset } = threading.userRegion;
      const [tone] = sine({ frequencyHz: 960, levelDbfs: -30, seconds: 0.5, channels: 1 });
      const stereo = Float32Array.from({ length: tone!.length * 2 }, (_, i) => tone![i >> 1]!);
      threading.setEqBand(4, { type: 'peaking', frequency: 960, gain: 9, q: 1.1, enabled: true });
      floats(threading, offset, stereo.length).set(stereo);
      // In order and stateful: the second half continues the first.
      await Promise.all([
        threading.processAudio(offset, offset, stereo.length / 2),
        threading.processAudio(
          offset + stereo.length * 2,
          offset + stereo.length * 2,
          stereo.length / 2,
        ),
      ]);
      const left = floats(threading, offset, stereo.length).filter((_, i) => i % 2 === 0);
      const gain = bandResponseDb(
        { type: 'peaking', frequency: 960, gain: 9, q: 1.1, enabled: true },
        960,
        48000,
      );
      expect(goertzelDbfs(left.slice(4800), 960, 48000)).to.be.closeTo(-30 + gain, 0.05);

      const samples = noise({ seconds: 1024 / 48000, channels: 1 })[0]!;
      floats(threading, offset, 1024).set(samples);
      const result = await threading.computeFft(offset, 1024, offset + 8192);
      expect(result.execution_time_us).to.be.at.least(0);
      const bins = floats(threading, offset + 8192, 1026);
      for (const bin of [0, 1, 77, 512]) {
        let re = 0;
        let im = 0;
        samples.forEach((sample, n) => {
          const angle = (-2 * Math.PI * bin * n) / 1024;
          re += sample * Math.cos(angle);
          im += sample * Math.sin(angle);
        });
        expect(bins[2 * bin]).to.be.closeTo(re, 1e-4);
        expect(bins[2 * bin + 1]).to.be.closeTo(im, 1e-4);
      }
      const stats = threading.getStats();
      expect(stats.workers).to.have.length(workers);
      expect(stats.workers.reduce((sum, { tasks }) => sum + tasks, 0)).to.equal(3);
    });
  }

  it('does more tasks at once than its queue holds, in order', async () => {
    const threading = await start({ workers: 2 });
    const { offset } = threading.userRegion;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 300 }, async () => {
        const { task_id } = await threading.computeFft(offset, 512, offset + 4096);
        order.push(task_id);
      }),
    );
    expect(order).to.have.length(300);
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
  });

  it('refuses what is out of range and leaves memory untouched', async () => {
    const threading = await start();
    const { offset, bytes } = threading.userRegion;
    expect(bytes).to.be.at.least(1024 * 1024);
    const before = new Uint8Array(threading.memory.buffer).slice(offset);
    const end = offset + bytes;
    const calls: [string, () => Promise<unknown>][] = [
      ['inputOffset', () => threading.processAudio(-4, offset, 128)],
      ['inputOffset', () => threading.processAudio(offset + 2, offset, 128)],
      ['inputOffset', () => threading.processAudio(offset - 4, offset, 128)],
      ['outputOffset', () => threading.processAudio(offset, end - 4, 128)],
      ['numSamples', () => threading.processAudio(offset, offset, 127)],
      ['overlap', () => threading.processAudio(offset, offset + 64, 128)],
      ['fftSize', () => threading.computeFft(offset, 1000 as 1024, offset)],
      ['audioOffset', () => threading.computeFft(end, 1024, offset)],
      ['outputOffset', () => threading.computeFft(offset, 16384, end - 65536)],
    ];
    for (const [name, call] of calls) {
      const error = await rejection(call());
      expect(error, name).to.be.instanceOf(RangeError);
      expect(error.message).to.contain(name);
    }
    expect(new Uint8Array(threading.memory.buffer).slice(offset)).to.deep.equal(before);
    expect(await rejection((await create()).init({ workers: 9 }))).to.be.instanceOf(RangeError);
    expect(await rejection((await create()).init({ memoryBytes: 1 }))).to.be.instanceOf(RangeError);
  });

  it('rejects calls before init and after shutdown', async () => {
    const threading = await create();
    expect((await rejection(threading.computeFft(0, 512, 0))).name).to.equal('InvalidStateError');
    await threading.init();
    const { offset } = threading.userRegion;
    const last = rejection(threading.computeFft(offset, 512, offset));
    await threading.shutdown();
    await threading.shutdown();
    expect((await last).message).to.not.equal('');
    expect((await rejection(threading.computeFft(0, 512, 0))).name).to.equal('InvalidStateError');
    expect((await rejection(threading.init())).name).to.equal('InvalidStateError');
  });

  it('takes more memory when asked, in whole pages', async () => {
    const threading = await start({ memoryBytes: 9 * 1024 * 1024 + 1 });
    expect(threading.memory.buffer.byteLength).to.equal(9 * 1024 * 1024 + 65536);
    const { offset, bytes } = threading.userRegion;
    expect(offset + bytes).to.equal(threading.memory.buffer.byteLength);
    const last = offset + bytes - 4096;
    await threading.computeFft(last, 512, last);
  });

  describe('after a lost worker', () => {
    let injection: FaultInjection;

    beforeEach(() => {
      injection = new FaultInjection();
    });
    afterEach(() => {
      injection.restore();
    });

    for (const fault of FAULTS) {
      it(`rejects what was pending and goes on in new memory (${fault})`, async () => {
        const threading = await start({ workers: 2 });
        const band = { type: 'peaking', frequency: 960, gain: -12, q: 1.1, enabled: true } as const;
        threading.setEqBand(4, band);
        const { memory, userRegion } = threading;
        const { offset, bytes } = userRegion;
        const [tone] = sine({ frequencyHz: 960, levelDbfs: -6, seconds: 0.5, channels: 1 });
        const stereo = Float32Array.from({ length: tone!.length * 2 }, (_, i) => tone![i >> 1]!);
        floats(threading, offset, stereo.length).set(stereo);
        const last = floats(threading, offset + bytes - 4, 1);
        last.fill(0.125);

        injection.fireIn(memory, 'dsp', fault);
        const scratch = offset + 1024 * 1024 - 8192;
        let error: Error | null = null;
        while (error === null) {
          error = await threading.computeFft(scratch, 512, scratch).then(
            () => null,
            (reason: unknown) => reason as Error,
          );
        }
        expect(error.name).to.equal('AbortError');
        // A worker that failed between two tasks is noticed by the next one, which waits for the
        // successor and finds the same samples and the same bands there.
        await threading.processAudio(offset, offset, stereo.length);
        expect(threading.memory).to.not.equal(memory);
        expect(threading.userRegion).to.not.equal(userRegion);
        expect(threading.userRegion).to.deep.equal(userRegion);
        expect(floats(threading, offset + bytes - 4, 1)[0]).to.equal(0.125);
        const left = floats(threading, offset, stereo.length).filter((_, i) => i % 2 === 0);
        const gain = bandResponseDb(band, 960, 48000);
        expect(goertzelDbfs(left.slice(4800), 960, 48000)).to.be.closeTo(-6 + gain, 0.05);
        // What the old memory's owner may still do reaches nobody.
        new Float32Array(memory.buffer, offset, 4).fill(9);
        expect(floats(threading, offset, 1)[0]).to.not.equal(9);
      });
    }
  });
});
