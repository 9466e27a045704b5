// A stream that lets bytes through at a steady pace.
import { Transform } from 'node:stream';

const SLICES_PER_SECOND = 20;

export class Pace extends Transform {
  #sliceBytes;
  #timer;

  constructor(bytesPerSecond) {
    super();
    this.#sliceBytes = Math.max(1, Math.round(bytesPerSecond / SLICES_PER_SECOND));
  }

  _transform(chunk, _encoding, done) {
    let offsetBytes = 0;
    const sendSlice = () => {
      this.push(chunk.subarray(offsetBytes, offsetBytes + this.#sliceBytes));
      const sentBytes = Math.min(this.#sliceBytes, chunk.length - offsetBytes);
      offsetBytes += sentBytes;
      const waitMs = (sentBytes / this.#sliceBytes) * (1000 / SLICES_PER_SECOND);
      this.#timer = setTimeout(offsetBytes < chunk.length ? sendSlice : done, waitMs);
    };
    sendSlice();
  }

  _destroy(error, done) {
    clearTimeout(this.#timer);
    done(error);
  }
}
