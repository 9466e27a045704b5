import { browserCapabilities, threadedCapability } from '../engine/capabilities.ts';
import { diagnose } from '../engine/diagnosis.ts';
import { row, type SelfTestRow, unavailable } from './rows.ts';

/** What `diagnose()` starts to find out, where a look said that it may. */
const STARTED = ['WebAssembly', 'threads', 'output worklet'];

/** Codecs that need no more than their name. */
const CODECS = { MP3: 'mp3', AAC: 'mp4a.40.2', Opus: 'opus' } as const;

const present = (name: string, there: boolean, without: string): SelfTestRow =>
  row('capability', name, there, there ? 'The browser has it.' : without);

/** Every capability that the threaded engine and its displays use, tried where it can be. */
export async function capabilityRows(): Promise<readonly SelfTestRow[]> {
  const { checks } = await diagnose({ url: '', workers: 'auto', assets: null });
  const diagnosed = checks.map(({ name, ok, detail, fix }) =>
    row('capability', name, ok, fix === '' ? detail : `${detail} What lifts it: ${fix}`),
  );
  const known = new Set(checks.map(({ name }) => name));
  const looks = browserCapabilities().filter(({ name }) => !known.has(name));
  const allowed = threadedCapability('auto');
  return [
    ...diagnosed.filter(({ name }) => !STARTED.includes(name)),
    ...looks.map(({ name }) =>
      name === 'SharedArrayBuffer' && !globalThis.crossOriginIsolated
        ? unavailable('capability', name, 'the page is not cross-origin isolated.')
        : present(name, true, ''),
    ),
    waitAsync(),
    await codecs(),
    webGl2(),
    ...STARTED.map(
      (name) =>
        diagnosed.find((started) => started.name === name) ??
        unavailable('capability', name, allowed.ok ? 'a check above failed.' : allowed.reason),
    ),
  ];
}

function waitAsync(): SelfTestRow {
  const there = typeof Atomics !== 'undefined' && typeof Atomics.waitAsync === 'function';
  return present('Atomics.waitAsync', there, 'Missing; messages take its place.');
}

async function codecs(): Promise<SelfTestRow> {
  const name = 'AudioDecoder codecs';
  if (typeof AudioDecoder === 'undefined') {
    return unavailable('capability', name, 'the browser or this page has no WebCodecs.');
  }
  const answers = await Promise.all(
    Object.entries(CODECS).map(async ([codec, config]) => {
      const stereo = { codec: config, sampleRate: 48_000, numberOfChannels: 2 };
      const { supported } = await AudioDecoder.isConfigSupported(stereo);
      return `${codec} ${supported === true ? 'yes' : 'no'}`;
    }),
  );
  const all = answers.every((answer) => answer.endsWith('yes'));
  return row('capability', name, all, `${answers.join(', ')}.`);
}

function webGl2(): SelfTestRow {
  const context =
    typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return present('WebGL2', context !== null, 'Missing; displays are drawn by canvas 2D.');
}
