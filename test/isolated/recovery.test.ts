import { expect } from '@open-wc/testing';
import { FaultInjection } from '../support/faults.ts';
import { blobUrl, mountPlayer, next, unmountPlayers } from '../support/player.ts';
import { describeRecovery } from '../support/recovery-cases.ts';
import { noiseWav } from '../support/signals.ts';

describeRecovery([
  ['dsp', '2'],
  ['fft', '4'],
]);

describe('threads that are lost again and again', () => {
  afterEach(unmountPlayers);

  it('are replaced three times, then the mode steps down and says why', async () => {
    const injection = new FaultInjection();
    const player = await mountPlayer({ workers: '3', src: blobUrl(noiseWav({ seconds: 20 })) });
    await player.play();
    for (let i = 0; i < 3; i++) {
      const recovered = next(player, 'playing');
      injection.fire('dsp', 'throw');
      await recovered;
      expect(player.mode).to.equal('threaded');
    }
    const changed = next(player, 'modechange');
    injection.fire('dsp', 'throw');
    await changed;
    injection.restore();
    expect(player.mode).to.equal('fallback');
    expect(player.modeReason).to.contain('injected fault');
  });
});
