import type { AudioPacket } from './packet-source.ts';
import { blockOf, cutBlock, joinBlocks, type PcmBlock } from './pcm-block.ts';

/** Quiet time after which a decoder that was given everything is taken to have lost something. */
const PATIENCE_MS = 150;
/** Packets that are remembered to make a new decoder ready with. */
const HISTORY_FRAMES = 8192;

/** Chunks need times; only their order counts. */
const CHUNK_MICROSECONDS = 20000;

interface Run {
  readonly decoder: AudioDecoder;
  readonly blocks: PcmBlock[];
  frames: number;
  failed: boolean;
  /** Frames at which whoever waits is called. */
  wanted: number;
  settle: () => void;
}

/**
 * Drives a WebCodecs decoder and says which packet each stretch of sound came from. Decoders number
 * their output by count and may drop a broken packet without a word, so the count is checked group
 * by group; where it is wrong, or the decoder has closed itself, the group is decoded again in
 * pieces by fresh decoders until the bad packets stand alone.
 *
 * Frames are the packets' own; a decoder that doubles them (HE-AAC) says so in `scale`.
 */
export class PacketDecoder {
  readonly #config: AudioDecoderConfig;
  readonly #historyFrames: number;
  #history: AudioPacket[] = [];
  #run: Run | null = null;
  /** The first packet that a decoder gets only primes it. */
  readonly #primes: boolean;
  #clock = 0;
  #scale = 1;

  constructor(config: AudioDecoderConfig, preRollFrames: number) {
    this.#config = config;
    this.#primes = config.codec === 'vorbis';
    this.#historyFrames = Math.max(HISTORY_FRAMES, preRollFrames);
  }

  /**
   * Finds out how many frames come of a packet's own count (2 for AAC with implicit spectral band
   * replication) and at what rate.
   *
   * @returns null when these packets give no sound
   */
  async probe(
    packets: readonly AudioPacket[],
  ): Promise<{ sampleRateHz: number; scale: number } | null> {
    const run = this.#start();
    for (const packet of packets) this.#feed(run, packet);
    const block = await this.#finish(run);
    const frames = packets.reduce((sum, packet) => sum + packet.frames, 0);
    if (block === null) return null;
    this.#scale = frames > 0 && block.frames >= 1.5 * frames ? 2 : 1;
    return { sampleRateHz: block.sampleRateHz, scale: this.#scale };
  }

  /** Decodes the packets that follow on the last ones. null stands for one that is lost. */
  async decode(packets: readonly AudioPacket[]): Promise<(PcmBlock | null)[]> {
    if (packets.length === 0) return [];
    const fresh = this.#run === null;
    const run = this.#run ?? this.#start();
    this.#run = run;
    const fed = fresh ? [...this.#history, ...packets] : packets;
    for (const packet of fed) this.#feed(run, packet);
    const expected =
      this.#framesOf(fed) - (fresh && this.#primes ? this.#framesOf(fed.slice(0, 1)) : 0);
    if (await this.#arrived(run, expected)) {
      const blocks = run.blocks.splice(0);
      run.frames = 0;
      this.#remember(packets);
      const matching =
        blocks.length === packets.length &&
        blocks.every((block, i) => block.frames === packets[i]!.frames * this.#scale);
      return matching ? blocks : this.#split(joinBlocks(blocks), packets);
    }
    this.#drop();
    return this.#surely(packets);
  }

  /** The packets to come don't follow on the last ones. */
  restart(): void {
    this.#drop();
    this.#history = [];
  }

  close(): void {
    this.restart();
  }

  /** Decodes by fresh decoders that are run to their end, so that the count is final. */
  async #surely(packets: readonly AudioPacket[]): Promise<(PcmBlock | null)[]> {
    const run = this.#start();
    for (const packet of [...this.#history, ...packets]) this.#feed(run, packet);
    const block = await this.#finish(run);
    const before = this.#framesOf(this.#history);
    const wanted = this.#framesOf(packets);
    const have = block?.frames ?? 0;
    const primed = this.#primes ? ((this.#history[0] ?? packets[0])?.frames ?? 0) : 0;
    const whole = have === before + wanted - primed * this.#scale;
    if (whole && !run.failed && block !== null) {
      const mine = cutBlock(block, Math.max(0, have - wanted), have);
      this.#remember(packets);
      return this.#split(mine, packets);
    }
    if (packets.length === 1) return [null];
    // What came before the failure is likely good: cut there.
    const good = countOf(packets, Math.max(0, have - before), this.#scale);
    const cut = Math.min(packets.length - 1, Math.max(1, run.failed ? good : packets.length >> 1));
    const first = await this.#surely(packets.slice(0, cut));
    return [...first, ...(await this.#surely(packets.slice(cut)))];
  }

  /** Cuts sound into the packets' shares, from the end: the first one may have primed only. */
  #split(block: PcmBlock | null, packets: readonly AudioPacket[]): (PcmBlock | null)[] {
    if (block === null) return packets.map(() => null);
    let end = block.frames;
    return packets
      .toReversed()
      .map((packet) => {
        const start = Math.max(0, end - packet.frames * this.#scale);
        const share = cutBlock(block, start, end);
        end = start;
        return share;
      })
      .reverse();
  }

  #framesOf(packets: readonly AudioPacket[]): number {
    return packets.reduce((sum, { frames }) => sum + frames, 0) * this.#scale;
  }

  #remember(packets: readonly AudioPacket[]): void {
    this.#history.push(...packets);
    let spare = this.#framesOf(this.#history) / this.#scale - this.#historyFrames;
    while (this.#history.length > 2 && spare > this.#history[0]!.frames) {
      spare -= this.#history.shift()!.frames;
    }
  }

  #start(): Run {
    const decoder = new AudioDecoder({
      output: (data) => {
        const block = blockOf(data);
        data.close();
        run.blocks.push(block);
        run.frames += block.frames;
        if (run.frames >= run.wanted) run.settle();
      },
      error: () => {
        run.failed = true;
        run.settle();
      },
    });
    const run: Run = {
      decoder,
      blocks: [],
      frames: 0,
      failed: false,
      wanted: Infinity,
      settle: () => undefined,
    };
    decoder.configure(this.#config);
    return run;
  }

  #feed(run: Run, packet: AudioPacket): void {
    if (run.decoder.state !== 'configured' || packet.data.length === 0) {
      run.failed = true;
      return;
    }
    const timestamp = this.#clock;
    this.#clock += CHUNK_MICROSECONDS;
    run.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: packet.data }));
  }

  /** Waits until `frames` have come out. @returns false when they won't */
  async #arrived(run: Run, frames: number): Promise<boolean> {
    run.wanted = frames;
    if (!run.failed && run.frames < frames) {
      await new Promise<void>((resolve) => {
        run.settle = resolve;
        this.#watch(run);
      });
    }
    run.settle = () => undefined;
    return !run.failed && run.frames === frames;
  }

  /** Settles a run that gives nothing any more though it was fed. */
  #watch(run: Run): void {
    let seen = run.frames;
    let idleTicks = 0;
    const { settle } = run;
    const timer = setInterval(() => {
      const idle = run.decoder.decodeQueueSize === 0 && run.frames === seen;
      idleTicks = idle ? idleTicks + 1 : 0;
      seen = run.frames;
      if (idleTicks === 2) run.settle();
    }, PATIENCE_MS);
    run.settle = () => {
      clearInterval(timer);
      settle();
    };
  }

  /** Lets a run out to its end. @returns all of its sound */
  async #finish(run: Run): Promise<PcmBlock | null> {
    try {
      if (!run.failed) await run.decoder.flush();
    } catch {
      run.failed = true;
    }
    if (run.decoder.state !== 'closed') run.decoder.close();
    return joinBlocks(run.blocks);
  }

  #drop(): void {
    const { decoder } = this.#run ?? {};
    if (decoder !== undefined && decoder.state !== 'closed') decoder.close();
    this.#run = null;
  }
}

/** How many whole packets `frames` are. */
function countOf(packets: readonly AudioPacket[], frames: number, scale: number): number {
  let rest = frames;
  let count = 0;
  for (const packet of packets) {
    rest -= packet.frames * scale;
    if (rest < 0) break;
    count++;
  }
  return count;
}
