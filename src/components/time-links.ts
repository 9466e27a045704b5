import type { AudioEngine } from '../engine/audio-engine.ts';
import { request } from './requests.ts';
import { readTimeFragment, type TimeFragment } from './time-fragment.ts';

/** A timer may fire this much early; what is left is not waited for, seconds. */
const TOLERANCE_SECONDS = 0.002;

/** Ends what watches for the end of a player's fragment. */
const watches = new WeakMap<AudioEngine, () => void>();

/**
 * Does the address of the page speak of this player? `#t=75` does of the first player in the
 * document, `#t=75&player=intro` of the one with that id.
 */
function isMeant(player: Element, link: URLSearchParams): boolean {
  const id = link.get('player');
  return (
    (id === null ? document.querySelector(player.localName) : document.getElementById(id)) ===
    player
  );
}

/** What the page's address says of this player: nothing, a time, and the track's number from 1. */
export function pageLink(player: Element): { time: TimeFragment | null; track: number | null } {
  const { hash } = window.location;
  const link = new URLSearchParams(hash.slice(1));
  if (!isMeant(player, link)) return { time: null, track: null };
  const track = Number(link.get('track'));
  return {
    time: readTimeFragment(hash),
    track: Number.isInteger(track) && track > 0 ? track : null,
  };
}

/** @param isNew the page stood there before: another track is asked for, too */
export function followPageLink(player: HTMLElement, engine: AudioEngine, isNew: boolean): void {
  const { time, track } = pageLink(player);
  if (isNew && track !== null) request(player, { type: 'track', index: track - 1 });
  if (time) goTo(engine, time);
}

/** To be called when a load begins: HTML's `src="song.flac#t=10,20"`, in every mode alike. */
export function followSource(player: Element, engine: AudioEngine): void {
  watches.get(engine)?.();
  const { currentSrc } = engine.snapshot;
  const time = URL.canParse(currentSrc) ? readTimeFragment(new URL(currentSrc).hash) : null;
  if (time && pageLink(player).time === null) goTo(engine, time);
}

function goTo(engine: AudioEngine, { startSeconds, endSeconds }: TimeFragment): void {
  watches.get(engine)?.();
  if (engine.currentTime !== startSeconds) engine.seek(startSeconds);
  if (endSeconds !== null) pauseAt(engine, endSeconds);
}

/** Pauses once, when what is heard has come so far; a seek behind it, or another load, ends that. */
function pauseAt(engine: AudioEngine, endSeconds: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { currentSrc } = engine.snapshot;
  const plan = (): void => {
    clearTimeout(timer);
    const { paused, seeking, waiting, playbackRate, currentSrc: src } = engine.snapshot;
    if (currentSrc !== '' && src !== currentSrc) stop();
    else if (!paused && !seeking && !waiting) {
      const left = (endSeconds - engine.currentTime) / playbackRate;
      if (left > TOLERANCE_SECONDS) timer = setTimeout(plan, left * 1000);
      else {
        stop();
        if (left > -1) engine.pause();
      }
    }
  };
  const unsubscribe = engine.subscribe(plan);
  const stop = (): void => {
    clearTimeout(timer);
    unsubscribe();
    watches.delete(engine);
  };
  watches.set(engine, stop);
  plan();
}
