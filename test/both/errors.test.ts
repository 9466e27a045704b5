import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { blobUrl, mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

/** MediaError's code for a source that can't be used at all. */
const SRC_NOT_SUPPORTED = 4;

const BAD_SOURCES = {
  'a missing file': sameOriginMedia('status/404'),
  'a network that refuses': sameOriginMedia('refused'),
  'an HTML page sent as audio': sameOriginMedia('html'),
  'an empty file': sameOriginMedia('empty'),
  'a malformed address': 'http://[',
} as const;

describe(`bad sources (${worldMode})`, () => {
  const rejections: PromiseRejectionEvent[] = [];
  const remember = (event: PromiseRejectionEvent): void => {
    rejections.push(event);
  };

  before(() => {
    window.addEventListener('unhandledrejection', remember);
  });
  after(() => {
    window.removeEventListener('unhandledrejection', remember);
  });
  afterEach(unmountPlayers);

  for (const [name, src] of Object.entries(BAD_SOURCES)) {
    for (const when of ['while loading', 'while playing'] as const) {
      it(`${name}: reported ${when}, and the next src plays`, async () => {
        const player = await mountPlayer({
          preload: when === 'while loading' ? 'metadata' : 'none',
        });
        const error = next(player, 'error');
        player.src = src;
        const played =
          when === 'while playing' ? player.play() : Promise.reject(new DOMException());
        const outcome = played.then(
          () => 'played',
          (reason: unknown) => (reason as DOMException).name,
        );
        await error;
        expect(player.error?.code).to.equal(SRC_NOT_SUPPORTED);
        expect(player.error?.message).to.match(/\w+ .+\./);
        expect(await outcome).to.equal(when === 'while playing' ? 'NotSupportedError' : 'Error');
        const message = player.error!.message;
        await until(() => player.shadowRoot!.textContent.length > 0);
        await player.updateComplete;
        const words = allText(player);
        expect(words).to.contain(message);

        player.src = blobUrl(sineWav({ frequencyHz: 440, seconds: 2 }));
        await player.play();
        expect(player.error).to.equal(null);
        expect(player.mode).to.equal(worldMode);
        expect(rejections).to.have.length(0);
      });
    }
  }
});

/** The text of an element with all shadow trees inside it. */
function allText(root: Element | ShadowRoot): string {
  const own = root instanceof Element && root.shadowRoot ? allText(root.shadowRoot) : '';
  const children = [...root.childNodes].map((node) =>
    node instanceof Element ? allText(node) : (node.nodeValue ?? ''),
  );
  return own + children.join('');
}
