import type { Resource } from './backend.ts';
import { isCrossOrigin } from './cross-origin.ts';
import type { EngineSettings } from './engine-settings.ts';
import type { EngineState } from './engine-state.ts';
import type { FileSurveyor } from './file-surveyor.ts';
import { Scope } from './scope.ts';
import { type EngineSnapshot, NO_TAGS, READY_STATE } from './snapshot.ts';

/** What the work is for and depends on. */
export interface BackgroundHost {
  readonly state: EngineState;
  settings(): EngineSettings;
  /** The file that is loaded, or null. */
  resource(): Resource | null;
}

/** From here on a file is not fetched a second time ahead of the listener. */
const UNPACED_BYTES = 20e6;

/** The work on one file. */
interface FileWork {
  readonly url: string;
  /** Ends with the file: what was found stays usable until then. */
  readonly scope: Scope;
  /** Ends with the work. */
  readonly running: Scope;
  /** Resolves when the file can be heard. */
  readonly ready: PromiseWithResolvers<undefined>;
  surveyor: FileSurveyor | null;
  /** Somebody has wanted to hear it. */
  played: boolean;
  /** It is time for the work. */
  wanted: boolean;
  begun: boolean;
  /** The peaks that were asked for, or null; undefined as long as there was no overview to make. */
  peaksSrc: string | null | undefined;
}

/**
 * Decides when a file's tags, overview and loudness are found out, and puts them into the state: as
 * soon as a file that is played is heard, tags first; sooner with preload="auto" and where loudness is
 * evened out. Never in native mode, where the samples are denied, without threads, or of a stream
 * without an end: there only peaks that the page has are shown. A large file is decoded for it no
 * further than the listener has come. What does the work is loaded when it is needed. Main thread only.
 */
export class BackgroundWork {
  readonly #host: BackgroundHost;
  readonly #scope = new Scope();
  #file: FileWork | null = null;

  constructor(host: BackgroundHost) {
    this.#host = host;
    this.#scope.own(
      host.state.subscribe(() => {
        this.#look();
      }),
    );
    this.#look();
  }

  /** Ends the work on the current file: another load begins. */
  reset(): void {
    this.#file?.scope.dispose();
    this.#file = null;
  }

  /** Another `peaksSrc` brings another overview. */
  settingsChanged(): void {
    const peaksSrc = this.#file?.peaksSrc;
    if (peaksSrc === undefined || peaksSrc === this.#host.settings().peaksSrc) return;
    this.reset();
    this.#look();
  }

  dispose(): void {
    this.reset();
    this.#scope.dispose();
  }

  #look(): void {
    const { now } = this.#host.state;
    if (now.currentSrc !== (this.#file?.url ?? '')) this.#turnTo(now.currentSrc);
    const file = this.#file;
    if (file === null) return;
    const { preload, peaksSrc } = this.#host.settings();
    const heard = now.readyState >= READY_STATE.HAVE_FUTURE_DATA;
    // The sound goes first, unless it is to be as loud as the tags say.
    const due = !now.waiting || now.loudnessMode !== 'off';
    file.played ||= !now.paused;
    file.wanted ||= (file.played && due) || preload === 'auto';
    // What does the work could not be loaded: then there is nothing to know.
    const giveUp = (): void => {
      file.running.dispose();
    };
    if (file.wanted && this.#isReadable(now)) {
      if (!file.begun) this.#work(file).catch(giveUp);
      if (heard) file.ready.resolve(undefined);
      file.surveyor?.pace(Math.max(now.currentTime, ...now.buffered.map(({ end }) => end)));
      return;
    }
    if (file.begun) file.running.dispose();
    // Peaks tell of a file that can't be read, or is not to be.
    const taken = file.peaksSrc !== undefined;
    if (file.wanted && heard && peaksSrc !== null && !taken) this.#takePeaks(file).catch(giveUp);
  }

  #turnTo(url: string): void {
    this.reset();
    const { now } = this.#host.state;
    if (now.tags !== NO_TAGS || now.overview !== null || now.loudness !== null) {
      this.#host.state.set({ tags: NO_TAGS, overview: null, loudness: null });
    }
    if (url === '') return;
    const scope = new Scope();
    const running = scope.child();
    const ready = Promise.withResolvers<undefined>();
    this.#file = {
      ...{ url, scope, running, ready },
      ...{ surveyor: null, played: false, wanted: false, begun: false, peaksSrc: undefined },
    };
  }

  #isReadable({ mode, error, readyState }: EngineSnapshot): boolean {
    if (mode === 'native' || error !== null || this.#host.settings().workers === 0) return false;
    // Until then the plain element still finds out in which way the file may be asked for.
    if (mode === 'idle' && readyState === READY_STATE.HAVE_NOTHING) return false;
    const resource = this.#host.resource();
    if (resource === null || resource.stream) return false;
    return resource.crossOrigin !== null || !isCrossOrigin(resource.url);
  }

  /** Everything about one file, in order; ends unheard when the file does. */
  async #work(file: FileWork): Promise<void> {
    const resource = this.#host.resource();
    if (resource === null) return;
    file.begun = true;
    const { scope, running } = file;
    const put = (change: Partial<EngineSnapshot>): void => {
      if (!scope.disposed) this.#host.state.set(change);
    };
    const { FileSurveyor } = await import('./file-surveyor.ts');
    if (running.disposed) return;
    const surveyor = new FileSurveyor(running, this.#host.settings().assets, resource);
    file.surveyor = surveyor;
    put({ tags: await surveyor.readTags(scope) });
    // The sound goes first.
    await file.ready.promise;
    const { duration } = this.#host.state.now;
    const fetches = inMemory(resource.url) || !savesData();
    if (!(await this.#takePeaks(file)) && Number.isFinite(duration) && fetches) {
      await surveyor.measure(inMemory(resource.url) ? Infinity : UNPACED_BYTES, put);
    }
    running.dispose();
  }

  /** @returns whether there were any */
  async #takePeaks(file: FileWork): Promise<boolean> {
    const { duration } = this.#host.state.now;
    const { peaksSrc } = this.#host.settings();
    file.peaksSrc = peaksSrc;
    const gone = (): boolean => file.scope.disposed;
    if (peaksSrc === null || gone()) return false;
    const { loadPeaks } = await import('./peaks-file.ts');
    const overview = await loadPeaks(peaksSrc, duration);
    if (overview !== null && !gone()) this.#host.state.set({ overview });
    return overview !== null;
  }
}

function inMemory(url: string): boolean {
  return /^(?:blob|data):/.test(url);
}

/** The listener's wish that nothing is fetched twice. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
