import { threadedCapability } from './capabilities.ts';
import { awaitsGesture } from './gesture.ts';

export interface ModeChoice {
  readonly mode: 'threaded' | 'fallback' | 'native';
  /** One plain sentence: why, and what would lift it. */
  readonly reason: string;
  /** What it holds for: another file, or normal speed again, might get a better mode. */
  readonly boundTo: 'page' | 'file' | 'speed';
}

/** What the choice depends on beside the browser and the page. */
export interface ModeConditions {
  readonly workers: 'auto' | number;
  /** Loading with CORS failed, without it worked. */
  readonly samplesDenied: boolean;
  /** What is played is a MediaStream. */
  readonly isStream: boolean;
  readonly playbackRate: number;
  readonly muted: boolean;
}

/** The best mode to start in; a failure in it steps down from there. */
export function chooseMode(conditions: ModeConditions): ModeChoice {
  if (conditions.samplesDenied) return deniedChoice();
  if (conditions.muted && awaitsGesture()) {
    return {
      mode: 'native',
      boundTo: 'file',
      reason:
        'The browser plays it muted by itself until someone clicks or presses a key on this page.',
    };
  }
  if (conditions.isStream) {
    return {
      mode: 'fallback',
      boundTo: 'file',
      reason:
        'A MediaStream comes as sound and leaves nothing to decode, so the browser’s own nodes play it.',
    };
  }
  const capability = threadedCapability(conditions.workers);
  if (!capability.ok) return { mode: 'fallback', boundTo: 'page', reason: capability.reason };
  if (conditions.playbackRate !== 1) return rateChoice();
  return {
    mode: 'threaded',
    boundTo: 'page',
    reason:
      'Decoding and equalizing run on their own threads, so a busy page never makes the sound stutter.',
  };
}

export function deniedChoice(): ModeChoice {
  return {
    mode: 'native',
    boundTo: 'file',
    reason:
      'The browser is playing this file itself, because its server does not let pages read it; the header Access-Control-Allow-Origin on the file would allow the spectrum and the equalizer.',
  };
}

export function rateChoice(): ModeChoice {
  return {
    mode: 'fallback',
    boundTo: 'speed',
    reason: 'The threaded engine plays at normal speed only, so the browser’s own nodes play now.',
  };
}

/** The mode below `mode` after a failure in it, or null when there is none. */
export function stepDown(mode: string, cause: string): ModeChoice | null {
  if (mode === 'threaded') {
    return {
      mode: 'fallback',
      boundTo: 'file',
      reason: `The threaded engine could not play this: ${asClause(cause)}`,
    };
  }
  if (mode === 'fallback') {
    return {
      mode: 'native',
      boundTo: 'file',
      reason: `The browser’s audio graph could not play this: ${asClause(cause)}`,
    };
  }
  return null;
}

/** A sentence behind a colon: one that begins with a plain word goes on in lower case. */
function asClause(sentence: string): string {
  return /^The /.test(sentence) ? `the ${sentence.slice(4)}` : sentence;
}
