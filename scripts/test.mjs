// npm test: every check of the repository. The last line is `N passed, N failed`, and the exit
// code says the same.
//
//   npm test                                        everything
//   npm test -- --only test/both/foo.test.ts        builds, then only this browser test file; may be repeated
//   npm test -- --only test/both/foo.test.ts --no-build
//   npm test -- --only test/isolated/soak.test.ts --soak-seconds 600     (npm run soak)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missingTool } from '../test/model/spin.mjs';
import { missingWordpress } from '../test/wordpress/packages.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

const ROOT = join(import.meta.dirname, '..');
const STEP_LIMIT_MS = 30 * 60_000;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    'soak-seconds': { type: 'string', default: '' },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const temporaryFolder = mkdtempSync(join(tmpdir(), 'rusty-audio-test-'));
const totals = { passed: 0, failed: 0 };

function add(name, { passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
  console.log(`== ${name}: ${passed} passed, ${failed} failed`);
}

/** Runs a command of node_modules/.bin, or npm, with the terminal's output. */
function run(command, args, env = {}) {
  console.log(`\n== ${[command, ...args].join(' ')}`);
  const { status, error, signal } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    timeout: STEP_LIMIT_MS,
    env: { ...process.env, PATH: binPath(), ...env },
  });
  if (error || signal) console.log(`== ${command} ended by ${error?.message ?? signal}`);
  return status === 0;
}

function binPath() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return `${join(ROOT, 'node_modules', '.bin')}${separator}${process.env.PATH}`;
}

/** A check that is one test: it passes if the command does. */
function check(name, command, args) {
  const ok = run(command, args);
  add(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
  return ok;
}

function nodeTests() {
  const folder = join(ROOT, 'test/node');
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.test.mjs'))
    : [];
  if (files.length === 0) return;
  nodeTestFiles(
    'node tests',
    files.map((name) => join('test/node', name)),
  );
}

/** Files of Node's own test runner. */
function nodeTestFiles(name, files) {
  const tapFile = join(temporaryFolder, 'node.tap');
  const ok = run(process.execPath, [
    '--test',
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
  add(name, { passed, failed: failed || (ok && passed > 0 ? 0 : 1) });
}

/** One check; without Spin it is neither passed nor failed. */
function models() {
  const missing = missingTool();
  if (missing === null) check('models', process.execPath, ['test/model/run.mjs']);
  else console.log(`\n== models: skipped. ${missing}`);
}

/** One check; where WordPress can't be had it is neither passed nor failed. */
function wordpress() {
  const missing = missingWordpress();
  if (missing === null) nodeTestFiles('WordPress plugin', ['test/wordpress/run.mjs']);
  else console.log(`\n== WordPress plugin: skipped. ${missing}`);
}

function browserTests() {
  const summaryFile = join(temporaryFolder, 'browser.json');
  const ok = run('web-test-runner', ['--config', 'web-test-runner.config.mjs'], {
    TEST_SUMMARY: summaryFile,
    TEST_ONLY: (options.only ?? []).join(','),
    TEST_SOAK_SECONDS: options['soak-seconds'],
  });
  const pages = existsSync(summaryFile) ? JSON.parse(readFileSync(summaryFile, 'utf8')) : [];
  for (const world of new Set(pages.map((page) => page.world))) {
    const ofWorld = pages.filter((page) => page.world === world);
    const sum = (key) => ofWorld.reduce((total, page) => total + page[key], 0);
    const skipped = sum('skipped');
    if (skipped > 0) console.log(`== browser tests, ${world}: ${skipped} skipped`);
    add(`browser tests, ${world}`, { passed: sum('passed'), failed: sum('failed') });
  }
  const reported = pages.some((page) => page.failed > 0);
  const ranTests = pages.some((page) => page.passed > 0);
  if (!reported && !(ok && ranTests))
    add('browser tests, the run itself', { passed: 0, failed: 1 });
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
  if (options.build && !check('build', 'npm', ['run', 'build'])) return;
  if (options.only === undefined) {
    check('typecheck', 'tsc', ['-p', '.']);
    check('eslint', 'eslint', ['.', '--max-warnings=0']);
    check('prettier', 'prettier', ['--check', '.']);
    nodeTests();
    models();
    wordpress();
  }
  browserTests();
}

try {
  await everything();
} finally {
  rmSync(temporaryFolder, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
