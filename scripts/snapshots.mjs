// npm run snapshots: builds, then compares the pictures of the main stories with those in
// test/snapshots; with `-- --update` keeps them as they are now. Look at them before a commit.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    update: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (options.build) run('npm', ['run', 'build']);
const args = ['--test', '--test-name-pattern=look as they are kept', 'test/node/stories.test.mjs'];
run(process.execPath, args, { SNAPSHOTS_UPDATE: String(options.update) });
