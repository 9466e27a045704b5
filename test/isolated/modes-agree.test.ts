import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, type Player, unmountPlayers, until } from '../support/player.ts';

const FROM_SECONDS = 12;
/** Long enough for a note at either end not to count. */
const SECONDS = 15;

/** Mean power per bin of what the player shows from FROM_SECONDS on; a look counts for its time. */
async function meanPower(player: Player): Promise<Float64Array> {
  const levels = new Float32Array(player.fftSize / 2 + 1);
  const sum = new Float64Array(levels.length);
  player.currentTime = FROM_SECONDS;
  await player.play();
  await until(() => !player.seeking && player.currentTime >= FROM_SECONDS + 0.5);
  let lookedAt = player.currentTime;
  await until(() => {
    player.getFrequencyData(levels);
    const now = player.currentTime;
    levels.forEach((level, bin) => (sum[bin]! += 10 ** (level / 10) * (now - lookedAt)));
    lookedAt = now;
    return now >= FROM_SECONDS + 0.5 + SECONDS;
  });
  player.pause();
  return sum.map((power) => power / SECONDS);
}

/** Levels in dB of third-octave bands from 100 Hz to 10 kHz. */
function thirdOctaves(power: Float64Array, sampleRateHz: number): number[] {
  const binHz = sampleRateHz / 2 / (power.length - 1);
  return Array.from({ length: 21 }, (_, i) => {
    const centre = 100 * 2 ** (i / 3);
    const first = Math.round((centre * 2 ** (-1 / 6)) / binHz);
    const last = Math.round((centre * 2 ** (1 / 6)) / binHz);
    const band = power.subarray(first, last + 1);
    return 10 * Math.log10(band.reduce((total, value) => total + value, 0));
  });
}

describe('threaded and fallback mode', () => {
  afterEach(unmountPlayers);

  it('show the same spectrum of the same music, within 0.5 dB', async function () {
    this.timeout(40_000);
    const src = sameOriginMedia('cors/demo/music/kite-weather.mp3');
    // A window far longer than a frame: nothing of the music falls between two looks.
    const eq = '3 0 -2 0 4 0 -3 2';
    const attributes = { src, smoothing: '0', 'fft-size': '8192', eq, exclusive: 'false' };
    const players = [
      await mountPlayer(attributes),
      await mountPlayer({ ...attributes, workers: '0' }),
    ];
    const [threaded, fallback] = await Promise.all(
      players.map(async (player) => thirdOctaves(await meanPower(player), 44100)),
    );
    expect(players.map(({ mode }) => mode)).to.deep.equal(['threaded', 'fallback']);
    threaded!.forEach((level, band) => {
      expect(level, `band ${band}`).to.be.closeTo(fallback![band]!, 0.5);
    });
  });
});
