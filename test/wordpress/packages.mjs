// The real WordPress of Debian with what it runs on. Installed where that is possible.
import { existsSync } from 'node:fs';
import { canUseApt, installPackages } from '../../scripts/debian-packages.mjs';

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

/** @returns {string | null} why WordPress can't be run here, or null if it can */
export function missingWordpress() {
  if (isThere()) return process.getuid() === 0 ? null : 'It takes root to start Apache and MariaDB';
  if (!canUseApt()) return `It takes Debian's packages ${PACKAGES.join(', ')}, and root`;
  installPackages(PACKAGES);
  return isThere() ? null : `Debian's packages ${PACKAGES.join(', ')} could not be installed`;
}
