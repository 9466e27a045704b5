// Finds a Chromium for the tests, or installs one. Run by itself it prints which one it uses.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { canUseApt } from './debian-packages.mjs';

const PATH_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const WINDOWS_PATH_NAMES = ['chrome.exe', 'chromium.exe'];

/** Where installers put Chromium or Chrome when they do not put it on PATH. */
export function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    return ['/Applications', join(env.HOME ?? '', 'Applications')].flatMap((folder) => [
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    ]);
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      ]);
  }
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ];
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function onPath(platform, env) {
  const names = platform === 'win32' ? WINDOWS_PATH_NAMES : PATH_NAMES;
  return (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function runOrThrow(run, command, args) {
  const { status, error } = run(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
}

function installWithPlaywright(run) {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('playwright-core'));
  runOrThrow(run, process.execPath, [join(packageFolder, 'cli.js'), 'install', 'chromium']);
}

/**
 * The path of a Chromium executable: `CHROME_PATH`, else one on PATH or in the usual places, else
 * one that Playwright has downloaded before, else a fresh installation (apt as root on Debian and
 * Ubuntu, Playwright's own download elsewhere). Throws if none of these ends with an executable.
 * The options replace the surroundings, for tests.
 */
export async function ensureChromium({
  env = process.env,
  platform = process.platform,
  uid = process.getuid?.(),
  places = usualPlaces(platform, env),
  downloaded = chromium.executablePath(),
  run = spawnSync,
  log = console.log,
} = {}) {
  const use = (path, how) => {
    log(`chromium: ${path} (${how})`);
    return path;
  };

  if (env.CHROME_PATH) {
    if (isExecutable(env.CHROME_PATH)) return use(env.CHROME_PATH, 'CHROME_PATH');
    throw new Error(`CHROME_PATH is not an executable file: ${env.CHROME_PATH}`);
  }

  const findInstalled = () => [...onPath(platform, env), ...places].find(isExecutable);
  const installed = findInstalled();
  if (installed) return use(installed, 'already installed');
  if (isExecutable(downloaded)) return use(downloaded, 'downloaded by Playwright');

  if (canUseApt(platform, uid)) {
    try {
      runOrThrow(run, 'apt-get', ['update']);
      runOrThrow(run, 'apt-get', ['install', '-y', 'chromium', 'fonts-liberation']);
    } catch (error) {
      log(`chromium: apt-get could not install it (${error.message}), trying Playwright`);
    }
    const fromApt = findInstalled();
    if (fromApt) return use(fromApt, 'installed by apt-get');
  }

  installWithPlaywright(run);
  if (isExecutable(downloaded)) return use(downloaded, 'downloaded by Playwright');
  throw new Error('No Chromium was found or installed. Set CHROME_PATH to an executable.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureChromium();
