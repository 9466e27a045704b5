import { expect } from '@open-wc/testing';
import type { DiagnosisCheck } from '../../src/engine/diagnosis.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, worldMode } from '../support/player.ts';

const failing = (checks: readonly DiagnosisCheck[]): string[] =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe(`diagnose (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('foretells the mode, and says what each missing piece needs', async () => {
    const player = await mountPlayer({ src: sameOriginMedia('cors/test/fixtures/pcm16.wav') });
    if (player.readyState === 0) await next(player, 'loadedmetadata');
    const { mode, checks } = await player.diagnose();
    expect(mode).to.equal(worldMode);
    expect(player.mode).to.equal('idle');
    expect(checks.find(({ name }) => name === 'reading the file')?.ok).to.equal(true);
    expect(failing(checks)).to.deep.equal(
      worldMode === 'threaded' ? [] : ['cross-origin isolation'],
    );
    for (const { ok, detail, fix } of checks) {
      expect(detail).to.match(/\.$/);
      expect(fix === '').to.equal(ok);
    }
    if (worldMode === 'fallback') {
      const lines = checks.find(({ name }) => name === 'cross-origin isolation')?.fix;
      expect(lines).to.contain('Cross-Origin-Opener-Policy: same-origin');
      expect(lines).to.contain('Cross-Origin-Embedder-Policy: credentialless');
    }
    await player.play();
    expect(player.mode).to.equal(mode);
  });

  it('names threads that the page turned off', async () => {
    const player = await mountPlayer({ workers: '0' });
    const { mode, checks } = await player.diagnose();
    expect(mode).to.equal('fallback');
    expect(failing(checks)).to.contain('threads');
  });
});
