/** Decoding of a file that is in memory against a bare AudioDecoder that is handed the packets. */
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { AudioFile } from '../src/workers/audio-file.ts';
import { blockOf } from '../src/workers/pcm-block.ts';

const FILES = {
  wav: 'pcm16.wav',
  flac: 'blocks.flac',
  mp3: 'cbr-lame.mp3',
  'aac (m4a)': 'edit-list.m4a',
  vorbis: 'vorbis.ogg',
  opus: 'opus.opus',
};
/** At most 1.5 times as long as the bare decoder. */
const TARGET = { chromium: 0.67 };

const nothing = () => undefined;
const EVENTS = { arrived: nothing, stalled: nothing, decoding: nothing, decoded: nothing };

/** Milliseconds of `times` passes, each after the other. */
async function timed(times, pass) {
  const begin = performance.now();
  for (let i = 0; i < times; i += 1) await pass();
  return performance.now() - begin;
}

async function decodeFile(file) {
  let frames = 0;
  for await (const block of file.blocks(0)) frames += block.frames;
  if (frames === 0) throw new Error('Nothing was decoded.');
}

async function packetsOf(url) {
  const bytes = await (await fetch(url)).arrayBuffer();
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  const chunks = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    chunks.push(packet.toEncodedAudioChunk());
  }
  return { config: await track.getDecoderConfig(), chunks };
}

async function decodeBare({ config, chunks }) {
  let frames = 0;
  const decoder = new globalThis.AudioDecoder({
    output(data) {
      frames += blockOf(data).frames;
      data.close();
    },
    error(error) {
      throw error;
    },
  });
  decoder.configure(config);
  for (const chunk of chunks) decoder.decode(chunk);
  await decoder.flush();
  decoder.close();
  if (frames === 0) throw new Error('Nothing was decoded.');
}

const row = ([format, name]) => {
  const url = new URL(`/fixtures/${name}`, globalThis.location.href).href;
  return {
    name: `decoding, ${format}, 4 s`,
    operation: 'file',
    kernel: {
      async setup() {
        const file = new AudioFile(url, 'same-origin', EVENTS);
        await file.open();
        return file;
      },
      run: (file, times) => timed(times, () => decodeFile(file)),
      teardown: (file) => file.dispose(),
    },
    peers: [
      {
        name: 'AudioDecoder, packets at hand',
        target: TARGET,
        setup: () => packetsOf(url),
        run: (packets, times) => timed(times, () => decodeBare(packets)),
      },
    ],
  };
};

export const rows = (env) => (env.host === 'chromium' ? Object.entries(FILES).map(row) : []);
