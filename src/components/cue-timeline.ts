import { READY_STATE, type AudioEngine } from '../engine/audio-engine.ts';

/** A clock that lags behind a timer is looked at again after this long. */
const SHORTEST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 60_000;

interface CueEvent {
  readonly type: 'enter' | 'exit';
  readonly seconds: number;
  readonly cue: TextTrackCue;
}

/**
 * HTML's "time marches on" for tracks whose own element does not play: which cues are active at the
 * engine's `currentTime`, and the events `enter`, `exit` and `cuechange` when that changes. A timer
 * waits for the next beginning or end of a cue while the sound runs. Main thread; a look takes time
 * in proportion to the cues of the tracks that are on.
 */
export class CueTimeline {
  readonly #engine: AudioEngine;
  readonly #tracks: TextTrackList;
  readonly #active = new WeakMap<TextTrack, readonly TextTrackCue[]>();
  readonly #lists = new WeakMap<TextTrack, CueList>();
  /** Seconds at the last look; NaN after a jump. */
  #lookedAt = NaN;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: AudioEngine, tracks: TextTrackList) {
    this.#engine = engine;
    this.#tracks = tracks;
  }

  /** From now on the track's `activeCues` are those of the engine's time. */
  adopt(track: TextTrack): void {
    Object.defineProperty(track, 'activeCues', {
      configurable: true,
      get: () => this.#activeCues(track),
    });
  }

  /** The next look is at another place: what lies between was not heard. */
  jump(): void {
    this.#lookedAt = NaN;
  }

  /** Looks at the clock, dispatches what is due, and waits for what comes next. */
  update(): void {
    clearTimeout(this.#timer);
    const from = this.#engine.snapshot.seeking ? NaN : this.#lookedAt;
    const now = this.#now;
    this.#lookedAt = now;
    const changed: TextTrack[] = [];
    const events: CueEvent[] = [];
    for (const track of this.#tracks) {
      const ofTrack = this.#changes(track, from, now);
      if (ofTrack.length > 0) changed.push(track);
      events.push(...ofTrack);
    }
    this.#wait(now);
    events.sort((a, b) => a.seconds - b.seconds);
    for (const { cue, type } of events) cue.dispatchEvent(new Event(type));
    for (const track of changed) track.dispatchEvent(new Event('cuechange'));
    const heard = events.some(({ cue, type }) => type === 'exit' && cue.pauseOnExit);
    if (heard && !Number.isNaN(from)) this.#engine.pause();
  }

  /** NaN while there is nothing in which a cue could lie. */
  get #now(): number {
    const { readyState } = this.#engine.snapshot;
    return readyState === READY_STATE.HAVE_NOTHING ? NaN : this.#engine.currentTime;
  }

  #changes(track: TextTrack, from: number, now: number): CueEvent[] {
    const cues = cuesOf(track);
    if (cues === null) {
      this.#active.delete(track);
      return [];
    }
    const before = this.#active.get(track) ?? [];
    const after = activeAt(cues, now);
    this.#active.set(track, after);
    const entered = after.filter((cue) => !before.includes(cue));
    const left = before.filter((cue) => !after.includes(cue));
    const missed = cues.filter(
      (cue) => from < cue.startTime && cue.endTime <= now && !before.includes(cue),
    );
    return [
      ...[...entered, ...missed].map((cue) => ({
        type: 'enter' as const,
        seconds: cue.startTime,
        cue,
      })),
      ...[...left, ...missed].map((cue) => ({ type: 'exit' as const, seconds: cue.endTime, cue })),
    ];
  }

  /** A list that stays the same object as long as its members do. */
  #activeCues(track: TextTrack): CueList | null {
    const cues = cuesOf(track);
    if (cues === null) return null;
    const active = activeAt(cues, this.#now);
    const known = this.#lists.get(track);
    if (known?.length === active.length && active.every((cue, index) => cue === known[index])) {
      return known;
    }
    const list = new CueList(...active);
    this.#lists.set(track, list);
    return list;
  }

  #wait(now: number): void {
    const { paused, waiting, seeking, playbackRate } = this.#engine.snapshot;
    if (paused || waiting || seeking || Number.isNaN(now)) return;
    let next = Infinity;
    for (const track of this.#tracks) {
      for (const { startTime, endTime } of cuesOf(track) ?? []) {
        if (startTime > now) next = Math.min(next, startTime);
        else if (endTime > now) next = Math.min(next, endTime);
      }
    }
    if (next === Infinity) return;
    const waitMs = ((next - now) * 1000) / playbackRate;
    this.#timer = setTimeout(
      () => {
        this.update();
      },
      Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitMs)),
    );
  }
}

/** As a TextTrackCueList, which no script can make. */
class CueList extends Array<TextTrackCue> {
  getCueById(id: string): TextTrackCue | null {
    return this.find((cue) => id !== '' && cue.id === id) ?? null;
  }
}

/** null while the track is off. */
function cuesOf(track: TextTrack): TextTrackCue[] | null {
  return track.mode === 'disabled' ? null : [...(track.cues ?? [])];
}

function activeAt(cues: readonly TextTrackCue[], seconds: number): TextTrackCue[] {
  return cues.filter(({ startTime, endTime }) => startTime <= seconds && seconds < endTime);
}
