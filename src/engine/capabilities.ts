/** The smallest module with a shared memory, an atomic and a SIMD instruction. */
const THREADS_AND_SIMD = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // type 0: () -> ()
  ...[0x03, 0x02, 0x01, 0x00], // function 0 has type 0
  ...[0x05, 0x04, 0x01, 0x03, 0x01, 0x01], // memory, shared, 1 to 1 pages
  ...[0x0a, 0x10, 0x01, 0x0e, 0x00], // body of function 0, no locals
  ...[0x41, 0x00, 0xfe, 0x10, 0x02, 0x00, 0x1a], // i32.const 0, i32.atomic.load, drop
  ...[0x41, 0x00, 0xfd, 0x0f, 0x1a], // i32.const 0, i8x16.splat, drop
  0x0b,
);

export type Capability = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const missing = (reason: string): Capability => ({ ok: false, reason });

/**
 * Whether this page can run the threaded engine, as far as a look tells; the rest is found out by
 * starting it. The reason is one plain sentence that also says what would lift it.
 */
export function threadedCapability(workers: 'auto' | number): Capability {
  if (workers === 0) {
    return missing('The page turned threads off (workers="0"); remove that to use them.');
  }
  if (!globalThis.isSecureContext) {
    return missing('This page came over plain HTTP; serve it over HTTPS to allow threads.');
  }
  if (!globalThis.crossOriginIsolated) {
    return missing(
      'This page is not cross-origin isolated, so it may not share memory between threads; the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: credentialless allow it.',
    );
  }
  const [lack] = missingCapabilities();
  return lack === undefined ? { ok: true } : missing(lack.reason);
}

/** What threads need of the browser. */
export interface BrowserCapability {
  readonly name: string;
  readonly lacks: boolean;
  /** One plain sentence for where it is lacking. */
  readonly reason: string;
}

/** What this browser itself lacks, each with a sentence; what only the page decides is not among it. */
export function missingCapabilities(): readonly BrowserCapability[] {
  return browserCapabilities().filter(({ lacks }) => lacks);
}

export function browserCapabilities(): readonly BrowserCapability[] {
  return [
    {
      name: 'SharedArrayBuffer',
      lacks: globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'undefined',
      reason: 'This browser does not offer SharedArrayBuffer, even on this isolated page.',
    },
    {
      name: 'WebAssembly threads and SIMD',
      lacks: typeof WebAssembly === 'undefined' || !WebAssembly.validate(THREADS_AND_SIMD),
      reason: 'This browser’s WebAssembly lacks threads or SIMD.',
    },
    {
      name: 'AudioWorklet',
      lacks: typeof AudioWorkletNode === 'undefined',
      reason: 'This browser does not offer AudioWorklet.',
    },
    {
      name: 'WebCodecs',
      lacks: typeof AudioDecoder === 'undefined',
      reason: 'This browser does not offer WebCodecs audio decoding.',
    },
  ];
}
