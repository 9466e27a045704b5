import { crossOriginMedia, sameOriginMedia } from './media.ts';
import { mountPlayer, type Player, worldMode } from './player.ts';

/** What a script of actions is run on: the player, or what it has to be like. */
export type MediaLike = Player | HTMLAudioElement;

/** 2 s of a tone. */
const SHORT = 'test/fixtures/pcm16.wav';

/** The modes that this world can be brought into, each with the sources that lead there. */
export const CONTRACT_MODES = [
  { mode: worldMode, short: sameOriginMedia(`cors/${SHORT}`) },
  { mode: 'native', short: crossOriginMedia(`nocors/${SHORT}`) },
] as const;

/**
 * The events of HTMLMediaElement whose place does not depend on the network or the clock; when so
 * much is there that `canplaythrough` is due, does.
 */
const TRACED = [
  ...['loadstart', 'durationchange', 'loadedmetadata', 'loadeddata', 'canplay'],
  ...['play', 'playing', 'pause', 'seeking', 'seeked', 'ended', 'volumechange', 'ratechange'],
  ...['emptied', 'abort', 'error'],
] as const;

/** What happened to an element: events by themselves, states and outcomes as a script notes them. */
export class Trace {
  readonly lines: string[] = [];
  readonly #element: MediaLike;

  constructor(element: MediaLike) {
    this.#element = element;
    for (const type of TRACED) element.addEventListener(type, () => this.lines.push(type));
  }

  note(line: string): void {
    this.lines.push(line);
  }

  /**
   * The states that code on a page decides by; times to a tenth of a second, while it plays to the
   * second that has begun.
   */
  noteState(): void {
    const { paused, ended, seeking, readyState, currentTime, duration, error } = this.#element;
    const flags = Object.entries({ paused, ended, seeking }).filter(([, on]) => on);
    this.lines.push(
      `[${flags.map(([name]) => name).join(' ')}] ready ${readyState}, ` +
        `${(paused ? currentTime : Math.floor(currentTime)).toFixed(1)} of ${duration.toFixed(1)}, error ${error?.code ?? 'none'}`,
    );
  }
}

/** Runs a script on a plain `<audio>` and on a player; each as it would stand in a page. */
export async function compare<Result>(
  script: (element: MediaLike) => Promise<Result>,
): Promise<{ readonly audio: Result; readonly player: Result }> {
  const element = document.createElement('audio');
  document.body.append(element);
  const audio = await script(element);
  element.pause();
  element.remove();
  return { audio, player: await script(await mountPlayer()) };
}

/** The next event of a type. */
export function happens(element: MediaLike, type: string): Promise<void> {
  return new Promise((resolve) => {
    element.addEventListener(
      type,
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** The name of what a function throws or a promise rejects with; empty when all is well. */
export async function failure(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return '';
  } catch (error) {
    return error instanceof Error || error instanceof DOMException ? error.name : String(error);
  }
}

/** Lets everything run that is queued by now, and what that queues. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}
