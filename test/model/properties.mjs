/** What is shown of each model: the names of its assertions and of its formula, in words. */
export const MODELS = {
  ring: {
    searches: [{ search: 'safety', defines: [] }],
    properties: {
      nothing_overwritten: 'the producer never touches unread frames or the history',
      only_written_frames: 'the consumer never reads past what is published',
      no_older_generation: 'no frame of an older generation is read once a newer one is adopted',
      in_order: 'the frames of a generation are read in order, none lost, none twice',
      ended_after_last: '`ended` is believed only when the last frame was read',
      no_deadlock: 'the last generation is read to its end',
    },
  },
  playback: {
    searches: [
      { search: 'safety', defines: ['SEEKS=2', 'PRESSES=1'] },
      { search: 'liveness', defines: ['SEEKS=1', 'PRESSES=1', 'FIRST_LENGTH=4'] },
    ],
    properties: {
      nothing_overwritten: 'neither ring loses unread frames or history',
      nothing_lost: 'the dsp worker takes no frame that ring B has no room for',
      only_adopted_generation: 'only frames of the adopted generation are heard, faded ones too',
      in_order: 'the frames of a generation are heard in order, none lost, none twice',
      cuts_are_silent: 'a generation begins only when the one before has faded out',
      ended_after_last: 'the end is reported only when the last frame was heard',
      starts_full: 'sound starts when ring B is filled with its own generation',
      flows_is_true: 'whoever sees a generation in ring B sees that it still fills',
      position_is_heard: 'the position never counts frames that were not heard',
      heard_to_the_end: 'after the last seek its generation is heard to its end, by bells alone',
    },
  },
  opening: {
    searches: [{ search: 'safety', defines: [] }],
    properties: {
      metadata_of_this_file: 'metadata are never taken for those of another file',
      no_deadlock: 'metadata and sound arrive, whatever is asked for while a file opens',
    },
  },
  restart: {
    searches: [
      { search: 'safety', defines: [] },
      { search: 'liveness', defines: [] },
    ],
    properties: {
      written_by_own_worker: 'nothing that a lost worker writes is heard from the new pool',
      in_order: 'each pool is heard in order, none lost, none twice',
      nothing_skipped: 'the new pool goes on at the last place that was heard, or before it',
      obeyed: 'a seek that was under way is carried out by the new pool',
      no_deadlock: 'nobody is left waiting for a pool that is gone',
      heard_to_the_end: 'the file is heard to its end after the loss',
    },
  },
};
