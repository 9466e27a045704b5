// Browser tests in several worlds (test/support/worlds.mjs), one world at a time and few pages: the
// tests listen to real-time audio, which other busy pages would disturb.
//
// Environment: TEST_ONLY are test files, parted by commas, which run in every world that has them;
// TEST_WORLD is the one world in which tests run; TEST_SUMMARY is a file to which the counts are
// written as JSON; TEST_SOAK_SECONDS is how long the soak test plays.
import { createServer } from 'node:net';
import { relative, resolve } from 'node:path';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { ensureChromium } from './scripts/ensure-chromium.mjs';
import { commonjsPlugin } from './test/support/commonjs-plugin.mjs';
import { createMediaHandler, startMediaServer } from './test/support/media-server.mjs';
import { summaryReporter } from './test/support/summary-reporter.mjs';
import { typescriptPlugin } from './test/support/typescript-plugin.mjs';
import { watPlugin } from './test/support/wat-plugin.mjs';
import { WORLDS, testFilesOf, userAgentOf, worldHeaders } from './test/support/worlds.mjs';

const ROOT = import.meta.dirname;
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
const SOAK_SECONDS = Number(process.env.TEST_SOAK_SECONDS || 20);
/** The longest that all tests of a page may take beside the soak. */
const PAGE_LIMIT_MS = 120_000;

const executablePath = await ensureChromium();
const mediaServer = await startMediaServer({ root: ROOT });
const mediaHandler = createMediaHandler({ root: ROOT, prefix: '/media' });

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Each world has a browser process of its own. */
function chromiumFor(world) {
  return playwrightLauncher({
    product: 'chromium',
    concurrency: world.pages,
    launchOptions: {
      executablePath,
      args: CHROMIUM_FLAGS,
      ignoreDefaultArgs: ['--mute-audio'],
    },
    createBrowserContext: ({ browser }) =>
      browser.newContext({ userAgent: userAgentOf(world, browser.version()) }),
  });
}

function groups() {
  const only = (process.env.TEST_ONLY ?? '').split(',').filter(Boolean);
  const wanted = new Set(only.map((file) => relative(ROOT, resolve(file))));
  const wantedWorld = process.env.TEST_WORLD;
  return WORLDS.filter(({ name }) => !wantedWorld || name === wantedWorld)
    .map((world) => ({
      name: world.name,
      files: testFilesOf(world, ROOT).filter((file) => wanted.size === 0 || wanted.has(file)),
      browsers: [chromiumFor(world)],
    }))
    .filter((group) => group.files.length > 0);
}

/** Media below /media/ on the test origin. */
async function mediaMiddleware(context, next) {
  if (!context.path.startsWith('/media/')) return next();
  context.respond = false;
  mediaHandler(context.req, context.res);
}

/** Sources look for the built workers beside themselves; the built files are in dist. */
async function builtFilesMiddleware(context, next) {
  const built = /^\/src\/(?:\w+\/)*(rusty-audio-[\w-]+\.js)$/.exec(context.path);
  if (built) context.url = `/dist/${built[1]}`;
  return next();
}

export default {
  rootDir: ROOT,
  hostname: '127.0.0.1',
  port: await freePort(),
  groups: groups(),
  concurrency: 1,
  concurrentBrowsers: 1,
  testsStartTimeout: 30_000,
  testsFinishTimeout: PAGE_LIMIT_MS + SOAK_SECONDS * 1000,
  nodeResolve: { exportConditions: ['browser', 'development'], extensions: ['.mjs', '.js', '.ts'] },
  middleware: [worldHeaders, mediaMiddleware, builtFilesMiddleware],
  plugins: [
    {
      name: 'mediabunny-bundle',
      // Its modules import what only Node has; a bundler drops that by package.json's `browser`.
      resolveImport: ({ source }) =>
        source === 'mediabunny'
          ? '/node_modules/mediabunny/dist/bundles/mediabunny.mjs'
          : undefined,
    },
    typescriptPlugin(),
    watPlugin(),
    commonjsPlugin([/\/node_modules\/fft\.js\//]),
    { name: 'media-server', serverStop: () => mediaServer.close() },
  ],
  testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Test</title>
    <link rel="icon" href="data:," />
    <script>
      globalThis.TEST_MEDIA_ORIGIN = ${JSON.stringify(mediaServer.origin)};
      globalThis.TEST_SOAK_SECONDS = ${SOAK_SECONDS};
    </script>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [
    defaultReporter({ reportTestProgress: false, reportTestResults: true }),
    ...(process.env.TEST_SUMMARY ? [summaryReporter({ file: process.env.TEST_SUMMARY })] : []),
  ],
};
