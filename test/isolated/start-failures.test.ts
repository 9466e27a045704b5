import { expect } from '@open-wc/testing';
import { type FrameOptions, framedPlayer, removeFrames } from '../support/framed-player.ts';
import { sameOriginMedia } from '../support/media.ts';
import { until } from '../support/player.ts';

const MUSIC = sameOriginMedia('cors/test/fixtures/vbr-xing.mp3');
const BLOB_SCRIPTS = "script-src 'self' blob: 'wasm-unsafe-eval'";
/** Of a start, and of the look for its cause. */
const LIMIT_SECONDS = 8 + 2;

/** What keeps the threads from starting, and what the reason has to name: the cause and the cure. */
const FAILURES: readonly (readonly [string, FrameOptions, readonly RegExp[]])[] = [
  [
    'a policy that forbids blob workers',
    { policy: `${BLOB_SCRIPTS}; worker-src 'self'` },
    [/Content-Security-Policy forbids/, /worker-src blob:/, /assets/],
  ],
  [
    'a policy that forbids blob worklets',
    { policy: "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:" },
    [/Content-Security-Policy forbids/, /script-src blob:/, /assets/],
  ],
  [
    'a policy that forbids WebAssembly',
    { policy: "script-src 'self' blob:" },
    [/Content-Security-Policy forbids WebAssembly/, /'wasm-unsafe-eval'/],
  ],
  [
    'worker files that are missing beside the script',
    { script: '/media/lone/dist/rusty-audio-player.js' },
    [/rusty-audio-\w+-work(er|let)\.js answered 404/, /beside the player/],
  ],
  [
    'worker files that are missing in the assets folder',
    { attributes: { assets: sameOriginMedia('lone/dist') } },
    [/rusty-audio-\w+-work(er|let)\.js answered 404/, /assets/],
  ],
  [
    'worker files without COEP',
    { attributes: { assets: sameOriginMedia('nocoep/dist') } },
    [
      /rusty-audio-\w+-worker\.js is served without/,
      /Cross-Origin-Embedder-Policy: credentialless/,
    ],
  ],
  [
    'a server that answers with a page',
    { attributes: { assets: sameOriginMedia('html') } },
    [/is served as text\/html/, /text\/javascript/],
  ],
  [
    'worker files that never arrive',
    { attributes: { assets: sameOriginMedia('stalled/dist') } },
    [/did not (start|load) within 8 s/, /too slow/],
  ],
  [
    'a browser without memory left',
    {
      prepare(globals) {
        Object.assign(globals.WebAssembly, {
          Memory: function Memory() {
            throw new globals.RangeError('could not allocate memory');
          },
        });
      },
    },
    [/6 MB of shared memory/, /closing other pages/],
  ],
];

describe('when the threads can’t start', () => {
  afterEach(removeFrames);

  it('a frame without an obstacle plays threaded', async () => {
    const player = await framedPlayer({
      policy: `${BLOB_SCRIPTS}; worker-src blob:`,
      attributes: { src: MUSIC },
    });
    await player.play();
    await until(() => player.currentTime > 0.2);
    expect(player.mode).to.equal('threaded');
  });

  for (const [obstacle, options, words] of FAILURES) {
    it(`${obstacle}: plays in fallback and says why`, async () => {
      const attributes = { src: MUSIC, ...options.attributes };
      const player = await framedPlayer({ ...options, attributes });
      const modes: string[] = [];
      player.addEventListener('modechange', () => modes.push(player.mode));
      const since = performance.now();
      await player.play();
      await until(() => player.currentTime > 0.2);
      // WebAssembly is refused so soon that threads have been left when the first event is told.
      const first = obstacle.includes('WebAssembly') ? ['threaded', 'fallback'] : ['threaded'];
      expect(modes).to.have.length(2);
      expect(modes[0]).to.be.oneOf(first);
      expect(modes[1]).to.equal('fallback');
      expect((performance.now() - since) / 1000).to.be.below(LIMIT_SECONDS + 5);
      for (const word of words) expect(player.modeReason).to.match(word);
      expect(player.modeReason).to.match(/^[^.]+: .*\.$/s);
      expect(player.error).to.equal(null);
    });
  }

  it('fetches nothing again for what a policy was found to forbid', async () => {
    const policy = "script-src 'self' blob:";
    const player = await framedPlayer({ policy, attributes: { src: MUSIC } });
    for (const round of [1, 2]) {
      await player.play();
      await until(() => player.currentTime > 0.2);
      expect(player.mode, `round ${round}`).to.equal('fallback');
      player.load();
    }
    const { performance } = player.ownerDocument.defaultView!;
    const fetched = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('-dsp-worker.js'));
    expect(fetched).to.have.length(1);
  });
});
