import { LazyPart } from './lazy-part.ts';

/** Kernels, pool and its driver: there from the first play on a page that may have threads. */
export const THREADS = new LazyPart(() => import('./pool-player.ts'));
