import { expect } from '@open-wc/testing';
import { firstSound } from '../support/align.ts';
import { startCapture } from '../support/capture.ts';
import { fixtureUrl } from '../support/decoded.ts';
import { compareHeard, FLOAT_ROUNDING } from '../support/dry-rings.ts';
import {
  mountPlayer,
  next,
  outputOf,
  unmountPlayers,
  until,
  type Player,
} from '../support/player.ts';

interface Heard {
  readonly sound: Float32Array;
  /** Times that the ring was dry meanwhile. */
  readonly underruns: number;
}

/** What comes out from the start of what is loaded to its end, from the first sound on. */
async function heard(player: Player): Promise<Heard> {
  await player.play();
  player.pause();
  player.currentTime = 0;
  await next(player, 'seeked');
  const capture = await startCapture(outputOf(player), { onGap: 'join' });
  await player.play();
  await next(player, 'ended');
  const all = (await capture.stop()).channels[0]!;
  return { sound: all.slice(firstSound(all)), underruns: player.getStats().underruns };
}

describe('a playlist in threaded mode', () => {
  afterEach(unmountPlayers);

  it('plays the parts of a cut recording as the uncut one, to the sample', async () => {
    const whole = await mountPlayer({ src: fixtureUrl('blocks.flac') });
    const { sound: uncut } = await heard(whole);
    const player = await mountPlayer();
    const list = document.createElement('rusty-audio-playlist');
    list.tracks = [1, 2, 3].map((part) => ({ src: fixtureUrl(`blocks-part-${part}.flac`) }));
    player.append(list);
    await until(() => player.readyState > 0);
    const { sound: joined, underruns } = await heard(player);
    expect(player.mode).to.equal('threaded');
    expect(list.currentIndex).to.equal(2);
    // 2 s at 44.1 or 48 kHz; the first frames of each are its fade in.
    const sounding = uncut.subarray(600, 2 * 44_100 - 600);
    const rate = outputOf(player).context.sampleRate;
    const compared = compareHeard(joined.subarray(600), sounding, rate, FLOAT_ROUNDING);
    expect(compared.largestDifference, JSON.stringify(compared)).to.be.below(FLOAT_ROUNDING);
    expect(compared.dryRings).to.be.at.most(underruns);
  });
});
