import type { RustyAudioPlayer } from '../../src/components/rusty-audio-player.ts';

const frames = new Set<HTMLIFrameElement>();

export interface FrameOptions {
  /** Content-Security-Policy of the frame. */
  readonly policy?: string;
  /** Address of the player's script. */
  readonly script?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Changes the frame's globals before the player's script runs. */
  readonly prepare?: (globals: Window & typeof globalThis) => void;
}

/** A player in a page of its own, which shares this page's isolation but not its policy. */
export async function framedPlayer(options: FrameOptions): Promise<RustyAudioPlayer> {
  const { policy, script = '/dist/rusty-audio-player.js', attributes = {}, prepare } = options;
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const meta = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  frame.allow = 'autoplay';
  frame.srcdoc = `<!doctype html><html lang="en"><head>${meta ?? ''}<title>Player</title></head><body></body></html>`;
  document.body.append(frame);
  frames.add(frame);
  await loaded;
  const page = frame.contentDocument!;
  prepare?.(frame.contentWindow as Window & typeof globalThis);
  const element = page.createElement('script');
  element.type = 'module';
  element.src = new URL(script, location.href).href;
  const ready = new Promise((resolve, reject) => {
    element.addEventListener('load', resolve, { once: true });
    element.addEventListener('error', reject, { once: true });
  });
  page.head.append(element);
  await ready;
  const player = page.createElement('rusty-audio-player');
  for (const [name, value] of Object.entries(attributes)) player.setAttribute(name, value);
  page.body.append(player);
  await player.updateComplete;
  return player;
}

/** To be called after each test. */
export function removeFrames(): void {
  for (const frame of frames) frame.remove();
  frames.clear();
}
