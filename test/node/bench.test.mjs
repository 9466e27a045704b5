// The benches run by hand; that they still fit the sources is seen here.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bundle } from '../../bench/bundle.mjs';

const BENCH = join(import.meta.dirname, '../../bench');

describe('the benches', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rusty-audio-bench-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('can be bundled with the sources that they measure', async () => {
    const names = (await readdir(BENCH)).filter((name) => /\.(?:bench|worker)\.mjs$/.test(name));
    assert.ok(names.length >= 8, names.join(', '));
    await bundle(
      [...names, 'host-page.mjs'].map((name) => join(BENCH, name)),
      folder,
    );
    const built = await readdir(folder);
    for (const name of names) assert.ok(built.includes(name), name);
  });
});
