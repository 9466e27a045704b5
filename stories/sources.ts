/** The demo's music, as Storybook serves it. */
export const DEMO_TRACK = '/demo/music/kite-weather.mp3';

/** A track that never arrives. */
export function neverArriving(): string {
  return URL.createObjectURL(new MediaSource());
}

/** A broadcast: it has begun and has no end. */
export function broadcast(): string {
  const source = new MediaSource();
  source.addEventListener('sourceopen', () => {
    void (async () => {
      const buffer = source.addSourceBuffer('audio/mpeg');
      const response = await fetch(DEMO_TRACK, { headers: { Range: 'bytes=0-65535' } });
      buffer.addEventListener('updateend', () => (source.duration = Infinity), { once: true });
      buffer.appendBuffer((await response.arrayBuffer()).slice(0, 65_536));
    })();
  });
  return URL.createObjectURL(source);
}

/** A waveform as `peaks-src` takes it: a few phrases, made of numbers. */
export function peaks(): string {
  const values = Array.from({ length: 400 }, (_, index) => {
    const phrase = Math.abs(Math.sin(index / 31)) * 0.7 + 0.1;
    const beat = 0.55 + 0.45 * Math.abs(Math.sin(index * 1.7));
    return Number((phrase * beat).toFixed(3));
  });
  return `data:application/json,${JSON.stringify(values)}`;
}
