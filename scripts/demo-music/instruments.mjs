/**
 * The pitched instruments. Each adds one note to a stereo bus:
 * `play(bus, startFrame, { hz, seconds, velocity, pan }, random)`, velocity 0..1, pan -1..1.
 */
import { StateVariableFilter, decayPerFrame, onePoleOf, panGains, sampleRate } from './dsp.mjs';

const turn = 2 * Math.PI;
const framesOf = (seconds) => Math.round(seconds * sampleRate);
const endOf = (bus, startFrame, frames) => Math.min(bus.left.length, startFrame + frames);

/**
 * Electric piano by frequency modulation: a body whose brightness follows the velocity and fades
 * faster than the note, and a short tine far above it. The channels differ by three cents, which
 * is what makes it wide.
 */
export function electricPiano(bus, startFrame, { hz, seconds, velocity, pan }) {
  const held = framesOf(seconds);
  const end = endOf(bus, startFrame, held + framesOf(0.7));
  const ringSeconds = 2.6 * (220 / hz) ** 0.35;
  const body = decayPerFrame(ringSeconds);
  const bright = decayPerFrame(ringSeconds * 0.28);
  const tine = decayPerFrame(0.11);
  const release = decayPerFrame(0.13);
  const gains = panGains(pan);
  let level = 0.32 * velocity;
  let index = 0.35 + 1.5 * velocity ** 1.6;
  let tineLevel = 0.5 * velocity ** 1.5;
  for (let frame = startFrame; frame < end; frame++) {
    const age = frame - startFrame;
    const attack = Math.min(1, age / 90);
    const time = age / sampleRate;
    for (let side = 0; side < 2; side++) {
      const pitch = hz * (side ? 1.0009 : 0.9991);
      const phase = turn * pitch * time;
      const strike = tineLevel * Math.sin(phase * 7.002);
      const sample = Math.sin(phase + index * Math.sin(phase) + 0.5 * strike) + 0.16 * strike;
      (side ? bus.right : bus.left)[frame] += sample * level * attack * gains[side];
    }
    level *= age > held ? body * release : body;
    index *= bright;
    tineLevel *= tine;
  }
}

/** Sawtooth step with its corner rounded (PolyBLEP), so that high notes do not alias. */
function sawtooth(phase, step) {
  let value = 2 * phase - 1;
  if (phase < step) {
    const t = phase / step;
    value -= t + t - t * t - 1;
  } else if (phase > 1 - step) {
    const t = (phase - 1) / step;
    value -= t * t + t + t + 1;
  }
  return value;
}

/** Pad: two detuned sawtooths for each channel, unfiltered; the pad bus has one moving filter. */
export function pad(bus, startFrame, { hz, seconds, velocity }, random) {
  const attackSeconds = 0.55;
  const releaseSeconds = 0.9;
  const held = framesOf(seconds);
  const end = endOf(bus, startFrame, held + framesOf(releaseSeconds));
  const voices = [-7, 4, -4, 7].map((cents, index) => ({
    channel: index % 2 ? bus.right : bus.left,
    step: (hz * 2 ** (cents / 1200)) / sampleRate,
    phase: random(),
  }));
  for (let frame = startFrame; frame < end; frame++) {
    const age = (frame - startFrame) / sampleRate;
    const rise = Math.min(1, age / attackSeconds);
    const fall = Math.max(0, Math.min(1, (end - frame) / sampleRate / releaseSeconds));
    // Raised cosines at both ends: neighbouring chords cross without a dip or a corner.
    const envelope = Math.sin((rise * Math.PI) / 2) * Math.sin((fall * Math.PI) / 2);
    for (const voice of voices) {
      voice.channel[frame] += 0.1 * velocity * envelope * sawtooth(voice.phase, voice.step);
      voice.phase += voice.step;
      if (voice.phase >= 1) voice.phase -= 1;
    }
  }
}

/**
 * Lead: a plucked string for the start of the note and a round flute-like tone that sings on,
 * with a vibrato that comes late, as a singer's does.
 */
export function lead(bus, startFrame, note, random) {
  const { hz, seconds, velocity, pan } = note;
  const held = framesOf(seconds);
  const end = endOf(bus, startFrame, held + framesOf(0.5));
  const gains = panGains(pan);
  const sustain = decayPerFrame(1.4);
  const release = decayPerFrame(0.09);
  const breathFilter = new StateVariableFilter(Math.min(hz * 3, 9000), 1.2);
  let level = 0.22 * velocity;
  let phase = 0;
  for (let frame = startFrame; frame < end; frame++) {
    const age = (frame - startFrame) / sampleRate;
    const depth = 0.0032 * Math.min(1, Math.max(0, (age - 0.28) / 0.35));
    phase += (turn * hz * (1 + depth * Math.sin(turn * 5.1 * age))) / sampleRate;
    const attack = 1 - Math.exp(-age / 0.011);
    const shine = velocity * Math.exp(-age / 0.35);
    breathFilter.tick(random() - 0.5);
    const sample =
      Math.sin(phase) +
      (0.16 + 0.2 * shine) * Math.sin(2 * phase) +
      (0.1 + 0.16 * shine) * Math.sin(3 * phase) +
      0.09 * shine * Math.sin(5 * phase) +
      0.2 * breathFilter.band * (0.25 + Math.exp(-age / 0.05));
    bus.left[frame] += sample * level * attack * gains[0];
    bus.right[frame] += sample * level * attack * gains[1];
    level *= frame - startFrame > held ? release : sustain;
  }
  pluck(bus, startFrame, { ...note, seconds: 0.5, velocity: velocity * 0.42 }, random);
}

/**
 * Plucked string after Karplus and Strong: a burst of noise in a delay line that loses its
 * high end on every round. The fraction of the loop is an all-pass, which keeps it in tune.
 */
export function pluck(bus, startFrame, { hz, seconds, velocity, pan }, random) {
  const end = endOf(bus, startFrame, framesOf(seconds + 1.1));
  const held = framesOf(seconds);
  const gains = panGains(pan);
  // The averaging in the loop delays by half a frame; the rest is split into whole and fraction.
  const loopFrames = sampleRate / hz - 0.5;
  const whole = Math.floor(loopFrames - 0.1);
  const fraction = loopFrames - whole;
  const allPass = (1 - fraction) / (1 + fraction);
  const line = new Float32Array(whole);
  const soften = onePoleOf(600 + 3600 * velocity);
  let smooth = 0;
  let mean = 0;
  for (let index = 0; index < whole; index++) {
    smooth += soften * (random() * 2 - 1 - smooth);
    line[index] = smooth;
    mean += smooth / whole;
  }
  // Chance makes some bursts louder than others: all start with the same power instead.
  const power = line.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / whole;
  const even = 0.36 / Math.sqrt(power);
  for (let index = 0; index < whole; index++) line[index] = (line[index] - mean) * even;
  const loss = Math.exp(-1 / (hz * 0.75));
  const release = decayPerFrame(0.16);
  let level = 0.55 * velocity;
  let previous = 0;
  let passInput = 0;
  let passOutput = 0;
  for (let frame = startFrame, at = 0; frame < end; frame++, at = (at + 1) % whole) {
    const current = line[at];
    const averaged = loss * 0.5 * (current + previous);
    previous = current;
    passOutput = allPass * (averaged - passOutput) + passInput;
    passInput = averaged;
    line[at] = passOutput;
    const fade = Math.min(1, (frame - startFrame) / 60);
    bus.left[frame] += current * level * fade * gains[0];
    bus.right[frame] += current * level * fade * gains[1];
    if (frame - startFrame > held) level *= release;
  }
}

/**
 * Bass: a sine with a second and third harmonic that fade after the attack, gently saturated:
 * small speakers hear the harmonics, large ones the fundamental. In the middle, as bass should be.
 */
export function bass(bus, startFrame, { hz, seconds, velocity }) {
  const held = framesOf(seconds);
  const end = endOf(bus, startFrame, held + framesOf(0.35));
  const release = decayPerFrame(0.055);
  const sustain = decayPerFrame(2.2);
  let level = velocity;
  for (let frame = startFrame; frame < end; frame++) {
    const age = (frame - startFrame) / sampleRate;
    const phase = turn * hz * age;
    const finger = Math.exp(-age / 0.16);
    const sample =
      Math.sin(phase) +
      (0.22 + 0.3 * finger) * Math.sin(2 * phase) +
      (0.07 + 0.22 * finger) * Math.sin(3 * phase) +
      0.1 * finger * Math.sin(4 * phase);
    const attack = 1 - Math.exp(-age / 0.005);
    const out = Math.tanh(sample * level * attack * 0.9) * 0.42;
    bus.left[frame] += out;
    bus.right[frame] += out;
    level *= frame - startFrame > held ? release : sustain;
  }
}
