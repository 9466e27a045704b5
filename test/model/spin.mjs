/**
 * Runs Spin: translates a Promela model into a verifier in C, compiles and runs it, and says what
 * the verifier found. https://spinroot.com
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMPILER = process.env.CC ?? 'cc';
const DEPTH_LIMIT = 1_000_000;
const MEMORY_LIMIT_MB = 4096;
const TIME_LIMIT_MS = 5 * 60_000;

/** What a verifier is told to look for. */
export const SEARCHES = {
  /** Broken assertions and states in which nobody can go on. */
  safety: { compile: ['-DSAFETY', '-DNOCLAIM'], run: [] },
  /** Endless runs that break the model's `ltl` formula although everybody gets his turns. */
  liveness: { compile: ['-DNFAIR=3'], run: ['-a', '-f'] },
};

/** What every model must be free of besides its own properties. */
export const DEADLOCK = 'no_deadlock';

/** @returns {string | null} why models can't be checked here, or null if they can */
export function missingTool() {
  if (spawnSync('spin', ['-V']).error)
    return 'Spin is not installed (Debian and Ubuntu: apt-get install spin)';
  if (spawnSync(COMPILER, ['--version']).error)
    return `Spin needs a C compiler and there is no ${COMPILER}`;
  return null;
}

/**
 * @param {string} source Promela
 * @param {'safety' | 'liveness'} search
 * @param {readonly string[]} defines for the preprocessor, `NAME=number`
 * @param {string} formula name of the `ltl` formula, if liveness is searched
 * @returns {{ broken: string | null, states: number }} the property that was found broken
 * @throws {Error} if the search is incomplete: then nothing was shown
 */
export function verify(source, search, defines, formula) {
  const folder = mkdtempSync(join(tmpdir(), 'rusty-audio-model-'));
  try {
    const { compile, run } = SEARCHES[search];
    writeFileSync(join(folder, 'model.pml'), source);
    execute(folder, 'spin', [...defines.map((define) => `-D${define}`), '-a', 'model.pml']);
    const limits = [`-DMEMLIM=${MEMORY_LIMIT_MB}`, '-DCOLLAPSE'];
    execute(folder, COMPILER, ['-O2', '-w', '-o', 'pan', 'pan.c', ...limits, ...compile]);
    return judge(execute(folder, './pan', [`-m${DEPTH_LIMIT}`, ...run]), formula);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function execute(cwd, command, args) {
  const { status, error, signal, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: TIME_LIMIT_MS,
  });
  const output = `${stdout}${stderr}`;
  if (error || signal || status !== 0 || /^spin: .*Error/m.test(output))
    throw new Error(`${command}: ${error?.message ?? signal ?? output.trim()}`);
  return output;
}

function judge(output, formula) {
  const states = Number(/([\d.e+]+) states, stored/.exec(output)?.[1] ?? 0);
  const [, assertion] = /assertion violated \(?(\w+)/.exec(output) ?? [];
  if (assertion !== undefined) return { broken: assertion, states };
  if (/pan:\d+: invalid end state/.test(output)) return { broken: DEADLOCK, states };
  if (/pan:\d+: acceptance cycle/.test(output)) return { broken: formula, states };
  const complete =
    /errors: 0$/m.test(output) && !/Search not completed|depth too small/.test(output);
  if (!complete) throw new Error(`The search was not completed:\n${output.trim()}`);
  return { broken: null, states };
}
