// Programs that some checks run beside what npm brings. A check without its program says so and is
// skipped.
import { spawnSync } from 'node:child_process';
import { installPackages } from '../scripts/debian-packages.mjs';

/** Each in Debian's package of the same name: the servers of static/, and the model checker. */
const TOOLS = ['nginx', 'apache2', 'caddy', 'spin'];

export function hasTool(command) {
  return spawnSync('which', [command]).status === 0;
}

/** Installs the missing ones where that is possible. */
export function installTools() {
  const missing = TOOLS.filter((tool) => !hasTool(tool));
  installPackages(...missing.map((tool) => [tool]));
}
