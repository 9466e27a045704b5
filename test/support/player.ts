import type { RustyAudioPlayer } from '../../src/components/rusty-audio-player.ts';

export type Player = RustyAudioPlayer;

/** The built file, as a page loads it. */
const BUILT = '/dist/rusty-audio-player.js';
/** What a listener's first touch brings; that it does: test/node/first-touch.test.mjs. */
const CONTROLS = '/dist/rusty-audio-face-elements.js';

const mounted = new Set<Player>();
const urls = new Set<string>();

/** Puts a player on the page, as HTML would; `unmountPlayers` takes it away again. */
export async function mountPlayer(
  attributes: Readonly<Record<string, string>> = {},
): Promise<Player> {
  await import(BUILT);
  await import(CONTROLS);
  const player = document.createElement('rusty-audio-player');
  for (const [name, value] of Object.entries(attributes)) player.setAttribute(name, value);
  document.body.append(player);
  mounted.add(player);
  await player.updateComplete;
  return player;
}

/** To be called after each test. */
export function unmountPlayers(): void {
  for (const player of mounted) {
    player.pause();
    player.remove();
  }
  mounted.clear();
  for (const url of urls) URL.revokeObjectURL(url);
  urls.clear();
}

/** A URL of a blob that lives until `unmountPlayers`. */
export function blobUrl(blob: Blob): string {
  const url = URL.createObjectURL(blob);
  urls.add(url);
  return url;
}

/** The next event of a type; rejects with the player's error, should that come first. */
export function next(player: Player, type: string): Promise<Event> {
  return new Promise((resolve, reject) => {
    const settle = (event: Event): void => {
      player.removeEventListener(type, settle);
      player.removeEventListener('error', settle);
      if (event.type === type) resolve(event);
      else reject(new Error(player.error?.message ?? 'error without a message'));
    };
    player.addEventListener(type, settle);
    if (type !== 'error') player.addEventListener('error', settle);
  });
}

/** Resolves as soon as `condition` holds, looking once a frame. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The output node; throws where the mode has none. */
export function outputOf(player: Player): AudioNode {
  const { outputNode } = player;
  if (outputNode === null) throw new Error(`There is no output node in ${player.mode} mode.`);
  return outputNode;
}

/**
 * Resolves when the limiter has its place. Sound that began before goes on 2 ms later from then on:
 * whoever knows the samples that are to come waits for it.
 */
export const limiterInPlace = (player: Pick<Player, 'getStats'>): Promise<void> =>
  until(() => player.getStats().limiterLatency > 0);

/** The sample rate that a context gets here unless told. */
export async function hardwareRateHz(): Promise<number> {
  const context = new AudioContext();
  const { sampleRate } = context;
  await context.close();
  return sampleRate;
}

/** The mode that this world is for. */
export const worldMode = globalThis.crossOriginIsolated ? 'threaded' : 'fallback';

/** The first element that matches, in `root` or in the shadow roots below it. */
export function deepQuery(root: ParentNode, selector: string): HTMLElement | null {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inner = shadowRoot && deepQuery(shadowRoot, selector);
    if (inner) return inner;
  }
  return null;
}
