/** `capability`: of browser and page. `kernel`: in the calling thread. `thread`: on workers. */
export type SelfTestGroup = 'capability' | 'kernel' | 'thread';

/** How fast it was, against what was asked for. */
export interface Speed {
  readonly measured: number;
  /** `µs`: at most the target, a median. `samples/s`: at least the target. */
  readonly unit: 'µs' | 'samples/s';
  readonly target: number;
  readonly met: boolean;
}

/** One line of the self-test. Names don't change from run to run. */
export interface SelfTestRow {
  readonly group: SelfTestGroup;
  readonly name: string;
  /** Whether it is there and right; null where it could not be tried. */
  readonly ok: boolean | null;
  /** One plain sentence: what was found, or why it could not be tried. */
  readonly detail: string;
  /** Null where nothing was asked for, or nothing could be measured. */
  readonly speed: Speed | null;
}

export function row(
  group: SelfTestGroup,
  name: string,
  ok: boolean | null,
  detail: string,
  speed: Speed | null = null,
): SelfTestRow {
  return Object.freeze({ group, name, ok, detail, speed });
}

/** What was thrown, as the row that it kept from being. */
export function threw(group: SelfTestGroup, name: string, error: unknown): SelfTestRow {
  return row(group, name, false, error instanceof Error ? error.message : String(error));
}

export const unavailable = (group: SelfTestGroup, name: string, reason: string): SelfTestRow =>
  row(group, name, null, `Not available, because: ${reason}`);

export const atMostUs = (measured: number, target: number): Speed =>
  Object.freeze({ measured, unit: 'µs', target, met: measured <= target });

export const atLeastSamples = (measured: number, target: number): Speed =>
  Object.freeze({ measured, unit: 'samples/s', target, met: measured >= target });

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
