// A WordPress site of its own in a temporary folder: MariaDB on a socket only, Apache with mod_php on
// loopback, the plugin installed from its zip. Everything ends with `stop`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULES = '/usr/lib/apache2/modules';
const START_LIMIT_MS = 60_000;
const LOOK_MS = 100;

const PEOPLE = {
  admin: { role: 'administrator', password: 'admin-of-a-test-site' },
  author: { role: 'author', password: 'author-of-a-test-site' },
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

/** Resolves as soon as `look` gives something; the state is asked for, again and again. */
async function until(what, look) {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end)
      throw new Error(`${what} did not start within ${START_LIMIT_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function startDatabase(folder) {
  const data = join(folder, 'database');
  const socketFolder = join(folder, 'socket');
  const socket = join(socketFolder, 'mariadb.sock');
  mkdirSync(socketFolder);
  run('chown', ['mysql', socketFolder]);
  run('mariadb-install-db', [
    '--no-defaults',
    '--user=mysql',
    `--datadir=${data}`,
    '--skip-test-db',
  ]);
  const options = [`--datadir=${data}`, `--socket=${socket}`, '--skip-networking', '--user=mysql'];
  const process = spawn('/usr/sbin/mariadbd', ['--no-defaults', ...options], { stdio: 'ignore' });
  const sql = (text) => spawnSync('mariadb', ['--no-defaults', `--socket=${socket}`, '-e', text]);
  await until('MariaDB', () => sql('SELECT 1').status === 0);
  sql("CREATE DATABASE wordpress; CREATE USER wordpress@localhost IDENTIFIED BY 'wordpress'");
  sql('GRANT ALL ON wordpress.* TO wordpress@localhost');
  return { process, socket };
}

function placeFiles(folder, socket, url) {
  const site = join(folder, 'site');
  cpSync('/usr/share/wordpress', site, {
    recursive: true,
    dereference: true,
    filter: (path) =>
      !path.startsWith('/usr/share/wordpress/wp-content') && !path.endsWith('wp-config.php'),
  });
  const content = join(site, 'wp-content');
  mkdirSync(join(content, 'plugins'), { recursive: true });
  mkdirSync(join(content, 'uploads'));
  const themes = '/usr/share/wordpress/wp-content/themes';
  cpSync(themes, join(content, 'themes'), { recursive: true, dereference: true });
  writeFileSync(
    join(site, 'wp-config.php'),
    `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', 'wordpress' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'WP_HOME', '${url}' );
define( 'WP_SITEURL', '${url}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'FS_METHOD', 'direct' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${join(folder, 'php-errors.log')}' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', $name );
	define( $name . '_SALT', $name );
}
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`,
  );
  return site;
}

/** Runs PHP inside the site, as its web server would. */
function php(site, code) {
  const prefix = `define( 'WP_INSTALLING', ${code.includes('wp_install(') ? 'true' : 'false'} ); $_SERVER['HTTP_HOST'] = 'localhost'; require '${site}/wp-load.php';`;
  return run('php', ['-d', 'display_errors=stderr', '-r', `${prefix} ${code}`]);
}

function install(site, zip) {
  const { admin, author } = PEOPLE;
  php(
    site,
    `require_once ABSPATH . 'wp-admin/includes/upgrade.php'; wp_install( 'Test', 'admin', 'admin@example.org', true, '', '${admin.password}' );`,
  );
  php(
    site,
    `wp_insert_user( array( 'user_login' => 'author', 'user_pass' => '${author.password}', 'role' => '${author.role}', 'user_email' => 'author@example.org' ) );
     switch_theme( 'twentytwentyone' );
     require_once ABSPATH . 'wp-admin/includes/plugin.php'; require_once ABSPATH . 'wp-admin/includes/file.php';
     WP_Filesystem(); $done = unzip_file( '${zip}', WP_PLUGIN_DIR );
     if ( is_wp_error( $done ) ) { fwrite( STDERR, $done->get_error_message() ); exit( 1 ); }
     $done = activate_plugin( 'rusty-audio-player/rusty-audio-player.php' );
     if ( is_wp_error( $done ) ) { fwrite( STDERR, $done->get_error_message() ); exit( 1 ); }`,
  );
}

function apacheConfiguration(folder, site, port) {
  const php = readdirSync(MODULES).find((name) => /^libphp.*\.so$/.test(name));
  const modules = {
    ...{ mpm_prefork_module: 'mod_mpm_prefork.so', authz_core_module: 'mod_authz_core.so' },
    ...{ dir_module: 'mod_dir.so', mime_module: 'mod_mime.so', php_module: php },
  };
  const lines = Object.entries(modules).map(
    ([name, file]) => `LoadModule ${name} ${MODULES}/${file}`,
  );
  return `${lines.join('\n')}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache-errors.log
User www-data
Group www-data
DocumentRoot ${site}
TypesConfig /etc/mime.types
AddType text/javascript .js .mjs
AddType audio/flac .flac
DirectoryIndex index.php
StartServers 2
MaxRequestWorkers 8
<FilesMatch "\\.php$">
  SetHandler application/x-httpd-php
</FilesMatch>
<Directory ${site}>
  Require all granted
</Directory>
`;
}

/**
 * @param {{ zip: string, media: Record<string, string> }} options the plugin; files for the uploads
 *   folder, path by name
 */
export async function startSite({ zip, media }) {
  const folder = mkdtempSync(join(tmpdir(), 'rusty-audio-wordpress-'));
  chmodSync(folder, 0o755);
  const running = [];
  const stop = async () => {
    for (const process of running.reverse()) {
      if (process.exitCode !== null) continue;
      process.kill('SIGTERM');
      await once(process, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${await freePort()}`;
    const database = await startDatabase(folder);
    running.push(database.process);
    const site = placeFiles(folder, database.socket, url);
    install(site, zip);
    const uploads = join(site, 'wp-content/uploads');
    for (const [name, path] of Object.entries(media)) cpSync(path, join(uploads, name));
    run('chown', ['-R', 'www-data:www-data', join(site, 'wp-content')]);
    const configuration = join(folder, 'apache.conf');
    writeFileSync(configuration, apacheConfiguration(folder, site, new URL(url).port));
    const apache = spawn('/usr/sbin/apache2', ['-f', configuration, '-DFOREGROUND'], {
      stdio: 'ignore',
      // It ends by a signal to its whole process group.
      detached: true,
    });
    running.push(apache);
    await until('Apache', () =>
      fetch(url).then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    return {
      url,
      people: PEOPLE,
      uploads: `${url}/wp-content/uploads`,
      php: (code) => php(site, code),
      errorsFile: join(folder, 'php-errors.log'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
