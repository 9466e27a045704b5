import { expect } from '@open-wc/testing';
import {
  hardwareRateHz,
  mountPlayer,
  next,
  outputOf,
  unmountPlayers,
  until,
} from '../support/player.ts';
import { uniformSource } from '../support/signals.ts';
import { type SoundReport, watchSound } from '../support/sound-watch.ts';

declare global {
  /** Injected into every test page: `npm run soak` asks for ten minutes. */
  var TEST_SOAK_SECONDS: number;
}

const MUSIC = '/demo/music/kite-weather.mp3';
/** The piece begins and ends in digital silence. */
const SOUNDING = { from: 0.5, to: 62 };
const SECONDS_PER_SEEK = 2.8;
const BLOCKED_MS = 300;
const BLOCK_EVERY_MS = 2000;
/** From a seek to its sound: both rings fill anew. */
const SEEK_GRACE_SECONDS = 0.5;

/** Keeps the main thread busy now and then, as pages do. @returns the end of it */
function blockNowAndThen(): () => void {
  const timer = setInterval(() => {
    const end = performance.now() + BLOCKED_MS;
    while (performance.now() < end);
  }, BLOCK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

/** Silences that neither a seek nor a stall of the browser's own audio thread explains, in seconds. */
function unexplained(
  { silences, gaps }: SoundReport,
  rate: number,
  seeks: readonly { readonly from: number; readonly to: number }[],
): { start: number; end: number }[] {
  const stalls = gaps.map((frame) => ({ from: frame / rate, to: frame / rate }));
  return silences
    .map(({ start, end }) => ({ start: start / rate, end: end / rate }))
    .filter(
      ({ start, end }) =>
        ![...seeks, ...stalls].some(
          ({ from, to }) => start >= from - 0.1 && end <= to + SEEK_GRACE_SECONDS,
        ),
    );
}

describe('a long playback', () => {
  afterEach(unmountPlayers);

  it('never stutters, whatever the page and the listener do', async function () {
    const seconds = globalThis.TEST_SOAK_SECONDS;
    this.timeout((seconds + 60) * 1000);
    const random = uniformSource(7);
    const rate = await hardwareRateHz();
    const player = await mountPlayer({ src: MUSIC, loop: '' });
    await player.play();
    player.currentTime = SOUNDING.from;
    await next(player, 'seeked');
    const output = outputOf(player);
    const { context } = output;
    await until(() => player.currentTime > SOUNDING.from + 0.5);
    const watch = await watchSound(output);
    const begin = context.currentTime;
    const underrunsBefore = player.getStats().underruns;
    const stopBlocking = blockNowAndThen();
    const seeks: { from: number; to: number }[] = [];
    let moves = 0;
    try {
      while (context.currentTime < begin + seconds) {
        const from = context.currentTime;
        const seeked = next(player, 'seeked');
        player.currentTime = SOUNDING.from + random() * (SOUNDING.to - SOUNDING.from - 4);
        await seeked;
        seeks.push({ from, to: context.currentTime });
        const wait = SECONDS_PER_SEEK * (0.5 + random());
        while (context.currentTime < from + wait) {
          const band = Math.floor(random() * 8);
          player.setEqBand(band, { gain: random() * 24 - 12 });
          moves += 1;
          const last = context.currentTime;
          await until(() => context.currentTime > last + 0.1);
        }
      }
    } finally {
      stopBlocking();
    }
    const report = await watch.stop();
    const { underruns: underrunsAtEnd, overruns } = player.getStats();
    const underruns = underrunsAtEnd - underrunsBefore;
    expect(player.mode).to.equal('threaded');
    expect(player.paused).to.equal(false);
    expect(seeks.length).to.be.at.least(Math.floor(seconds / (2 * SECONDS_PER_SEEK)));
    expect(moves).to.be.at.least(seeks.length);
    expect(overruns).to.equal(0);
    // A late ring is the player's fault unless the browser's own audio thread stood still just then.
    const odd = unexplained(report, rate, seeks);
    const summary = `${seeks.length} seeks, ${moves} equalizer moves, ${report.gaps.length} gaps of the browser's, underruns: ${underruns}, silences: ${JSON.stringify(odd)}`;
    if (seconds > 60) console.log(summary);
    expect(underruns, summary).to.be.at.most(report.gaps.length);
    expect(odd, summary).to.deep.equal([]);
  });
});
