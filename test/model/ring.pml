/*
 * One ring between its producer and its consumer, load by load and store by store: RingBuffer and
 * wasm/ring.wat. Generations follow each other while the consumer reads; some are given up half
 * way, as a seek does, and the last one is complete.
 *
 * Every statement touches at most one word that both sides know. Indices wrap at WRAP as the real
 * ones do at 2^32, and start next to it.
 */
#define CAPACITY 4
#define HISTORY 1
#define WRAP 8
#define FIRST_INDEX 6
#define GENERATIONS 3
#define FRAMES(generation) ((generation) == 2 -> 2 : 4)
#define MAX_CHUNK 2

#define wrapped(index) ((index) & (WRAP - 1))
#define place(index) ((index) & (CAPACITY - 1))
#define frame(generation, number) ((generation) * 8 + (number) + 1)
#define MIN(a, b) ((a) < (b) -> (a) : (b))
#define fill wrapped(write - read)
#define space (CAPACITY - HISTORY - fill)

/* the control block and the data; a cell of 0 was never written */
byte write = FIRST_INDEX;
byte read = FIRST_INDEX;
byte generation = 0;
byte start = FIRST_INDEX;
bit ended = 0;
byte cell[CAPACITY];
/* what each side has seen of the other and has not used up: nobody else looks at it */
byte sure_space, sure_fill;

/* CONTROL_GENERATION: main wants a generation before anybody begins it */
byte wanted = 0;

/* what is to be shown, each true for ever */
bool nothing_overwritten = true;
bool only_written_frames = true;
bool no_older_generation = true;
bool in_order = true;
bool ended_after_last = true;

active proctype Producer() {
  byte mine, number, index, count, i;

  do
  :: mine == GENERATIONS -> break
  :: mine < GENERATIONS ->
    mine++;
    wanted = mine;
    /* beginGeneration */
    start = write;
    ended = 0;
    generation = mine;
    number = 0;

    do
    :: number < FRAMES(mine) ->
      select(count : 1 .. MAX_CHUNK);
      count = MIN(count, FRAMES(mine) - number);
      if
      :: sure_space < count -> atomic { space > 0 -> sure_space = space }
      :: else
      fi;
      count = MIN(count, sure_space);
      sure_space = sure_space - count;
      index = write;
      i = 0;
      do
      :: i < count ->
        d_step {
          nothing_overwritten = wrapped(index + i - read) + HISTORY < CAPACITY;
          assert(nothing_overwritten);
          cell[place(index + i)] = frame(mine, number + i);
          i++
        }
      :: else -> break
      od;
      write = wrapped(index + count);
      number = number + count
    :: number < FRAMES(mine) && mine < GENERATIONS -> break
    :: number == FRAMES(mine) -> ended = 1; break
    od
  od
}

active proctype Consumer() {
  byte mine, seen, from, available, index, count, i, next, value;
  bit complete;

again:
  seen = generation;
  if
  :: seen != mine ->
    mine = seen;
    next = 0;
    from = start;
    /* ring_skip */
    available = fill;
    if
    :: wrapped(from - read) <= available -> sure_fill = 0; read = from
    :: else
    fi
  :: else
  fi;
  if
  :: mine != wanted -> goto again
  :: else
  fi;

  complete = ended;
  available = fill;
  if
  :: generation != mine -> goto again
  :: else
  fi;

  if
  :: available == 0 && complete ->
    d_step { ended_after_last = next == FRAMES(mine); assert(ended_after_last) }
    if
    :: mine == GENERATIONS -> goto finished
    :: else -> goto again
    fi
  :: available == 0 && !complete -> goto again
  :: else
  fi;

  select(count : 1 .. MAX_CHUNK);
  count = MIN(count, available);
  /* ring_read */
  if
  :: sure_fill < count -> sure_fill = fill
  :: else
  fi;
  count = MIN(count, sure_fill);
  sure_fill = sure_fill - count;
  index = read;
  i = 0;
  do
  :: i < count ->
    d_step {
      value = cell[place(index + i)];
      only_written_frames = value != 0 && wrapped(write - index) > i;
      assert(only_written_frames);
      no_older_generation = value >= frame(mine, 0);
      assert(no_older_generation);
      in_order = value == frame(mine, next);
      assert(in_order);
      value = 0;
      next++;
      i++
    }
  :: else -> break
  od;
  read = wrapped(index + count);
  goto again;

finished:
  skip
}
