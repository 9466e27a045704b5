/**
 * The accompaniment, derived from the harmony: who plays in which bar, and in what rhythm.
 * Parts enter one by one, are all there in the bridge, leave for the breakdown and return.
 */
import { beatsPerBar, chordAt, chords, harmony } from './score.mjs';

/** Kick onsets alternate between two bars; the bass takes the same onsets, so the two are one. */
const kickRhythms = [
  [
    [0, 0.95],
    [2.5, 0.78],
  ],
  [
    [0, 0.92],
    [1.75, 0.55],
    [2.5, 0.8],
  ],
];
/** A bar with two chords: each gets its downbeat and a push. */
const twoChordKick = [
  [0, 0.92],
  [1.5, 0.55],
  [2, 0.85],
];
const twoChordBars = [15, 21];
const lastBar = 22;
const inBars = (bar, from, to) => bar >= from && bar < to;
const pulses = (bar) => inBars(bar, 4, 16) || inBars(bar, 18, 22);

/** Electric piano: a chord on one, a softer answer after two; in the intro only long chords. */
export const keys = harmony.flatMap(({ beat, beats, name }) => {
  const bar = Math.floor(beat / beatsPerBar);
  const { voicing } = chords[name];
  const strum = (at, length, velocity, rollBeats) =>
    voicing.map((midi, index) => ({
      beat: beat + at + index * rollBeats,
      midi,
      beats: length,
      velocity: velocity * (index === voicing.length - 1 ? 1 : 0.86),
    }));
  if (bar >= lastBar) return strum(0, 4.5, 0.66, 0.09);
  if (!pulses(bar) || beats < 4) return strum(0, beats * 0.97, bar < 2 ? 0.5 : 0.58, 0.04);
  return [
    ...strum(0, 1.4, 0.68, 0.02),
    ...strum(1.75, 0.5, 0.44, 0),
    ...strum(2.5, 1.4, 0.56, 0.02),
  ];
});

/** Pad: the voicing held, and the root an octave above the bass. It lets go of the last chord first. */
export const pad = harmony.flatMap(({ beat, beats, name }) => {
  const { root, voicing } = chords[name];
  const held = beat >= lastBar * beatsPerBar ? 1.5 : beats;
  return [root + 12, ...voicing].map((midi) => ({ beat, midi, beats: held, velocity: 0.7 }));
});

const fifthOf = (root) => root + 7;
/** Moves into the next chord by a scale step from below, or above when that is nearer. */
const approachTo = (root) => ({ 38: 37, 30: 28, 31: 30, 33: 31, 35: 33, 28: 30 })[root];

export const bass = harmony.flatMap(({ beat, beats, name }) => {
  const bar = Math.floor(beat / beatsPerBar);
  const { root } = chords[name];
  if (bar >= lastBar) return [{ beat, midi: root, beats: 2.5, velocity: 0.7 }];
  if (bar < 2) return [];
  if (!pulses(bar)) return [{ beat, midi: root, beats: beats * 0.95, velocity: 0.62 }];
  if (beats < 4) {
    return [
      { beat, midi: root, beats: beats * 0.6, velocity: 0.85 },
      { beat: beat + beats * 0.75, midi: root, beats: beats * 0.22, velocity: 0.6 },
    ];
  }
  const notes = kickRhythms[bar % 2].map(([at, velocity]) => ({
    beat: beat + at,
    midi: at === 1.75 ? fifthOf(root) : root,
    beats: at === 0 ? 1.5 : at === 1.75 ? 0.5 : 0.85,
    velocity,
  }));
  const next = chords[chordAt(beat + beats).name].root;
  return [...notes, { beat: beat + 3.5, midi: approachTo(next), beats: 0.42, velocity: 0.58 }];
});

/** Plucked sixteenths through the chord: bridge, breakdown and return, thin at first. */
const arpOrder = [0, 2, 1, 3, 2, 1, 3, 2];
export const arpeggio = [];
for (let step = 0; step < lastBar * 16; step++) {
  const beat = step / 4;
  const bar = Math.floor(beat / beatsPerBar);
  const dense = inBars(bar, 12, 18);
  const sparse = inBars(bar, 2, 4) || inBars(bar, 10, 12) || inBars(bar, 18, 21);
  if (!dense && !(sparse && step % 2 === 0)) continue;
  if (dense && step % 8 === 7) continue;
  const { voicing } = chords[chordAt(beat).name];
  const accent = step % 4 === 0 ? 0.66 : step % 2 === 0 ? 0.52 : 0.4;
  const swell = inBars(bar, 16, 18) ? 0.75 + (beat - 64) / 16 : bar < 4 ? 0.6 : 1;
  const midi = voicing[arpOrder[step % 8]] + 12;
  arpeggio.push({ beat, midi, beats: 0.5, velocity: accent * swell });
}
/** The last chord opens like a hand: five plucked notes, each later and softer than the one before. */
[62, 69, 74, 78, 81, 88].forEach((midi, index) => {
  const beat = lastBar * beatsPerBar + 0.75 + index * (0.5 + index * 0.04);
  arpeggio.push({ beat, midi, beats: 3, velocity: 0.6 - index * 0.06 });
});

/** Percussion: [instrument, beat in the bar, velocity]. */
function barOfPercussion(bar) {
  const hits = [];
  const hit = (name, beat, velocity) => hits.push([name, beat, velocity]);
  const shakerLevel = inBars(bar, 2, 4) ? 0.5 : inBars(bar, 16, 18) ? 0.45 : pulses(bar) ? 0.72 : 0;
  for (let step = 0; step < 16 && shakerLevel > 0; step++) {
    const accent = step % 4 === 2 ? 1 : step % 4 === 0 ? 0.62 : 0.36;
    hit('shaker', step / 4, shakerLevel * accent);
  }
  if (!pulses(bar)) return hits;
  const kickRhythm = twoChordBars.includes(bar) ? twoChordKick : kickRhythms[bar % 2];
  for (const [beat, velocity] of kickRhythm) hit('kick', beat, velocity);
  const brushed = bar >= 8;
  const backbeat = brushed ? 'brush' : 'rim';
  hit(backbeat, 1, 0.7);
  hit(backbeat, 3, 0.76);
  if (brushed) {
    hit('brush', 1.75, 0.2);
    hit('brush', 2.25, 0.15);
    if (bar % 2 === 1) hit('brush', 3.75, 0.28);
    for (let step = 0; step < 8; step++) {
      const open = step === 7 && bar % 2 === 1;
      hit(open ? 'openHat' : 'hat', step / 2, step % 2 === 1 ? 0.62 : 0.4);
    }
  } else if (bar >= 6) {
    for (const beat of [0.5, 1.5, 2.5, 3.5]) hit('hat', beat, 0.4);
  }
  if (inBars(bar, 12, 16) || inBars(bar, 18, 21)) {
    for (let beat = 0; beat < 4; beat++) hit('ride', beat, beat % 2 === 0 ? 0.5 : 0.36);
  }
  if (bar === 11)
    for (const [beat, v] of [
      [3.25, 0.34],
      [3.5, 0.46],
    ])
      hit('brush', beat, v);
  if (bar === 15)
    for (const [beat, v] of [
      [2.5, 0.3],
      [3.25, 0.36],
      [3.5, 0.44],
    ])
      hit('brush', beat, v);
  return hits;
}

export const percussion = [];
for (let bar = 0; bar < lastBar; bar++) {
  for (const [name, beat, velocity] of barOfPercussion(bar)) {
    percussion.push({ name, beat: bar * beatsPerBar + beat, velocity });
  }
}
for (const [bar, velocity] of [
  [8, 0.5],
  [12, 0.7],
  [18, 0.75],
  [22, 0.5],
]) {
  percussion.push({ name: 'cymbal', beat: bar * beatsPerBar, velocity });
}
percussion.push({ name: 'kick', beat: lastBar * beatsPerBar, velocity: 0.7 });

/** Noise swells that lead into a section: [beat where it peaks, length in beats, velocity]. */
export const swells = [
  { beat: 8, beats: 7, velocity: 0.3 },
  { beat: 16, beats: 4, velocity: 0.35 },
  { beat: 48, beats: 4, velocity: 0.55 },
  { beat: 72, beats: 6, velocity: 0.8 },
];

/** Pad low-pass cutoff over time, [beat, Hz]: the build is heard as light coming in. */
export const padCutoff = [
  [0, 420],
  [16, 1300],
  [32, 1500],
  [47, 2600],
  [56, 4200],
  [63, 3200],
  [64, 900],
  [72, 3600],
  [84, 2400],
  [88, 1800],
  [92, 600],
];
