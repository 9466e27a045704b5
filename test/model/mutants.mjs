/**
 * Faults that the models must notice. Each `changes` pair is a text that occurs once in the model
 * and what takes its place; `breaks` is the property that the fault is found by.
 */
export const MUTANTS = [
  {
    model: 'ring',
    name: 'the write index is published before the frames',
    changes: [
      ['      index = write;\n', '      index = write; write = wrapped(index + count);\n'],
      ['      write = wrapped(index + count);\n      number', '      number'],
    ],
    breaks: 'only_written_frames',
  },
  {
    model: 'ring',
    name: 'the read index is published before the frames were taken',
    changes: [
      ['  index = read;\n', '  index = read; read = wrapped(index + count);\n'],
      ['  read = wrapped(index + count);\n  goto again;', '  goto again;'],
    ],
    breaks: 'in_order',
  },
  {
    model: 'ring',
    name: 'one frame too much is taken for room',
    changes: [['(CAPACITY - HISTORY - fill)', '(CAPACITY - HISTORY - fill + 1)']],
    breaks: 'nothing_overwritten',
  },
  {
    model: 'ring',
    name: 'the room that was seen is never used up',
    changes: [['      sure_space = sure_space - count;\n', '']],
    breaks: 'nothing_overwritten',
  },
  {
    model: 'ring',
    name: 'indices are compared as if they never wrapped',
    changes: [
      ['#define fill wrapped(write - read)', '#define fill (write > read -> write - read : 0)'],
    ],
    breaks: 'ended_after_last',
  },
  {
    model: 'ring',
    name: 'a generation is published before its start',
    changes: [
      ['    start = write;\n', ''],
      ['    generation = mine;\n', '    generation = mine;\n    start = write;\n'],
    ],
    breaks: 'no_older_generation',
  },
  {
    model: 'ring',
    name: '`ended` is reset after the generation is published',
    changes: [
      ['    ended = 0;\n    generation = mine;\n', '    generation = mine;\n    ended = 0;\n'],
    ],
    breaks: 'ended_after_last',
  },
  {
    model: 'ring',
    name: 'the consumer looks at the generation before the fill',
    changes: [
      [
        '  available = fill;\n  if\n  :: generation != mine -> goto again\n  :: else\n  fi;\n',
        '  if\n  :: generation != mine -> goto again\n  :: else\n  fi;\n  available = fill;\n',
      ],
    ],
    breaks: 'in_order',
  },
  {
    model: 'ring',
    name: 'the consumer looks at `ended` after the fill',
    changes: [
      ['  complete = ended;\n  available = fill;\n', '  available = fill;\n  complete = ended;\n'],
    ],
    breaks: 'ended_after_last',
  },
  {
    model: 'ring',
    name: 'a new generation is adopted without a skip',
    changes: [['-> sure_fill = 0; read = from', '-> skip']],
    breaks: 'no_older_generation',
  },
  {
    model: 'ring',
    name: 'the end is published before the last frame',
    changes: [
      ['      index = write;\n', '      ended = number + count == FRAMES(mine); index = write;\n'],
    ],
    breaks: 'ended_after_last',
  },
  {
    model: 'ring',
    name: 'a generation that nobody wants any more is read on',
    changes: [['  :: mine != wanted -> goto again\n', '']],
    breaks: 'ended_after_last',
  },

  {
    model: 'playback',
    name: 'the worklet adopts while it still sounds',
    changes: [['  :: seen != mine && level == 0 ->\n', '  :: seen != mine ->\n']],
    defines: ['SEEKS=1'],
    breaks: 'cuts_are_silent',
  },
  {
    model: 'playback',
    name: 'the worklet fades out into a newer generation',
    changes: [['  :: b.generation == mine -> own_end =', '  :: true -> own_end =']],
    defines: ['SEEKS=1'],
    breaks: 'only_adopted_generation',
  },
  {
    model: 'playback',
    name: 'the worklet fades out up to where the latest generation starts',
    changes: [
      [
        '    :: else\n    fi;\n    available = wrapped(own_end - b.read);',
        '    :: else -> own_end = b.start\n    fi;\n    available = MIN(available, wrapped(own_end - b.read));',
      ],
    ],
    defines: ['SEEKS=2'],
    breaks: 'only_adopted_generation',
  },
  {
    model: 'playback',
    name: 'the worklet publishes its generation before it counts from zero',
    changes: [
      [
        'own_end = b.read;\n      output_frames = 0;',
        'own_end = b.read;\n      output_generation = mine;',
      ],
      [
        'assert(position_is_heard);\n      output_generation = mine;',
        'assert(position_is_heard);\n      output_frames = 0;',
      ],
    ],
    defines: ['SEEKS=1'],
    breaks: 'position_is_heard',
  },
  {
    model: 'playback',
    name: 'the dsp worker says that it buffers after it published the generation',
    changes: [
      [
        '    d_step { buffering = 1; dsp_buffering = 1; b.start',
        '    d_step { buffering = 1; b.start',
      ],
      ['      assert(flows_is_true)\n', '      assert(flows_is_true);\n      dsp_buffering = 1\n'],
    ],
    defines: ['SEEKS=1'],
    breaks: 'flows_is_true',
  },
  {
    model: 'playback',
    name: 'what an older generation left in ring B counts as filled',
    changes: [['own_fill(b) >= TARGET_FRAMES', 'fill(b) >= TARGET_FRAMES']],
    breaks: 'starts_full',
  },
  {
    model: 'playback',
    name: 'the dsp worker reports the end when it has written the last frame',
    changes: [['&& b.ended && fill(b) == 0 ->', '&& b.ended ->']],
    defines: ['SEEKS=1'],
    breaks: 'ended_after_last',
  },
  {
    model: 'playback',
    name: 'ring B is to be kept deeper than it has room',
    changes: [['#define TARGET_FRAMES 2', '#define TARGET_FRAMES 4']],
    defines: ['SEEKS=0', 'FIRST_LENGTH=4'],
    breaks: 'heard_to_the_end',
  },
  {
    model: 'playback',
    name: 'sound waits for more than the decoder fills ring A with',
    changes: [['#define START_FRAMES 2', '#define START_FRAMES 4']],
    defines: ['SEEKS=0', 'FIRST_LENGTH=4'],
    breaks: 'heard_to_the_end',
  },
  {
    model: 'playback',
    name: 'the decoder is not told of the room that a skip makes',
    changes: [['skip_to(a, seen); decode_bell = 1;', 'skip_to(a, seen);']],
    defines: ['SEEKS=1'],
    breaks: 'heard_to_the_end',
  },
  {
    model: 'playback',
    name: 'a stale run waits for room without looking up',
    changes: [
      [
        '        :: decode_bell -> skip\n        :: requests?wanted -> goto begin\n',
        '        :: decode_bell -> skip\n',
      ],
    ],
    defines: ['SEEKS=1', 'FIRST_LENGTH=4'],
    breaks: 'heard_to_the_end',
  },
  {
    model: 'playback',
    name: 'the decoder never says that a generation is complete',
    changes: [['a.ended = 1; dsp_bell = 1;', 'a.ended = 0; dsp_bell = 1;']],
    defines: ['SEEKS=0'],
    breaks: 'heard_to_the_end',
  },

  {
    model: 'opening',
    name: 'a seek makes the opening stale before the file was described',
    changes: [
      [
        '      :: wanted_file != file -> goto next\n      :: else -> to_main',
        '      :: wanted_generation != generation -> goto next\n      :: else -> to_main',
      ],
    ],
    breaks: 'no_deadlock',
  },
  {
    model: 'opening',
    name: 'metadata of any generation are welcome',
    changes: [['    :: of_generation == file_generation ->', '    :: true ->']],
    breaks: 'metadata_of_this_file',
  },
  {
    model: 'opening',
    name: 'metadata of the latest generation only are welcome',
    changes: [
      ['    :: of_generation == file_generation ->', '    :: of_generation == generation ->'],
    ],
    breaks: 'no_deadlock',
  },

  {
    model: 'restart',
    name: 'the new pool gets the old memory',
    changes: [['#define MEMORY_OF(pool) (pool)', '#define MEMORY_OF(pool) 0']],
    breaks: 'written_by_own_worker',
  },
  {
    model: 'restart',
    name: 'the new pool goes on where the old decoder had got to',
    changes: [
      ['resume = base + mine.output_frames', 'resume = base + mine.output_frames + fill(mine)'],
    ],
    breaks: 'nothing_skipped',
  },
  {
    model: 'restart',
    name: 'the position is counted from the seek before its generation is heard',
    changes: [
      [
        '  :: mine.output_generation == generation -> resume',
        '  :: mine.output_generation != 0 -> resume',
      ],
    ],
    breaks: 'nothing_skipped',
  },
];
