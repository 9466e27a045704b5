/**
 * `rusty-audio-player/self-test`: what this browser and this page can do, and every kernel tried
 * live. It is what `static/test-threading.html` shows. Can be imported in Node; it runs in browsers.
 */
export { selfTest } from './self-test/self-test.ts';
export type { SelfTestGroup, SelfTestRow, Speed } from './self-test/rows.ts';
