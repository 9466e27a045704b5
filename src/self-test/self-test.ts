import { capabilityRows } from './capability-rows.ts';
import { kernelRows } from './kernel-rows.ts';
import type { SelfTestRow } from './rows.ts';
import { threadRows } from './thread-rows.ts';

/**
 * Tries every capability and every kernel, row by row as each is done: some seconds in all. Main
 * thread. Nothing is thrown: what fails is a row that says so, and what can't be tried on this page
 * is a row that says why.
 */
export async function* selfTest(): AsyncGenerator<SelfTestRow, void, undefined> {
  yield* await capabilityRows();
  yield* kernelRows();
  yield* await threadRows();
}
