/** Settings from elsewhere into the engine. Loaded on first need: it brings the fit along. */
import type { AudioEngine } from '../engine/audio-engine.ts';
import { decodeSetting, settingInUrl } from '../engine/equalizer-link.ts';
import { settingFromText } from '../engine/equalizer-text.ts';

/**
 * Fetches Equalizer APO text and sets it.
 *
 * @throws {DOMException} rejects with AbortError when `signal` says so; nothing is set then
 * @throws {Error} rejects with what was wrong; nothing is set then
 */
export async function fetchSetting(
  engine: AudioEngine,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(new URL(url, document.baseURI), { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const text = await response.text();
  signal.throwIfAborted();
  const { bands, preampDb } = settingFromText(text, engine.sampleRate);
  engine.setEqualizer(bands, preampDb);
}

/**
 * Sets what a share link carries.
 *
 * @throws {RangeError | TypeError} naming what was wrong; nothing is set then
 */
export function applyLink(engine: AudioEngine, href: string): void {
  const value = settingInUrl(href);
  if (value === undefined) return;
  const { bands, preamp } = decodeSetting(value, engine.sampleRate);
  engine.setEqualizer(bands, preamp);
}
