// npm test: every check of the repository. The last line is `N passed, N failed`, and the exit
// code says the same.
//
//   npm test                                        everything
//   npm test -- --only test/both/foo.test.ts        builds, then only this browser test file; may be repeated
//   npm test -- --only test/both/foo.test.ts --no-build
//   npm test -- --world plain                       builds, then the browser tests of this world
//   npm test -- --only test/isolated/soak.test.ts --soak-seconds 600     (npm run soak)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { missingTool } from '../test/model/spin.mjs';
import { installTools } from '../test/tools.mjs';
import { missingWordpress } from '../test/wordpress/packages.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

const ROOT = join(import.meta.dirname, '..');
const STEP_LIMIT_MS = 30 * 60_000;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    world: { type: 'string' },
    'soak-seconds': { type: 'string', default: '' },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const temporaryFolder = mkdtempSync(join(tmpdir(), 'rusty-audio-test-'));
const totals = { passed: 0, failed: 0 };

function add(name, { passed, failed }, seconds) {
  totals.passed += passed;
  totals.failed += failed;
  console.log(`== ${name}: ${passed} passed, ${failed} failed, ${Math.round(seconds)} s`);
}

/**
 * Runs a command of node_modules/.bin, or npm. Its output goes to the terminal at once, or with
 * `aside`, for commands that run beside others, when it has ended.
 */
async function run(command, args, { env = {}, aside = false } = {}) {
  const title = `\n== ${[command, ...args].join(' ')}`;
  if (!aside) console.log(title);
  const startedAt = performance.now();
  const output = aside ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
    timeout: STEP_LIMIT_MS,
    env: { ...process.env, PATH: binPath(), ...env },
  });
  const ending = once(child, 'close').catch((error) => [error.message]);
  const said = aside ? await Promise.all([text(child.stdout), text(child.stderr)]) : [];
  const [status, signal] = await ending;
  if (aside) console.log([title, ...said].join('\n'));
  if (status !== 0) console.log(`== ${command} ended with ${signal ?? status}`);
  return { ok: status === 0, seconds: (performance.now() - startedAt) / 1000 };
}

function binPath() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return `${join(ROOT, 'node_modules', '.bin')}${separator}${process.env.PATH}`;
}

/** A check that is one test: it passes if the command does. */
async function check(name, command, args, options) {
  const { ok, seconds } = await run(command, args, options);
  add(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, seconds);
  return ok;
}

async function nodeTests() {
  const folder = join(ROOT, 'test/node');
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.test.mjs'))
    : [];
  if (files.length === 0) return;
  await nodeTestFiles(
    'node tests',
    files.map((name) => join('test/node', name)),
  );
}

/** Files of Node's own test runner. */
async function nodeTestFiles(name, files) {
  const tapFile = join(temporaryFolder, 'node.tap');
  const { ok, seconds } = await run(process.execPath, [
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tapFile}`,
    ...files,
  ]);
  const tap = existsSync(tapFile) ? readFileSync(tapFile, 'utf8') : '';
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  const passed = count('pass');
  const failed = count('fail') + count('cancelled');
  add(name, { passed, failed: failed || (ok && passed > 0 ? 0 : 1) }, seconds);
}

async function checkSources() {
  await check('eslint', 'eslint', ['.', '--max-warnings=0'], { aside: true });
  await check('prettier', 'prettier', ['--check', '.'], { aside: true });
}

async function checkTypesAndModels() {
  await check('typecheck', 'tsc', ['-p', '.'], { aside: true });
  await models({ aside: true });
}

/** One check; without Spin it is neither passed nor failed. */
async function models(options) {
  const missing = missingTool();
  if (missing === null) await check('models', process.execPath, ['test/model/run.mjs'], options);
  else console.log(`\n== models: skipped. ${missing}`);
}

/** One check; where WordPress can't be had it is neither passed nor failed. */
async function wordpress() {
  const missing = missingWordpress();
  if (missing === null) await nodeTestFiles('WordPress plugin', ['test/wordpress/run.mjs']);
  else console.log(`\n== WordPress plugin: skipped. ${missing}`);
}

async function browserTests() {
  const summaryFile = join(temporaryFolder, 'browser.json');
  const { ok, seconds } = await run('web-test-runner', ['--config', 'web-test-runner.config.mjs'], {
    env: {
      TEST_SUMMARY: summaryFile,
      TEST_ONLY: (options.only ?? []).join(','),
      TEST_WORLD: options.world ?? '',
      TEST_SOAK_SECONDS: options['soak-seconds'],
    },
  });
  const pages = existsSync(summaryFile) ? JSON.parse(readFileSync(summaryFile, 'utf8')) : [];
  for (const world of new Set(pages.map((page) => page.world))) {
    const ofWorld = pages.filter((page) => page.world === world);
    const sum = (key) => ofWorld.reduce((total, page) => total + page[key], 0);
    const skipped = sum('skipped');
    if (skipped > 0) console.log(`== browser tests, ${world}: ${skipped} skipped`);
    const counts = { passed: sum('passed'), failed: sum('failed') };
    add(`browser tests, ${world}`, counts, sum('milliseconds') / 1000);
  }
  const slowest = [...pages].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 12);
  console.log('== the slowest files, seconds:');
  for (const { world, testFile, milliseconds } of slowest) {
    console.log(`  ${Math.round(milliseconds / 1000)} ${world}: ${relative(ROOT, testFile)}`);
  }
  const reported = pages.some((page) => page.failed > 0);
  const ranTests = pages.some((page) => page.passed > 0);
  const brokeOff = !reported && !(ok && ranTests);
  add('browser tests, the run itself', { passed: 0, failed: brokeOff ? 1 : 0 }, seconds);
}

async function everything() {
  try {
    // The test runner and later steps use the same browser.
    process.env.CHROME_PATH = await ensureChromium();
  } catch (error) {
    console.log(error.message);
    add('chromium', { passed: 0, failed: 1 });
    return;
  }
  if (options.build && !(await check('build', 'npm', ['run', 'build']))) return;
  if (options.only === undefined && options.world === undefined) {
    installTools();
    await Promise.all([checkSources(), checkTypesAndModels()]);
    await nodeTests();
    await wordpress();
  }
  // Alone: they listen to real-time audio.
  await browserTests();
}

try {
  await everything();
} finally {
  rmSync(temporaryFolder, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
