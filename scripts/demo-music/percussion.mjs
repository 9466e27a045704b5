/**
 * Percussion, played softly: brushes, a felt kick, a shaker. Each adds one hit to a stereo bus:
 * `play(bus, startFrame, velocity, random)`, velocity 0..1.
 */
import { StateVariableFilter, decayPerFrame, panGains, sampleRate } from './dsp.mjs';

const turn = 2 * Math.PI;

/** Filtered noise with an attack and a decay in seconds: what most of percussion is. */
function noiseHit(bus, startFrame, random, shape) {
  const { gain, cutoffHz, q, output, attackSeconds, decaySeconds, pan, width = 0 } = shape;
  const end = Math.min(bus.left.length, startFrame + Math.round(sampleRate * decaySeconds * 8));
  const filters = [new StateVariableFilter(cutoffHz, q), new StateVariableFilter(cutoffHz, q)];
  const gains = panGains(pan);
  const decay = decayPerFrame(decaySeconds);
  let level = gain;
  for (let frame = startFrame; frame < end; frame++) {
    const age = (frame - startFrame) / sampleRate;
    const attack = age < attackSeconds ? age / attackSeconds : 1;
    const shared = random() * 2 - 1;
    for (let side = 0; side < 2; side++) {
      // `width` blends from one noise for both channels to one for each.
      filters[side].tick(shared * (1 - width) + (random() * 2 - 1) * width);
      const channel = side ? bus.right : bus.left;
      channel[frame] += filters[side][output] * level * attack * gains[side];
    }
    if (age >= attackSeconds) level *= decay;
  }
}

/** A decaying sine whose pitch falls from `fromHz` to `toHz`. */
function fallingTone(bus, startFrame, { gain, fromHz, toHz, fallSeconds, decaySeconds, pan = 0 }) {
  const end = Math.min(bus.left.length, startFrame + Math.round(sampleRate * decaySeconds * 8));
  const gains = panGains(pan);
  let phase = 0;
  for (let frame = startFrame; frame < end; frame++) {
    const age = (frame - startFrame) / sampleRate;
    const hz = toHz + (fromHz - toHz) * Math.exp(-age / fallSeconds);
    phase += (turn * hz) / sampleRate;
    const attack = Math.min(1, age / 0.0015);
    const sample = gain * attack * Math.exp(-age / decaySeconds) * Math.sin(phase);
    bus.left[frame] += sample * gains[0];
    bus.right[frame] += sample * gains[1];
  }
}

/** Inharmonic partials, the metal in a ride cymbal. */
const metalHz = [3140, 4270, 5330, 6870, 8120, 9610];

function metal(bus, startFrame, random, gain, decaySeconds, pan) {
  metalHz.forEach((hz, index) => {
    fallingTone(bus, startFrame, {
      gain: gain / (1 + index * 0.5),
      fromHz: hz * (1 + 0.004 * random()),
      toHz: hz,
      fallSeconds: 0.1,
      decaySeconds: decaySeconds / (1 + index * 0.35),
      pan: pan + (index % 2 ? 0.25 : -0.25),
    });
  });
}

export const percussionKit = {
  kick(bus, startFrame, velocity, random) {
    fallingTone(bus, startFrame, {
      gain: 0.95 * velocity,
      fromHz: 150,
      toHz: 47,
      fallSeconds: 0.026,
      decaySeconds: 0.15,
    });
    noiseHit(bus, startFrame, random, {
      gain: 0.16 * velocity * velocity,
      cutoffHz: 2200,
      q: 0.7,
      output: 'low',
      attackSeconds: 0.0005,
      decaySeconds: 0.006,
      pan: 0,
    });
  },

  rim(bus, startFrame, velocity, random) {
    for (const [hz, gain] of [
      [410, 0.2],
      [1720, 0.16],
      [2480, 0.06],
    ]) {
      fallingTone(bus, startFrame, {
        gain: gain * velocity,
        fromHz: hz * 1.06,
        toHz: hz,
        fallSeconds: 0.008,
        decaySeconds: 0.022,
        pan: 0.12,
      });
    }
    noiseHit(bus, startFrame, random, {
      gain: 0.1 * velocity,
      cutoffHz: 3000,
      q: 0.8,
      output: 'band',
      attackSeconds: 0.0005,
      decaySeconds: 0.018,
      pan: 0.12,
    });
  },

  /** A brush lands as a soft slap, then sweeps a little. */
  brush(bus, startFrame, velocity, random) {
    fallingTone(bus, startFrame, {
      gain: 0.22 * velocity,
      fromHz: 230,
      toHz: 178,
      fallSeconds: 0.02,
      decaySeconds: 0.055,
      pan: 0.08,
    });
    noiseHit(bus, startFrame, random, {
      gain: 0.3 * velocity,
      cutoffHz: 2400,
      q: 0.6,
      output: 'band',
      attackSeconds: 0.003,
      decaySeconds: 0.055,
      pan: 0.08,
      width: 0.3,
    });
    noiseHit(bus, startFrame, random, {
      gain: 0.11 * velocity,
      cutoffHz: 5200,
      q: 0.7,
      output: 'high',
      attackSeconds: 0.012,
      decaySeconds: 0.09,
      pan: 0.08,
      width: 0.5,
    });
  },

  hat(bus, startFrame, velocity, random) {
    noiseHit(bus, startFrame, random, {
      gain: 0.17 * velocity,
      cutoffHz: 8200,
      q: 0.9,
      output: 'high',
      attackSeconds: 0.001,
      decaySeconds: 0.024 + 0.02 * velocity,
      pan: -0.3,
    });
  },

  openHat(bus, startFrame, velocity, random) {
    noiseHit(bus, startFrame, random, {
      gain: 0.14 * velocity,
      cutoffHz: 7600,
      q: 0.9,
      output: 'high',
      attackSeconds: 0.002,
      decaySeconds: 0.14,
      pan: -0.3,
    });
  },

  shaker(bus, startFrame, velocity, random) {
    noiseHit(bus, startFrame, random, {
      gain: 0.2 * velocity,
      cutoffHz: 6800,
      q: 1.1,
      output: 'band',
      attackSeconds: 0.018,
      decaySeconds: 0.026,
      pan: 0.38,
    });
  },

  ride(bus, startFrame, velocity, random) {
    metal(bus, startFrame, random, 0.016 * velocity, 0.42, -0.18);
    noiseHit(bus, startFrame, random, {
      gain: 0.045 * velocity,
      cutoffHz: 9000,
      q: 0.7,
      output: 'high',
      attackSeconds: 0.001,
      decaySeconds: 0.16,
      pan: -0.18,
      width: 0.4,
    });
  },

  cymbal(bus, startFrame, velocity, random) {
    metal(bus, startFrame, random, 0.011 * velocity, 1.3, 0);
    noiseHit(bus, startFrame, random, {
      gain: 0.13 * velocity,
      cutoffHz: 5600,
      q: 0.6,
      output: 'high',
      attackSeconds: 0.004,
      decaySeconds: 0.75,
      pan: 0,
      width: 0.9,
    });
  },
};

/** Wind: noise that rises for `seconds` and is gone a moment after `peakFrame`. */
export function swell(bus, peakFrame, { seconds, velocity }, random) {
  const rise = Math.round(seconds * sampleRate);
  const fall = Math.round(0.5 * sampleRate);
  const start = Math.max(0, peakFrame - rise);
  const end = Math.min(bus.left.length, peakFrame + fall);
  const filters = [new StateVariableFilter(), new StateVariableFilter()];
  for (let frame = start; frame < end; frame++) {
    const x = (frame - start) / rise;
    const up = Math.min(1, x);
    const envelope = x < 1 ? up ** 2.6 : ((end - frame) / fall) ** 3;
    if ((frame - start) % 64 === 0) {
      for (const filter of filters) filter.tune(700 + 5600 * up * up, 0.8);
    }
    for (let side = 0; side < 2; side++) {
      filters[side].tick(random() * 2 - 1);
      (side ? bus.right : bus.left)[frame] += filters[side].band * 0.1 * velocity * envelope;
    }
  }
}
