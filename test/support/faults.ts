import { LAYOUT } from '../../src/engine/memory-layout.ts';

/**
 * Breaks the engine's threads on command. The scripts of workers and worklet are fetched by the
 * page, so the page can put a few lines in front of them; these watch a word in the shared memory
 * that the engine leaves free, and fail in the way and at the role that the word names. The thread
 * that works on one file in the background shares no memory: it is told by a message.
 */
export const FAULTS = ['throw', 'trap', 'memory', 'hang'] as const;
export type Fault = (typeof FAULTS)[number];
/** `background` is the pool's thread of that role. */
export const FAULTY_ROLES = ['dsp', 'decode', 'output', 'fft', 'background'] as const;
export type FaultyRole = (typeof FAULTY_ROLES)[number];

/** A word of the header that nothing uses: 0, or 1 + fault + 4 * role. */
const TRIGGER = 63;
const codeOf = (role: FaultyRole, fault: Fault): number =>
  1 + FAULTS.indexOf(fault) + FAULTS.length * FAULTY_ROLES.indexOf(role);

/** A module whose start function is `unreachable`. */
const TRAP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0].concat([
  10, 5, 1, 3, 0, 0, 11,
]);

const PREAMBLE = `
{
  const known = ${JSON.stringify(FAULTY_ROLES)};
  const faults = [
    () => { throw new Error('injected fault'); },
    () => new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(${JSON.stringify(TRAP)}))),
    () => new ArrayBuffer(2 ** 52),
    () => { for (;;); },
  ];
  const check = (memory, roles) => {
    if (!memory) return;
    const words = new Int32Array(memory.buffer);
    const code = Atomics.load(words, ${TRIGGER}) - 1;
    if (code < 0 || !roles.includes(known[code >> 2])) return;
    Atomics.store(words, ${TRIGGER}, 0);
    faults[code & 3]();
  };
  if (globalThis.registerProcessor) {
    const register = registerProcessor;
    globalThis.registerProcessor = (name, Processor) => register(name, class extends Processor {
      #memory;
      constructor(options) {
        super(options);
        // The limiter has none.
        this.#memory = options.processorOptions?.memory;
      }
      process(...args) {
        check(this.#memory, ['output']);
        return super.process(...args);
      }
    });
  } else {
    addEventListener('message', ({ data }) => {
      if (data.type === 'injected_fault') faults[data.fault]();
      if (data.type !== 'init') return;
      const { memory, roles } = data;
      if (!roles.includes('dsp') && !roles.includes('fft')) setInterval(() => check(memory, roles), 10);
      const wait = Atomics.wait;
      Atomics.wait = (...args) => {
        check(memory, roles);
        return wait(...args);
      };
    });
  }
}
`;

const sleeps = (role: FaultyRole): boolean => role === 'dsp' || role === 'fft';

const wordsOf = (memory: WebAssembly.Memory): Int32Array<SharedArrayBuffer> =>
  new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
const triggerOf = (memory: WebAssembly.Memory): number => Atomics.load(wordsOf(memory), TRIGGER);

type PostMessage = (this: Worker, message: unknown, ...rest: never[]) => void;

/** Stands between page and engine until `restore`. */
export class FaultInjection {
  readonly #fetch = globalThis.fetch;
  readonly #postMessage = Reflect.get(Worker.prototype, 'postMessage') as PostMessage;
  readonly #terminate = Reflect.get<Worker, 'terminate'>(Worker.prototype, 'terminate');
  readonly #memories = new Map<WebAssembly.Memory, Worker>();
  /** Those in which a fault was to go off. */
  readonly #targets = new Set<WebAssembly.Memory>();
  readonly #ended = new WeakSet<Worker>();
  /** The thread that works, or worked last, on a file in the background. */
  surveying: Worker | null = null;
  #armed = 0;
  #missing: RegExp | null = null;
  #surveyFault: Fault | null = null;

  constructor() {
    const fetchOriginal = this.#fetch;
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (this.#missing?.test(url) === true) return new Response(null, { status: 404 });
      const response = await fetchOriginal.call(globalThis, input, init);
      if (!/rusty-audio-.*(worker|worklet)\.js$/.test(url)) return response;
      return new Response(PREAMBLE + (await response.text()));
    };
    const post = this.#postMessage;
    const see = (worker: Worker, message: unknown): void => this.#see(worker, message);
    const survey = (worker: Worker, message: unknown): void => {
      if ((message as { type?: string }).type !== 'read_file') return;
      this.surveying = worker;
      if (this.#surveyFault !== null) this.fireInSurvey(this.#surveyFault);
      this.#surveyFault = null;
    };
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      see(this, message);
      post.call(this, message, ...rest);
      survey(this, message);
    };
    const terminate = this.#terminate;
    const ended = this.#ended;
    Worker.prototype.terminate = function (this: Worker) {
      ended.add(this);
      terminate.call(this);
    };
  }

  /** Whether the page has ended this thread. */
  hasEnded(worker: Worker): boolean {
    return this.#ended.has(worker);
  }

  /** Whether every pool in which a fault went off, since `disarm`, was found to be lost, and ended. */
  get poolsEnded(): boolean {
    const hit = [...this.#targets].filter((memory) => triggerOf(memory) === 0);
    return (
      this.#armed === 0 &&
      hit.length > 0 &&
      hit.every((memory) => this.#ended.has(this.#memories.get(memory)!))
    );
  }

  /** The sounding pool's thread with this role fails at its next step. */
  fire(role: FaultyRole, fault: Fault): void {
    const playing = (LAYOUT.CONTROL + LAYOUT.CONTROL_PLAYING) / 4;
    for (const memory of this.#memories.keys()) {
      if (new Uint32Array(memory.buffer)[playing] === 1) this.fireIn(memory, role, fault);
    }
  }

  /** The thread with this role over this memory fails at its next step. */
  fireIn(memory: WebAssembly.Memory, role: FaultyRole, fault: Fault): void {
    this.#set(memory, codeOf(role, fault));
  }

  /** The thread with this role fails at its first step in the next pool, new or lent again. */
  arm(role: FaultyRole, fault: Fault): void {
    this.#armed = codeOf(role, fault);
    for (const memory of this.#memories.keys()) this.#set(memory, this.#armed);
  }

  /** The thread that works on a file in the background fails now. */
  fireInSurvey(fault: Fault): void {
    this.#postMessage.call(this.surveying!, {
      type: 'injected_fault',
      fault: FAULTS.indexOf(fault),
    });
  }

  /** The next one fails at its first step. */
  armSurvey(fault: Fault): void {
    this.#surveyFault = fault;
  }

  /** From now on the server doesn't know the script for this role. */
  loseScript(role: FaultyRole): void {
    const file =
      role === 'output' ? 'output-worklet' : sleeps(role) ? 'dsp-worker' : 'decode-worker';
    this.#missing = new RegExp(`rusty-audio-${file}\\.js$`);
  }

  /** Forgets what `arm` and `loseScript` left. */
  disarm(): void {
    this.#missing = null;
    this.#surveyFault = null;
    this.#armed = 0;
    for (const memory of this.#memories.keys()) this.#set(memory, 0);
    this.#targets.clear();
  }

  restore(): void {
    globalThis.fetch = this.#fetch;
    Worker.prototype.postMessage = this.#postMessage;
    Worker.prototype.terminate = this.#terminate;
  }

  #set(memory: WebAssembly.Memory, code: number): void {
    Atomics.store(wordsOf(memory), TRIGGER, code);
    if (code !== 0) this.#targets.add(memory);
  }

  #see(worker: Worker, message: unknown): void {
    const { type, memory } = message as { type?: string; memory?: WebAssembly.Memory };
    if (type !== 'init' || memory === undefined || this.#memories.has(memory)) return;
    this.#memories.set(memory, worker);
    this.#set(memory, this.#armed);
    this.#armed = 0;
  }
}
