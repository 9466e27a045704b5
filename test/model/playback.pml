/*
 * The audio path as it runs: main seeks, plays and pauses; the decode worker writes ring A; the dsp
 * worker carries it to ring B; the output worklet fades, adopts generations and plays. Sources:
 * pool-player.ts, decode-stream.ts and stream-writer.ts, equalizer-stage.ts, output-worklet.ts.
 *
 * Every look at another thread's word that a decision hangs on is a step of its own: generation and
 * start, `ended`, fill and generation again. One step are a put or a take (ring.pml takes them
 * apart), stores that nobody tells apart, and a store with the bell behind it. A frame stands for a
 * block. A bell is "rung since I looked", which is what a sleeper learns from its count; nobody is
 * woken by patience alone.
 */
#define CAPACITY 4
#define HISTORY 1
#define WRAP 8
#define FIRST_INDEX 6

/* seeks after the file was opened, and the number of the last generation */
#ifndef SEEKS
#define SEEKS 2
#endif
#define LAST (SEEKS + 1)
/* times that main presses play or pause before the last play */
#ifndef PRESSES
#define PRESSES 1
#endif

/* frames: what a generation has, what must be there before sound, what B is kept at */
#ifndef FIRST_LENGTH
#define FIRST_LENGTH 3
#endif
#define LENGTH(generation) ((generation) == 1 -> FIRST_LENGTH : 2)
#define START_FRAMES 2
#define TARGET_FRAMES 2
/* frames: room that the decoder wakes for, and what is read between two rings of its bell */
#define WORTHWHILE_FRAMES 2
#define REFILL_FRAMES 2
/* frames: a generation is not ended before so many are left, as another track may still follow */
#define LAST_CALL_FRAMES 2

#define wrapped(index) ((index) & (WRAP - 1))
#define place(index) ((index) & (CAPACITY - 1))
#define frame(generation, number) ((generation) * 4 + (number) + 1)
#define generation_of(value) (((value) - 1) / 4)
#define MIN(a, b) ((a) < (b) -> (a) : (b))
#define fill(ring) wrapped(ring.write - ring.read)
#define space(ring) (CAPACITY - HISTORY - fill(ring))
/* frames of the ring's own generation: an older one's rest was not skipped yet */
#define own_fill(ring) MIN(fill(ring), wrapped(ring.write - ring.start))
#define goto_if(condition, label) if :: (condition) -> goto label :: else fi

typedef Ring {
  byte write = FIRST_INDEX;
  byte read = FIRST_INDEX;
  byte generation;
  byte start = FIRST_INDEX;
  bit ended;
  byte cell[CAPACITY]
}
Ring a;
Ring b;

byte control_generation;
bit control_playing;
bit dsp_buffering;
byte output_generation;
byte output_frames;
bit decode_bell;
bit dsp_bell;
chan requests = [SEEKS + 1] of { byte };

/* known to nobody: what was heard of each generation, what sounded last */
byte heard_frames[LAST + 1];
byte sounding;
bit finished;

/* what is to be shown, each true for ever */
bool nothing_overwritten = true;
bool nothing_lost = true;
bool only_adopted_generation = true;
bool in_order = true;
bool cuts_are_silent = true;
bool ended_after_last = true;
bool flows_is_true = true;
bool starts_full = true;
bool position_is_heard = true;

/* appends a frame in a step that has looked for room */
inline put(ring, value) {
  nothing_overwritten = space(ring) > 0;
  assert(nothing_overwritten);
  ring.cell[place(ring.write)] = value;
  ring.write = wrapped(ring.write + 1)
}

/* ring_skip */
inline skip_to(ring, index) {
  if
  :: wrapped(index - ring.read) <= fill(ring) -> ring.read = index
  :: else
  fi
}

active proctype Main() {
  byte generation, presses;
  bit playing;

  do
  :: generation < LAST ->
    atomic { generation++; control_generation = generation; requests!generation }
  :: presses < PRESSES ->
    presses++;
    playing = !playing;
    control_playing = playing
  :: generation == LAST && presses == PRESSES -> break
  od;
  control_playing = 1
}

active proctype Decoder() {
  byte wanted, mine, number, rest, count;

idle:
  requests?wanted;
begin:
  mine = wanted;
  number = 0;
  d_step { a.start = a.write; a.ended = 0 }
  atomic { a.generation = mine; dsp_bell = 1 }

  do
  :: number < LENGTH(mine) ->
    /* the next block: all the rest; a request may come in meanwhile */
    if
    :: requests?wanted -> goto begin
    :: rest = LENGTH(mine) - number
    fi;
    do
    :: rest > 0 ->
      d_step { decode_bell = 0; count = MIN(space(a), rest) }
      if
      :: count < MIN(rest, WORTHWHILE_FRAMES) ->
        if
        :: decode_bell -> skip
        :: requests?wanted -> goto begin
        fi
      :: else ->
        d_step {
          do
          :: count > 0 -> put(a, frame(mine, number)); number++; rest--; count--
          :: else -> break
          od;
          dsp_bell = 1
        }
      fi
    :: else -> break
    od
  :: else -> break
  od;
last_call:
  atomic { decode_bell = 0; count = fill(a) }
  if
  :: count > LAST_CALL_FRAMES ->
    if
    :: decode_bell -> goto last_call
    :: requests?wanted -> goto begin
    fi
  :: else
  fi;
  atomic { a.ended = 1; dsp_bell = 1; mine = 0; number = 0; wanted = 0; count = 0 }
  goto idle
}

active proctype Dsp() {
  byte mine, seen, available, since_refill;
  bit complete;
  bit buffering = 1;
  bit end_reported = 1;

turn:
  atomic { dsp_bell = 0; seen = a.generation }
  if
  :: seen != mine ->
    mine = seen;
    seen = a.start;
    d_step { skip_to(a, seen); decode_bell = 1; seen = 0 }
    d_step { buffering = 1; dsp_buffering = 1; b.start = b.write; b.ended = 0 }
    d_step {
      b.generation = mine;
      end_reported = 0;
      flows_is_true = dsp_buffering == 1;
      assert(flows_is_true)
    }
  :: else
  fi;
  goto_if(mine != control_generation, sleep);

pump:
  complete = a.ended;
  available = fill(a);
  goto_if(a.generation != mine, report);
  atomic {
    goto_if(buffering && available < START_FRAMES && !complete, report);
    buffering = 0;
    if
    :: b.ended || own_fill(b) >= TARGET_FRAMES ->
      dsp_buffering = 0;
      starts_full = b.ended || generation_of(b.cell[place(b.write - TARGET_FRAMES)]) == mine;
      assert(starts_full);
      goto report
    :: space(b) == 0 -> goto report
    :: available == 0 && complete -> b.ended = 1; dsp_buffering = 0; goto report
    :: available == 0 && !complete ->
      if
      :: fill(b) == 0 -> buffering = 1; dsp_buffering = 1
      :: else -> dsp_buffering = 0
      fi;
      goto report
    :: else
    fi;
    seen = a.cell[place(a.read)];
    a.read = wrapped(a.read + 1);
    /* ring_write: without room the frame would be gone */
    nothing_lost = space(b) > 0;
    assert(nothing_lost);
    put(b, seen);
    seen = 0;
    since_refill++;
    if
    :: since_refill == REFILL_FRAMES -> since_refill = 0; decode_bell = 1
    :: else
    fi
  }
  goto pump;

report:
  atomic {
    available = 0;
    complete = 0;
    if
    :: !end_reported && b.ended && fill(b) == 0 ->
      end_reported = 1;
      ended_after_last = heard_frames[mine] == LENGTH(mine);
      assert(ended_after_last);
      finished = mine == LAST
    :: else
    fi
  }
sleep:
  atomic { dsp_bell -> seen = 0 }
  goto turn
}

active proctype Output() {
  byte mine, seen, available, own_end;
  bit audible, level;

  own_end = FIRST_INDEX;
quantum:
  seen = b.generation;
  if
  :: seen != mine && level == 0 ->
    mine = seen;
    atomic {
      seen = b.start;
      skip_to(b, seen);
      own_end = b.read;
      output_frames = 0;
      position_is_heard = output_frames <= heard_frames[output_generation];
      assert(position_is_heard);
      output_generation = mine;
      position_is_heard = output_frames <= heard_frames[output_generation];
      assert(position_is_heard)
    }
  :: else
  fi;

  d_step { audible = control_playing && control_generation == mine; seen = 0 }
  /* out of silence it starts with a filled ring */
  goto_if((!audible || dsp_buffering) && level == 0, ring);

  /* readableFrames: what is surely of the adopted generation */
  available = fill(b);
  atomic {
    if
    :: b.generation == mine -> own_end = wrapped(b.read + available)
    :: else
    fi;
    available = wrapped(own_end - b.read);
    if
    :: available > 0 ->
      seen = b.cell[place(b.read)];
      only_adopted_generation = generation_of(seen) == mine;
      assert(only_adopted_generation);
      in_order = seen == frame(mine, heard_frames[mine]) && fill(b) > 0;
      assert(in_order);
      cuts_are_silent = mine == sounding || level == 0;
      assert(cuts_are_silent);
      sounding = mine;
      heard_frames[mine]++;
      b.read = wrapped(b.read + 1);
      output_frames++
    :: else
    fi;
    /* the fader: towards sound where there is some, towards silence otherwise */
    level = (audible && available > 0)
  }

ring:
  atomic { dsp_bell = 1; audible = 0; seen = 0; available = 0 }
  goto quantum
}

/* The last generation is heard to its end, whatever came before. */
ltl heard_to_the_end { <> finished }
