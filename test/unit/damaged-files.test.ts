import { expect } from '@open-wc/testing';
import { damaged, survived } from '../support/damage.ts';
import { closeFiles, decodeAll, FIXTURES, fixtureUrl } from '../support/decoded.ts';

/** Bytes at the start (headers) and at the end (an MP4's index) that stay whole. */
const WHOLE_BYTES: Readonly<Record<string, readonly [number, number]>> = {
  [FIXTURES.flac]: [8400, 0],
  [FIXTURES['m4a (edit list)']]: [64, 4000],
  [FIXTURES['m4a (iTunSMPB)']]: [64, 4000],
  [FIXTURES.vorbis]: [4600, 0],
};
const HEADER_BYTES = 1500;

/** Pages of Vorbis and ADTS frames that are hit in their tables are lost whole. */
const FRAGILE: readonly string[] = [FIXTURES.vorbis, FIXTURES['aac (ADTS)']];

async function decodeBytes(bytes: Uint8Array<ArrayBuffer>): ReturnType<typeof decodeAll> {
  const url = URL.createObjectURL(new Blob([bytes]));
  try {
    return await decodeAll(url);
  } finally {
    closeFiles();
    URL.revokeObjectURL(url);
  }
}

describe('damaged files', () => {
  afterEach(closeFiles);

  for (const [format, name] of Object.entries(FIXTURES)) {
    it(`plays on in ${format} when 1 % of the bytes are broken`, async () => {
      const bytes = new Uint8Array(await (await fetch(fixtureUrl(name))).arrayBuffer());
      const original = await decodeBytes(bytes);
      const [from, tail] = WHOLE_BYTES[name] ?? [HEADER_BYTES, 0];
      for (const spanBytes of FRAGILE.includes(name) ? [300, 64] : [300, 64, 1]) {
        const broken = damaged(bytes, { from, to: bytes.length - tail, spanBytes, seed: 7 });
        const { samples, endSeconds } = await decodeBytes(broken);
        // The last page's own word about the end may be among what is broken.
        const tolerance = FRAGILE.includes(name) ? 1152 : 0;
        expect(samples.length).to.be.closeTo(original.samples.length, tolerance);
        expect(endSeconds).to.be.closeTo(samples.length / original.sampleRateHz, 1e-6);
        const { playing, right } = survived(samples, original.samples, original.sampleRateHz);
        expect(playing, `playing, spans of ${spanBytes}`).to.be.at.least(0.95);
        // Time is right: behind each loss the original goes on in its place.
        if (spanBytes > 1) expect(right, `right, spans of ${spanBytes}`).to.be.at.least(0.7);
        expect(samples.every((sample) => Math.abs(sample) <= 4)).to.equal(true);
      }
    });
  }

  it('keeps time when a stretch in the middle is gone altogether', async () => {
    const bytes = new Uint8Array(await (await fetch(fixtureUrl(FIXTURES.flac))).arrayBuffer());
    const original = await decodeBytes(bytes);
    const cut = new Uint8Array([...bytes.subarray(0, 40000), ...bytes.subarray(46000)]);
    const { samples } = await decodeBytes(cut);
    expect(samples.length).to.equal(original.samples.length);
    const { right } = survived(samples, original.samples, original.sampleRateHz);
    expect(right).to.be.above(0.85);
  });
});
