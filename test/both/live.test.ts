import { expect } from '@open-wc/testing';
import { recordEvents } from '../support/media-events.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, type Player, unmountPlayers, until, worldMode } from '../support/player.ts';

/** AAC of some 8500 bytes a second. */
const FILE = 'test/fixtures/adts.aac';
/** Little faster than it is heard: a place 60 s away is more than 40 s away. */
const BROADCAST = `broadcast/${FILE}?bytesPerSecond=11000`;
/** A file would come like this from a server that does not tell its length. */
const QUICK = `live/${FILE}?bytesPerSecond=100000`;

const mountEndless = (route: string): Promise<Player> =>
  mountPlayer({ preload: 'none', src: sameOriginMedia(`${route}&id=${performance.now()}`) });

/** Some of the spectrum is above what silence shows. */
function sounds(player: Player): boolean {
  const levels = new Float32Array(player.fftSize / 2 + 1);
  player.getFrequencyData(levels);
  return levels.some((level) => level > -80);
}

describe(`a stream without an end (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('that is live begins with what is sent, whatever position was asked for', async () => {
    const player = await mountEndless(BROADCAST);
    player.currentTime = 60;
    await player.play();
    await until(() => sounds(player));
    expect([player.mode, player.duration, player.error]).to.deep.equal([worldMode, Infinity, null]);
    await until(() => !player.seeking && player.currentTime > 0.2);
    expect(player.currentTime).to.be.below(20);
    expect(player.played.start(0)).to.equal(0);
  });

  it('that comes as fast as a file is skipped to the position', async () => {
    const player = await mountEndless(QUICK);
    player.currentTime = 20;
    const events = recordEvents(player);
    await player.play();
    await until(() => sounds(player));
    expect(player.currentTime).to.be.within(20, 22);
    expect(events.filter((type) => type === 'seeking').length).to.equal(1);
  });
});
