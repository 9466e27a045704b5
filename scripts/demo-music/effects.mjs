/** Effects on whole buses: chorus, tremolo, moving filter, echo, reverb, ducking. */
import { StateVariableFilter, createStereo, decayPerFrame, onePoleOf, sampleRate } from './dsp.mjs';

const turn = 2 * Math.PI;

/** Reads a circular line `delayFrames` behind `write`, with linear interpolation. */
function readBehind(line, write, delayFrames) {
  const position = write - delayFrames + line.length;
  const whole = Math.floor(position);
  const fraction = position - whole;
  const a = line[whole % line.length];
  const b = line[(whole + 1) % line.length];
  return a + (b - a) * fraction;
}

/** Chorus in place: each channel mixed with a copy that drifts 7..13 ms behind, in quadrature. */
export function chorus(bus, { rateHz, mix }) {
  for (let side = 0; side < 2; side++) {
    const channel = side ? bus.right : bus.left;
    const line = new Float32Array(1024);
    for (let frame = 0; frame < channel.length; frame++) {
      const write = frame % line.length;
      line[write] = channel[frame];
      const drift = Math.sin((turn * rateHz * frame) / sampleRate + (side * Math.PI) / 2);
      const wet = readBehind(line, write, (0.01 + 0.003 * drift) * sampleRate);
      channel[frame] = channel[frame] * (1 - mix * 0.4) + wet * mix;
    }
  }
}

/** The slow stereo tremolo of an electric piano: level wanders from side to side. */
export function autoPan(bus, { rateHz, depth }) {
  for (let frame = 0; frame < bus.left.length; frame++) {
    const swing = depth * Math.sin((turn * rateHz * frame) / sampleRate);
    bus.left[frame] *= 1 + swing;
    bus.right[frame] *= 1 - swing;
  }
}

/** Low-pass in place whose cutoff follows `cutoffAt(frame)` in Hz. */
export function sweptLowPass(bus, cutoffAt, q) {
  const filters = [new StateVariableFilter(), new StateVariableFilter()];
  for (let frame = 0; frame < bus.left.length; frame++) {
    if (frame % 64 === 0) {
      const cutoffHz = cutoffAt(frame);
      for (const filter of filters) filter.tune(cutoffHz, q);
    }
    bus.left[frame] = filters[0].tick(bus.left[frame]);
    bus.right[frame] = filters[1].tick(bus.right[frame]);
  }
}

/** Echo that crosses the channels; every repeat is darker than the one before. Returns the wet. */
export function pingPong(bus, { delaySeconds, feedback, cutoffHz }) {
  const frames = bus.left.length;
  const delay = Math.round(delaySeconds * sampleRate);
  const wet = createStereo(frames);
  const dull = onePoleOf(cutoffHz);
  let dullLeft = 0;
  let dullRight = 0;
  for (let frame = delay; frame < frames; frame++) {
    const from = frame - delay;
    const input = (bus.left[from] + bus.right[from]) * 0.5;
    dullLeft += dull * (input + wet.right[from] * feedback - dullLeft);
    dullRight += dull * (wet.left[from] - dullRight);
    wet.left[frame] = dullLeft;
    wet.right[frame] = dullRight;
  }
  return wet;
}

/** Prime line lengths in frames: no two echoes fall together. */
const lineFrames = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];

/**
 * Reverb: eight delay lines that feed each other through a Hadamard matrix, which keeps the
 * energy (a feedback delay network). Returns the wet; `seconds` is the time to -60 dB.
 */
export function reverb(bus, { seconds, dampingHz, preDelaySeconds }) {
  const frames = bus.left.length;
  const wet = createStereo(frames);
  const preDelay = Math.round(preDelaySeconds * sampleRate);
  const damping = onePoleOf(dampingHz);
  const lines = lineFrames.map((length) => ({
    samples: new Float32Array(length),
    gain: 10 ** ((-3 * length) / (seconds * sampleRate)),
    at: 0,
    dull: 0,
  }));
  const out = new Float64Array(8);
  for (let frame = preDelay; frame < frames; frame++) {
    const left = bus.left[frame - preDelay];
    const right = bus.right[frame - preDelay];
    for (let index = 0; index < 8; index++) {
      const line = lines[index];
      line.dull += damping * (line.samples[line.at] - line.dull);
      out[index] = line.dull * line.gain;
    }
    wet.left[frame] = (out[0] - out[2] + out[4] - out[6]) * 0.5;
    wet.right[frame] = (out[1] - out[3] + out[5] - out[7]) * 0.5;
    for (let stride = 1; stride < 8; stride *= 2) {
      for (let index = 0; index < 8; index++) {
        if (index & stride) continue;
        const a = out[index];
        const b = out[index + stride];
        out[index] = (a + b) * Math.SQRT1_2;
        out[index + stride] = (a - b) * Math.SQRT1_2;
      }
    }
    for (let index = 0; index < 8; index++) {
      const line = lines[index];
      line.samples[line.at] = out[index] + (index % 2 ? right : left) * 0.5;
      line.at = (line.at + 1) % line.samples.length;
    }
  }
  return wet;
}

/** Lowers the bus by `depth` (0..1) at each kick and lets it come back: room for the bass. */
export function duck(bus, kickFrames, { depth, recoverSeconds }) {
  const recover = decayPerFrame(recoverSeconds);
  const kicks = new Set(kickFrames);
  let target = 0;
  let amount = 0;
  for (let frame = 0; frame < bus.left.length; frame++) {
    if (kicks.has(frame)) target = depth;
    target *= recover;
    // The way down takes 3 ms, so that the ducking itself does not click.
    amount += (target - amount) * 0.0075;
    bus.left[frame] *= 1 - amount;
    bus.right[frame] *= 1 - amount;
  }
}
