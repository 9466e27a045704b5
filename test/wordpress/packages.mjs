// The real WordPress of Debian with what it runs on. Installed where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = [
  ...[
    'wordpress',
    'wordpress-theme-twentytwentyone',
    'mariadb-server',
    'apache2',
    'libapache2-mod-php',
  ],
  ...['php-mysql', 'php-xml', 'php-mbstring', 'php-gd'],
];

/** One file of each part that matters. */
const NEEDED = [
  '/usr/share/wordpress/wp-load.php',
  '/usr/share/wordpress/wp-content/themes/twentytwentyone/style.css',
  '/usr/sbin/mariadbd',
  '/usr/sbin/apache2',
  '/usr/lib/apache2/modules/mod_mpm_prefork.so',
];

const isThere = () => NEEDED.every((path) => existsSync(path));

/** Neither Apache nor MariaDB is to start by itself while it is installed. */
function withoutServices(install) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return install();
  spawnSync('sh', ['-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod +x ${policy}`]);
  try {
    return install();
  } finally {
    spawnSync('rm', ['-f', policy]);
  }
}

/** @returns {string | null} why WordPress can't be run here, or null if it can */
export function missingWordpress() {
  if (isThere()) return process.getuid() === 0 ? null : 'It takes root to start Apache and MariaDB';
  if (
    process.platform !== 'linux' ||
    process.getuid?.() !== 0 ||
    !existsSync('/etc/debian_version')
  ) {
    return `It takes Debian's packages ${PACKAGES.join(', ')}, and root`;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
  withoutServices(
    () => apt('update') && apt('install', '-y', '--no-install-recommends', ...PACKAGES),
  );
  return isThere() ? null : `Debian's packages ${PACKAGES.join(', ')} could not be installed`;
}
