// npm run mounts: players come and go, and nothing of them may stay. Prints what was measured and
// fails where a limit is passed.
//
//   npm run mounts                    200 rounds, isolated and plain
//   npm run mounts -- --rounds 50
import { parseArgs } from 'node:util';
import { idlePlayers, mountRounds, slope } from '../support/mounts.mjs';

const BYTES_PER_ROUND = 2048;
const IDLE_BYTES = 2 ** 20;
const IDLE_PLAYERS = 20;
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const rounds = Number(options.rounds);
let failed = false;

function report(name, value, ok) {
  failed ||= !ok;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${value}`);
}

const listed = (counts) =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');

for (const isolated of [true, false]) {
  console.log(`\n${isolated ? 'isolated' : 'plain'} page`);
  const { heap, atEnd, left } = await mountRounds({ rounds, warmUp: 20, isolated, every: 5 });
  const bytes = slope(heap);
  report(
    `heap a round, ${rounds} rounds, below ${BYTES_PER_ROUND} bytes`,
    `${bytes.toFixed(0)} bytes (${(heap.at(0)[1] / 1e6).toFixed(2)} MB at first, ${(heap.at(-1)[1] / 1e6).toFixed(2)} MB at last)`,
    bytes < BYTES_PER_ROUND,
  );
  console.log(`     after the last round: ${listed(atEnd)}`);
  report(
    'left when all was given back',
    listed(left),
    Object.values(left).every((count) => count === 0),
  );
  const idle = await idlePlayers({ players: IDLE_PLAYERS, isolated });
  report(
    `an idle player of ${IDLE_PLAYERS}, at most ${IDLE_BYTES} bytes of heap`,
    `${idle.bytesEach.toFixed(0)} bytes`,
    idle.bytesEach <= IDLE_BYTES,
  );
  report(
    'what idle players hold',
    listed(idle.alive),
    idle.alive.workers === 0 && idle.alive.contexts === 0,
  );
}
process.exitCode = failed ? 1 : 0;
