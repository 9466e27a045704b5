/*
 * Losing a worker: main gives the pool up, with its memory, and a fresh one goes on from where the
 * listener was. Sources: playback.ts (#reopen), pool-player.ts (dispose), pool-library.ts,
 * worker-pool.ts.
 *
 * What was terminated may go on writing for as long as it likes, so the old producer is never
 * stopped here; it stands for both workers, and the two rings for one. A frame is its place in the
 * file and the pool whose worker wrote it. The loss may come at any moment, before and after a seek.
 * The steps within one thread are larger than in playback.pml, which is about them.
 */
#define CAPACITY 4
#define HISTORY 1
#define WRAP 8
#define FIRST_INDEX 6
#define FILE_FRAMES 4
#define SEEK_TARGET 2
#define POOLS 2
/* memory that a pool lives in */
#define MEMORY_OF(pool) (pool)
#define NOBODY POOLS

#define wrapped(index) ((index) & (WRAP - 1))
#define place(index) ((index) & (CAPACITY - 1))
#define frame(pool, position) ((pool) * 16 + (position) + 1)
#define position_of(value) (((value) - 1) % 16)
#define fill(ring) wrapped(ring.write - ring.read)
#define space(ring) (CAPACITY - HISTORY - fill(ring))

typedef Memory {
  byte write = FIRST_INDEX;
  byte read = FIRST_INDEX;
  byte generation;
  byte start = FIRST_INDEX;
  byte cell[CAPACITY];
  byte control_generation;
  byte output_generation;
  byte output_frames
}
Memory memory[POOLS];
#define mine memory[MEMORY_OF(pool)]

typedef Requests {
  chan queue = [2] of { byte, byte }
}
Requests requests[POOLS];

/* whose output node is connected to the speakers, and which ones were told to end */
byte connected = NOBODY;
bit shutdown[POOLS];

/* known to nobody: the place that the listener comes to next, and whether he was sent there */
byte expected;
bit jumped;
bit finished;

/* what is to be shown, each true for ever */
bool written_by_own_worker = true;
bool nothing_skipped = true;
bool in_order = true;
bool obeyed = true;

/* Decode and dsp worker of a pool; that the pool was given up is no end for them. */
proctype Workers(byte pool) {
  byte generation, position;

end:
  requests[pool].queue?generation(position);
begin:
  atomic { mine.start = mine.write; mine.generation = generation }
  do
  :: position < FILE_FRAMES ->
end_full:
    if
    :: requests[pool].queue?generation(position) -> goto begin
    :: atomic {
        space(mine) > 0 ->
        mine.cell[place(mine.write)] = frame(pool, position);
        mine.write = wrapped(mine.write + 1);
        position++
      }
    fi
  :: else -> break
  od;
  goto end
}

proctype Output(byte pool) {
  byte adopted, value, previous;

end:
  do
  :: shutdown[pool] -> break
  :: atomic {
      !shutdown[pool] && mine.generation != adopted ->
      adopted = mine.generation;
      if
      :: wrapped(mine.start - mine.read) <= fill(mine) -> mine.read = mine.start
      :: else
      fi;
      previous = 0;
      mine.output_frames = 0;
      mine.output_generation = adopted
    }
  :: atomic {
      !shutdown[pool] && mine.generation == adopted &&
      mine.control_generation == adopted && fill(mine) > 0 ->
      value = mine.cell[place(mine.read)];
      mine.read = wrapped(mine.read + 1);
      if
      :: connected == pool ->
        written_by_own_worker = (value - 1) / 16 == pool;
        assert(written_by_own_worker);
        in_order = previous == 0 || value == previous + 1;
        assert(in_order);
        nothing_skipped = position_of(value) <= expected;
        assert(nothing_skipped);
        obeyed = !jumped || position_of(value) == expected;
        assert(obeyed);
        jumped = 0;
        expected = position_of(value) + 1;
        finished = pool == POOLS - 1 && expected == FILE_FRAMES
      :: else
      fi;
      previous = value
    }
    mine.output_frames++
  od
}

/* A request of the listener: CONTROL_GENERATION, then the message. */
inline ask(position) {
  d_step { mine.control_generation = generation; expected = position; jumped = 1 }
  requests[pool].queue!generation(position)
}

active proctype Main() {
  byte pool, generation, base, resume;

  atomic { run Workers(0); run Output(0); connected = 0 }
  generation = 1;
  ask(base);
  if
  :: base = SEEK_TARGET; generation = 2; ask(base)
  :: true
  fi;

  /* A worker is lost. #reopen: where was it? Then dispose. */
  if
  :: mine.output_generation == generation -> resume = base + mine.output_frames
  :: else -> resume = base
  fi;
  mine.control_generation = generation + 1;
  connected = NOBODY;
  shutdown[pool] = 1;

  pool = 1;
  atomic { run Workers(1); run Output(1); connected = 1 }
  generation = 1;
  mine.control_generation = generation;
  requests[pool].queue!generation(resume);
  /* the end may have been heard before the loss */
  finished = finished || resume == FILE_FRAMES
}

/* The file is heard to its end all the same. */
ltl heard_to_the_end { <> finished }
