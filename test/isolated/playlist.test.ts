import { expect } from '@open-wc/testing';
import { startCapture } from '../support/capture.ts';
import { closeFiles, fixtureUrl } from '../support/decoded.ts';
import {
  mountPlayer,
  next,
  outputOf,
  unmountPlayers,
  until,
  type Player,
} from '../support/player.ts';
import { decodedAt } from '../support/resampled.ts';
import { expectSame, TAIL_FRAMES, type Played } from '../support/same-sound.ts';

/** What comes out from the start of what is loaded to its end, and what the limiter still held then. */
async function record(player: Player): Promise<Played> {
  await player.play();
  player.pause();
  player.currentTime = 0;
  await next(player, 'seeked');
  const capture = await startCapture(outputOf(player), { onGap: 'join' });
  await player.play();
  await next(player, 'ended');
  const { channels } = await capture.stop(TAIL_FRAMES);
  return { heard: channels[0]!, underruns: player.getStats().underruns };
}

describe('a playlist in threaded mode', () => {
  afterEach(() => {
    unmountPlayers();
    closeFiles();
  });

  it('plays the parts of a cut recording as the uncut one, to the sample and to its end', async () => {
    const player = await mountPlayer();
    const list = document.createElement('rusty-audio-playlist');
    list.tracks = [1, 2, 3].map((part) => ({ src: fixtureUrl(`blocks-part-${part}.flac`) }));
    player.append(list);
    await until(() => player.readyState > 0);
    const played = await record(player);
    expect(player.mode).to.equal('threaded');
    expect(list.currentIndex).to.equal(2);
    const rate = outputOf(player).context.sampleRate;
    expectSame(played, await decodedAt(fixtureUrl('blocks.flac'), rate), rate);
  });
});
