/** The tables of a run, as Markdown. */

const us = (value) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
const ratio = (value) => `${value.toFixed(2)}x`;

/** A target is met when both ratios reach it. */
function verdict({ ratioOfMinima, ratioOfMedians, target }) {
  if (target === undefined) return '';
  const lower = Math.min(ratioOfMinima, ratioOfMedians);
  return lower >= target
    ? `${target}x reached`
    : `${target}x **missed** by ${ratio(target - lower)}`;
}

/** @param {readonly object[]} results what `measure` returned */
export function table(results) {
  const lines = [
    '| row | kernel, µs: min, median | peer | peer, µs: min, median | ratio: min, median | target |',
    '|---|---|---|---|---|---|',
  ];
  for (const { name, kernel, peers = [] } of results) {
    for (const [index, peer] of peers.entries()) {
      const own = index === 0 ? `${name} | ${us(kernel.minimumUs)}, ${us(kernel.medianUs)}` : ' | ';
      const theirs = `${us(peer.minimumUs)}, ${us(peer.medianUs)}`;
      const ratios = `${ratio(peer.ratioOfMinima)}, ${ratio(peer.ratioOfMedians)}`;
      lines.push(`| ${own} | ${peer.name} | ${theirs} | ${ratios} | ${verdict(peer)} |`);
    }
  }
  return [lines.join('\n'), ...figures(results)].join('\n\n');
}

/** Rows that have figures of their own. */
function figures(results) {
  const rows = results.filter((result) => result.figures !== undefined);
  if (rows.length === 0) return [];
  const lines = rows.flatMap((row) =>
    row.figures.map(({ name, unit, count, minimum, median, p99, targets }) => {
      const verdicts = targets.map(({ text, met }) => `${text} ${met ? 'reached' : '**missed**'}`);
      const values = [minimum, median, p99].map(us).join(', ');
      return `| ${row.name}: ${name} | ${values} ${unit} | ${count} | ${verdicts.join('; ')} |`;
    }),
  );
  return [['| row | min, p50, p99 | samples | target |', '|---|---|---|---|', ...lines].join('\n')];
}

/** @param {{ machine: string, date: string, peers: string, notes: string, seed: string, hosts: { versions: string, results: object[] }[] }} run */
export function report({ machine, date, peers, notes, seed, hosts }) {
  const sections = hosts.map(({ versions, results }) => `## ${versions}\n\n${table(results)}\n`);
  return `# Bench results

Written by \`npm run bench\`; run it again on your machine, the ratios are what carries over.

- Machine: ${machine}
- Date: ${date}
- Peers: ${peers}

How to read: times are microseconds for one operation. All contestants of a row run in turn, 60 rounds
of about 4 ms each, in one process, a different one first each round. "min" is the fastest round,
"median" the middle one. A ratio says how many times faster than the peer the kernel is, minimum
against minimum and median against median; a target is reached when both ratios reach it.
The kernels are called through the same functions, in memory laid out as in the player.

${sections.join('\n')}
## The seed's performance table

Medians of the rows above, in Chromium. Frames depend on the machine's graphics and are not judged.

${seed}

${notes}`;
}
