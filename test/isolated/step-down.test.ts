import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { blobUrl, mountPlayer, unmountPlayers, until } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

describe('when the threaded engine can’t play', () => {
  afterEach(unmountPlayers);

  const tone = (): string => blobUrl(sineWav({ frequencyHz: 440, seconds: 30 }));

  it('workers="0" plays in fallback mode and says why', async () => {
    const player = await mountPlayer({ src: tone(), workers: '0' });
    await player.play();
    expect(player.mode).to.equal('fallback');
    expect(player.modeReason).to.contain('workers="0"');
  });

  it('worker files that are missing step it down, and the reason names the file', async () => {
    const player = await mountPlayer({ src: tone(), assets: sameOriginMedia('status') });
    const modes: string[] = [];
    player.addEventListener('modechange', () => modes.push(player.mode));
    await player.play();
    await until(() => player.currentTime > 0.2);
    expect(modes).to.deep.equal(['threaded', 'fallback']);
    expect(player.modeReason).to.match(/rusty-audio-.*\.js|worker/);
  });

  it('another speed is played by the fallback, from the same position', async () => {
    const player = await mountPlayer({ src: tone() });
    await player.play();
    await until(() => player.currentTime > 0.5);
    player.playbackRate = 1.5;
    await until(() => player.mode === 'fallback' && player.currentTime > 0.7);
    expect(player.paused).to.equal(false);
    expect(player.modeReason).to.contain('normal speed');
  });
});
