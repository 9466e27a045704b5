import { blobUrl } from './player.ts';
import { sine } from './signals.ts';
import { wavBlob } from './wav.ts';

const RATE_HZ = 44_100;

/** The URL of a quiet tone. */
export function tone(seconds: number): string {
  const channels = sine({ frequencyHz: 440, levelDbfs: -30, seconds, sampleRateHz: RATE_HZ });
  return blobUrl(wavBlob(channels, RATE_HZ));
}

/** The events whose order HTML fixes, whatever the network and the clock do. */
const ORDERED_EVENTS = [
  ...['loadstart', 'durationchange', 'loadedmetadata', 'loadeddata', 'canplay', 'canplaythrough'],
  ...['play', 'playing', 'pause', 'seeking', 'seeked', 'ended', 'volumechange', 'ratechange'],
  ...['emptied', 'abort', 'error'],
];

/** Collects the types of those events as they come. */
export function recordEvents(target: EventTarget): string[] {
  const seen: string[] = [];
  for (const type of ORDERED_EVENTS) target.addEventListener(type, () => seen.push(type));
  return seen;
}

/** The next event of a type at any target. */
export function nextOf(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => {
    target.addEventListener(type, resolve, { once: true });
  });
}
