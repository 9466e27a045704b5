/**
 * "Kite Weather": the composition as data. D major, 90 bpm, 22 bars and a last chord.
 *
 * Positions and lengths are in beats from the start, pitches are MIDI note numbers, velocities
 * 0..1. Nothing here knows about sound; `render.mjs` gives each part its instrument.
 *
 *   intro 4 | A 4 | A' 4 | B 4 | breakdown 2 | A'' 4 | last chord
 */
export const beatsPerBar = 4;
export const secondsPerBeat = 60 / 90;
/** Ring-out included: the last chord falls at about 59 s. */
export const durationSeconds = 64;

/** `intensity` scales every velocity in the section: the piece breathes as a whole. */
export const sections = [
  { name: 'Intro', bar: 0, bars: 4, intensity: 0.92 },
  { name: 'Lift', bar: 4, bars: 4, intensity: 0.88 },
  { name: 'Line out', bar: 8, bars: 4, intensity: 0.95 },
  { name: 'High wind', bar: 12, bars: 4, intensity: 1.06 },
  { name: 'Stillness', bar: 16, bars: 2, intensity: 0.84 },
  { name: 'Homeward', bar: 18, bars: 4, intensity: 1.03 },
  { name: 'Landing', bar: 22, bars: 2, intensity: 0.9 },
];

/** The intensity of the section that `beat` falls into. */
export const intensityAt = (beat) =>
  sections.findLast((section) => section.bar * beatsPerBar <= beat).intensity;

/** Pitch classes of D major. Gm6 borrows B flat, the only note outside it. */
export const scale = [2, 4, 6, 7, 9, 11, 1];

/**
 * Chords: bass root and a four-note voicing around middle C. Successive voicings share two or
 * three notes and move the others by a step; the bass, not the voicing, names the root.
 */
export const chords = {
  Dmaj9: { root: 38, voicing: [54, 57, 61, 64], tones: [2, 6, 9, 1, 4] },
  Fsm7: { root: 30, voicing: [52, 57, 61, 66], tones: [6, 9, 1, 4] },
  Gmaj9: { root: 31, voicing: [57, 59, 62, 66], tones: [7, 11, 2, 6, 9] },
  A9sus: { root: 33, voicing: [55, 59, 62, 64], tones: [9, 2, 4, 7, 11] },
  A7: { root: 33, voicing: [55, 57, 61, 64], tones: [9, 1, 4, 7] },
  Bm9: { root: 35, voicing: [57, 61, 62, 66], tones: [11, 2, 6, 9, 1] },
  Em9: { root: 28, voicing: [55, 59, 62, 66], tones: [4, 7, 11, 2, 6] },
  A13sus: { root: 33, voicing: [55, 59, 62, 66], tones: [9, 2, 7, 11, 6, 4] },
  Gm6: { root: 31, voicing: [55, 58, 62, 64], tones: [7, 10, 2, 4] },
  D69: { root: 38, voicing: [54, 57, 59, 64], tones: [2, 6, 9, 11, 4] },
};

const verse = [
  ['Dmaj9', 4],
  ['Fsm7', 4],
  ['Gmaj9', 4],
  ['A9sus', 4],
];
const bridge = [
  ['Bm9', 4],
  ['Fsm7', 4],
  ['Gmaj9', 4],
  ['Gm6', 2],
  ['A9sus', 2],
];
const breakdown = [
  ['Em9', 4],
  ['A13sus', 2],
  ['A7', 2],
];
/** The minor subdominant of the bridge returns as the cadence: it makes the last D feel earned. */
const homeward = [
  ['Dmaj9', 4],
  ['Fsm7', 4],
  ['Gmaj9', 4],
  ['Gm6', 2],
  ['A9sus', 2],
];

/** @type {{ beat: number, beats: number, name: string }[]} */
export const harmony = [];
for (const [name, beats] of [
  ...verse,
  ...verse,
  ...verse,
  ...bridge,
  ...breakdown,
  ...homeward,
  ['D69', 8],
]) {
  const last = harmony.at(-1);
  harmony.push({ beat: last ? last.beat + last.beats : 0, beats, name });
}

/** The chord that sounds at `beat`. */
export const chordAt = (beat) => harmony.findLast((chord) => chord.beat <= beat) ?? harmony[0];

/**
 * The tune, one line per bar: [beat in the bar, pitch, beats, velocity]. Its cell is the rising
 * A D E F sharp, always entered after the bar line, so that every phrase starts with a breath.
 */
const tune = {
  4: [
    [0.5, 69, 0.5, 0.62],
    [1, 74, 0.5, 0.7],
    [1.5, 76, 0.5, 0.74],
    [2, 78, 1.5, 0.84],
    [3.5, 76, 0.5, 0.64],
  ],
  5: [
    [0, 73, 1, 0.74],
    [1, 69, 1.75, 0.62],
  ],
  6: [
    [0.5, 69, 0.5, 0.6],
    [1, 71, 0.5, 0.66],
    [1.5, 74, 0.5, 0.7],
    [2, 78, 1, 0.82],
    [3, 76, 1, 0.68],
  ],
  7: [
    [0, 74, 0.5, 0.66],
    [0.5, 76, 2, 0.76],
  ],
  8: [
    [0.5, 69, 0.5, 0.66],
    [1, 74, 0.5, 0.72],
    [1.5, 76, 0.5, 0.76],
    [2, 78, 1, 0.84],
    [3, 81, 1, 0.88],
  ],
  9: [
    [0, 78, 1, 0.8],
    [1, 76, 0.5, 0.68],
    [1.5, 73, 1.5, 0.68],
  ],
  10: [
    [0.5, 71, 0.5, 0.64],
    [1, 74, 0.5, 0.7],
    [1.5, 76, 0.5, 0.74],
    [2, 78, 0.5, 0.82],
    [2.5, 76, 0.5, 0.7],
    [3, 74, 1, 0.7],
  ],
  11: [
    [0, 76, 1, 0.76],
    [1, 74, 0.5, 0.66],
    [1.5, 71, 1.5, 0.64],
  ],
  // Bridge: longer notes, on the beat, an octave of new air above the verse.
  12: [
    [0, 78, 1.5, 0.82],
    [1.5, 81, 0.5, 0.78],
    [2, 83, 2, 0.9],
  ],
  13: [
    [0, 81, 1.5, 0.84],
    [1.5, 78, 0.5, 0.74],
    [2, 76, 1.75, 0.76],
  ],
  14: [
    [0, 74, 0.5, 0.74],
    [0.5, 76, 0.5, 0.78],
    [1, 78, 1, 0.84],
    [2, 83, 1, 0.92],
    [3, 81, 1, 0.86],
  ],
  15: [
    [0, 82, 1, 0.9],
    [1, 81, 0.5, 0.78],
    [1.5, 79, 0.5, 0.76],
    [2, 76, 2, 0.8],
  ],
  // Breakdown: the cell alone, then the cell reaching higher.
  16: [
    [0.5, 71, 0.5, 0.5],
    [1, 74, 0.5, 0.55],
    [1.5, 76, 0.5, 0.58],
    [2, 78, 2, 0.64],
  ],
  17: [
    [0.5, 69, 0.5, 0.56],
    [1, 74, 0.5, 0.62],
    [1.5, 76, 0.5, 0.68],
    [2, 81, 2, 0.76],
  ],
  18: [
    [0.5, 69, 0.5, 0.68],
    [1, 74, 0.5, 0.74],
    [1.5, 76, 0.5, 0.78],
    [2, 78, 1, 0.88],
    [3, 81, 1, 0.92],
  ],
  19: [
    [0, 78, 1, 0.84],
    [1, 76, 0.5, 0.72],
    [1.5, 73, 1.5, 0.7],
  ],
  20: [
    [0.5, 71, 0.5, 0.68],
    [1, 74, 0.5, 0.74],
    [1.5, 76, 0.5, 0.78],
    [2, 78, 1, 0.86],
    [3, 74, 1, 0.74],
  ],
  21: [
    [0, 76, 1, 0.76],
    [1, 74, 0.5, 0.66],
    [1.5, 70, 0.5, 0.62],
    [2, 71, 1, 0.6],
    [3, 76, 1, 0.58],
  ],
  22: [[0, 74, 4, 0.66]],
};

/** A second voice under the bridge and the return: mostly thirds and sixths below the tune. */
const descant = {
  12: [
    [0, 71, 1.5, 0.6],
    [2, 78, 2, 0.66],
  ],
  13: [
    [0, 76, 1.5, 0.6],
    [2, 73, 1.75, 0.56],
  ],
  14: [
    [1, 74, 1, 0.6],
    [2, 74, 1, 0.66],
    [3, 78, 1, 0.62],
  ],
  15: [
    [0, 79, 1, 0.62],
    [2, 71, 2, 0.56],
  ],
  18: [
    [2, 69, 1, 0.6],
    [3, 73, 1, 0.64],
  ],
  19: [
    [0, 69, 1, 0.58],
    [1.5, 64, 1.5, 0.5],
  ],
  20: [
    [2, 71, 1, 0.58],
    [3, 69, 1, 0.52],
  ],
  21: [
    [0, 70, 1, 0.5],
    [2, 67, 1, 0.46],
    [3, 71, 1, 0.46],
  ],
  22: [[0, 66, 4, 0.5]],
};

const unfold = (bars) =>
  Object.entries(bars).flatMap(([bar, notes]) =>
    notes.map(([beat, midi, beats, velocity]) => ({
      beat: Number(bar) * beatsPerBar + beat,
      midi,
      beats,
      velocity,
    })),
  );

export const melody = unfold(tune);
export const secondVoice = unfold(descant);
