import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ensureChromium } from '../../scripts/ensure-chromium.mjs';

describe('ensureChromium', () => {
  let folder;
  let lines;
  let commands;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ensure-chromium-'));
    lines = [];
    commands = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const make = (name) => {
    const path = join(folder, name);
    writeFileSync(path, '');
    chmodSync(path, 0o755);
    return path;
  };

  /** A machine without any browser; `install` is what its installers do. */
  const machine = ({ install = () => undefined, status = 0, ...rest } = {}) => ({
    env: { PATH: folder },
    platform: 'linux',
    uid: 1000,
    places: [],
    downloaded: join(folder, 'downloaded'),
    log: (line) => lines.push(line),
    run(command, args) {
      commands.push([basename(command), ...args.map((arg) => basename(arg))].join(' '));
      install(command, args);
      return { status };
    },
    ...rest,
  });

  it('takes CHROME_PATH before all others, and says so', async () => {
    make('chromium');
    const path = make('mine');
    const env = { PATH: folder, CHROME_PATH: path };
    assert.equal(await ensureChromium(machine({ env })), path);
    assert.deepEqual(lines, [`chromium: ${path} (CHROME_PATH)`]);
  });

  it('refuses a CHROME_PATH that is no executable file', async () => {
    const env = { PATH: folder, CHROME_PATH: join(folder, 'nothing') };
    await assert.rejects(ensureChromium(machine({ env })), /CHROME_PATH is not an executable/);
  });

  it('finds one on PATH, in the usual places, or downloaded before', async () => {
    const downloaded = make('downloaded');
    assert.equal(await ensureChromium(machine()), downloaded);
    const usual = make('usual');
    assert.equal(await ensureChromium(machine({ places: [usual] })), usual);
    const onPath = make('google-chrome');
    assert.equal(await ensureChromium(machine({ places: [usual] })), onPath);
    assert.deepEqual(commands, []);
  });

  it('lets Playwright download one where apt is not for it', async () => {
    const install = () => make('downloaded');
    assert.equal(await ensureChromium(machine({ install })), join(folder, 'downloaded'));
    assert.deepEqual(commands, [`${basename(process.execPath)} cli.js install chromium`]);
  });

  it('fails if nothing could be installed', async () => {
    await assert.rejects(ensureChromium(machine()), /No Chromium was found or installed/);
    await assert.rejects(ensureChromium(machine({ status: 1 })), /ended with status 1/);
  });
});
