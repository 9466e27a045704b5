// npm run build:wordpress: the plugin with the built player in it, as a folder and as a zip that
// WordPress installs: build/wordpress/rusty-audio-player and build/rusty-audio-player-wordpress.zip.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'integrations/wordpress/rusty-audio-player');
const DIST = join(ROOT, 'dist');

/** What a page loads: the module and whatever it loads on first need. */
const isPlayerFile = (name) => /^rusty-audio-.*\.js$/.test(name) && !name.endsWith('.global.js');

/** @returns {{ folder: string, zip: string }} where they are */
export function buildWordpressPlugin() {
  if (!existsSync(join(DIST, 'rusty-audio-player.js'))) {
    throw new Error('The player has not been built: run npm run build first.');
  }
  const folder = join(ROOT, 'build/wordpress/rusty-audio-player');
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true });
  mkdirSync(join(folder, 'assets'));
  for (const name of readdirSync(DIST).filter(isPlayerFile)) {
    cpSync(join(DIST, name), join(folder, 'assets', name));
  }
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'assets/LICENSE'));
  const files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length - 'rusty-audio-player'.length).replaceAll('\\', '/');
    files[name] = readFileSync(path);
  }
  const zip = join(ROOT, 'build/rusty-audio-player-wordpress.zip');
  writeFileSync(zip, zipSync(files));
  return { folder, zip };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(buildWordpressPlugin().zip);
