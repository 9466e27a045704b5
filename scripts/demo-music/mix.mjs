/** From score to samples: plays every part on its instrument, then mixes the buses. */
import * as arrangement from './arrangement.mjs';
import {
  createRandom,
  createStereo,
  frequencyOf,
  gainOfDb,
  highPass,
  interpolate,
  mixInto,
  sampleRate,
} from './dsp.mjs';
import { autoPan, chorus, duck, pingPong, reverb, sweptLowPass } from './effects.mjs';
import * as instruments from './instruments.mjs';
import { compress, limit } from './master.mjs';
import { percussionKit, swell } from './percussion.mjs';
import { durationSeconds, intensityAt, melody, secondVoice, secondsPerBeat } from './score.mjs';

/** Silence before the first note, so that its attack survives any player's start. */
const leadInSeconds = 0.08;
/** Where the off-beat sixteenth falls between two eighths; 0.5 is straight. */
const swing = 0.56;
/** The last bar slows down evenly: each beat is this much longer than the one before. */
const slowing = { fromBeat: 84, toBeat: 88, perBeat: 0.05 };

/** Seconds from the start of the file at which `beat` sounds. */
function secondsAt(beat) {
  const eighth = Math.floor(beat * 2);
  const inside = beat * 2 - eighth;
  const swung = inside < 0.5 ? inside * 2 * swing : swing + (inside - 0.5) * 2 * (1 - swing);
  const played = (eighth + swung) / 2;
  const late = Math.max(0, Math.min(played, slowing.toBeat) - slowing.fromBeat);
  const after = Math.max(0, played - slowing.toBeat);
  const stretched = slowing.perBeat * ((late * late) / 2 + after * late);
  return leadInSeconds + (played + stretched) * secondsPerBeat;
}

const frameAt = (beat) => Math.round(secondsAt(beat) * sampleRate);

const frames = Math.round(durationSeconds * sampleRate);

/** A little of what hands do: each note up to `lateMs` off the grid and `uneven` louder or softer. */
const touch = {
  keys: { lateMs: 7, uneven: 0.07 },
  lead: { lateMs: 8, uneven: 0.05 },
  arp: { lateMs: 4, uneven: 0.12 },
  bass: { lateMs: 3, uneven: 0.05 },
  percussion: { lateMs: 3, uneven: 0.14 },
};

function humanized(beat, velocity, { lateMs, uneven }, random) {
  const offset = ((random() * 2 - 1) * lateMs * sampleRate) / 1000;
  return {
    frame: Math.max(0, Math.round(frameAt(beat) + offset)),
    velocity: velocity * intensityAt(beat) * (1 + uneven * (random() * 2 - 1)),
  };
}

function playNotes(notes, play, hand, seed, panOf = () => 0) {
  const bus = createStereo(frames);
  const random = createRandom(seed);
  notes.forEach((note, index) => {
    const { frame, velocity } = humanized(note.beat, note.velocity, hand, random);
    const seconds = secondsAt(note.beat + note.beats) - secondsAt(note.beat);
    const pan = panOf(note, index);
    play(bus, frame, { hz: frequencyOf(note.midi), seconds, velocity, pan }, random);
  });
  return bus;
}

function playPercussion(hits, seed) {
  const bus = createStereo(frames);
  const random = createRandom(seed);
  for (const { name, beat, velocity } of hits) {
    const played = humanized(beat, velocity, touch.percussion, random);
    percussionKit[name](bus, played.frame, played.velocity, random);
  }
  return bus;
}

/** Every part on a bus of its own, with its own effects, before the mix. */
export function renderStems() {
  const isKick = ({ name }) => name === 'kick';
  const kicks = arrangement.percussion.filter(isKick);
  const kickFrames = kicks.map(({ beat }) => frameAt(beat));

  // Low keys sit left and high ones right, as from the player's bench, but close together.
  const keys = playNotes(arrangement.keys, instruments.electricPiano, touch.keys, 11, ({ midi }) =>
    Math.max(-0.3, Math.min(0.3, (midi - 60) / 24)),
  );
  chorus(keys, { rateHz: 0.55, mix: 0.35 });
  autoPan(keys, { rateHz: 1 / (secondsPerBeat * 2), depth: 0.1 });
  highPass(keys, 90);
  duck(keys, kickFrames, { depth: 0.16, recoverSeconds: 0.16 });

  const still = { lateMs: 0, uneven: 0 };
  const pad = playNotes(arrangement.pad, instruments.pad, still, 12);
  const breathe = (frame) => 1 + 0.18 * Math.sin((2 * Math.PI * 0.11 * frame) / sampleRate);
  const beatAtFrame = (frame) => (frame / sampleRate - leadInSeconds) / secondsPerBeat;
  sweptLowPass(
    pad,
    (frame) => interpolate(arrangement.padCutoff, beatAtFrame(frame)) * breathe(frame),
    0.75,
  );
  highPass(pad, 130);
  duck(pad, kickFrames, { depth: 0.3, recoverSeconds: 0.22 });

  const lead = playNotes(melody, instruments.lead, touch.lead, 13, () => -0.06);
  const second = playNotes(secondVoice, instruments.lead, touch.lead, 14, () => 0.34);
  const arpPan = (_, index) => (index % 2 ? 0.5 : -0.5);
  const arp = playNotes(arrangement.arpeggio, instruments.pluck, touch.arp, 15, arpPan);
  highPass(arp, 160);
  const bass = playNotes(arrangement.bass, instruments.bass, touch.bass, 16);
  duck(bass, kickFrames, { depth: 0.22, recoverSeconds: 0.07 });
  const kick = playPercussion(kicks, 17);
  const brushes = playPercussion(
    arrangement.percussion.filter((hit) => !isKick(hit)),
    18,
  );

  const wind = createStereo(frames);
  const random = createRandom(19);
  for (const { beat, beats, velocity } of arrangement.swells) {
    swell(wind, frameAt(beat), { seconds: beats * secondsPerBeat, velocity }, random);
  }
  return { keys, pad, lead, second, arp, bass, kick, brushes, wind };
}

/** Levels in dB: into the mix, into the reverb, into the echo. */
const desk = {
  keys: { mixDb: -6, reverbDb: -17, echoDb: -Infinity },
  pad: { mixDb: -14, reverbDb: -16, echoDb: -Infinity },
  lead: { mixDb: -2, reverbDb: -11, echoDb: -12 },
  second: { mixDb: -4.5, reverbDb: -13, echoDb: -16 },
  arp: { mixDb: -8, reverbDb: -14, echoDb: -14 },
  bass: { mixDb: -7.5, reverbDb: -Infinity, echoDb: -Infinity },
  kick: { mixDb: -5.5, reverbDb: -34, echoDb: -Infinity },
  brushes: { mixDb: 2, reverbDb: -15, echoDb: -Infinity },
  wind: { mixDb: 0, reverbDb: -12, echoDb: -Infinity },
};

/** Sets the integrated loudness; found by measuring with EBU R 128. */
const masterGainDb = 4.5;

/** The whole piece, finished, ending in silence. Lossy codecs add up to 1.6 dB to the peaks. */
export function renderMaster(stems = renderStems()) {
  const mix = createStereo(frames);
  const toReverb = createStereo(frames);
  const toEcho = createStereo(frames);
  for (const [name, levels] of Object.entries(desk)) {
    mixInto(mix, stems[name], gainOfDb(levels.mixDb));
    mixInto(toReverb, stems[name], gainOfDb(levels.reverbDb));
    mixInto(toEcho, stems[name], gainOfDb(levels.echoDb));
  }
  // A dotted eighth: the repeats fall between the notes instead of on them.
  const delaySeconds = secondsPerBeat * 0.75;
  const echo = pingPong(toEcho, { delaySeconds, feedback: 0.42, cutoffHz: 3200 });
  mixInto(mix, echo, 1);
  mixInto(toReverb, echo, 0.25);
  highPass(toReverb, 220);
  mixInto(mix, reverb(toReverb, { seconds: 2.4, dampingHz: 5200, preDelaySeconds: 0.022 }), 1);

  highPass(mix, 24);
  mixInto(mix, mix, gainOfDb(masterGainDb) - 1);
  compress(mix, {
    thresholdDb: -15,
    ratio: 1.8,
    kneeDb: 8,
    attackSeconds: 0.03,
    releaseSeconds: 0.22,
  });
  limit(mix, { ceilingDb: -1.8, lookAheadSeconds: 0.004, releaseSeconds: 0.09 });
  fadeEnds(mix);
  return mix;
}

/** The reverb is at about -60 dB by now; the last second takes it to exact silence. */
function fadeEnds({ left, right }) {
  const length = sampleRate;
  for (let index = 0; index < length; index++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * index) / length);
    left[frames - 1 - index] *= gain;
    right[frames - 1 - index] *= gain;
  }
}

/** Seconds at which bar `bar` (from 0) begins, for cutting excerpts and setting chapters. */
export const secondsAtBar = (bar) => secondsAt(bar * 4);
