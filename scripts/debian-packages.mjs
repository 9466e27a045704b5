// Installs Debian's packages for the tests, where that is possible: as root, on Debian or Ubuntu.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Asked by packages before they start what they installed. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** The options replace the surroundings, for tests. */
export function canUseApt(platform = process.platform, uid = process.getuid?.()) {
  return platform === 'linux' && uid === 0 && existsSync('/etc/debian_version');
}

/** No server is to start by itself while it is installed. */
function withoutServices(install) {
  if (existsSync(SERVICE_POLICY)) return install();
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    rmSync(SERVICE_POLICY, { force: true });
  }
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

/**
 * Installs groups of packages, each as a whole or not at all: whoever needs one looks for it then.
 * Does nothing where apt can't be used.
 */
export function installPackages(...groups) {
  if (groups.length === 0 || !canUseApt()) return;
  withoutServices(() => {
    if (!apt('update')) return;
    for (const group of groups) apt('install', '-y', '--no-install-recommends', ...group);
  });
}
