/*
 * Opening a file, seeking before it is open, and opening the next one: pool-player.ts on the main
 * thread, decode-stream.ts in the decode worker. Messages keep their order in each direction and
 * take any time. The decode worker is one thread: `Requests` is its message handler and `Runs` the
 * chain of its runs; they change places only where a run awaits something.
 */
#define FILES 2
#define COMMANDS 4

mtype = { open_stream, seek_stream, stream_opened, stream_flowing };

chan to_decoder = [COMMANDS] of { mtype, byte, byte };
chan to_main = [COMMANDS + FILES] of { mtype, byte, byte };
chan runs = [COMMANDS] of { mtype, byte, byte };

/* the decode worker's: what is wanted now */
byte wanted_file;
byte wanted_generation;

/* what is to be shown, true for ever */
bool metadata_of_this_file = true;

active proctype Main() {
  byte file, generation, file_generation, known_file, flowing, about, of_generation;

  do
  :: file < FILES && generation < COMMANDS ->
    atomic {
      file++;
      generation++;
      file_generation = generation;
      known_file = 0;
      to_decoder!open_stream(file, generation)
    }
  :: file > 0 && generation < COMMANDS - (FILES - file) ->
    atomic { generation++; to_decoder!seek_stream(file, generation) }
  :: to_main?stream_opened(about, of_generation) ->
    if
    :: of_generation == file_generation ->
      d_step {
        metadata_of_this_file = about == file;
        assert(metadata_of_this_file);
        known_file = about
      }
    :: else
    fi
  :: to_main?stream_flowing(about, of_generation) -> flowing = of_generation
  :: file == FILES && known_file == file && flowing == generation -> break
  od
}

active proctype Requests() {
  byte file, generation;

end:
  do
  :: atomic {
      to_decoder?open_stream(file, generation);
      wanted_file = file;
      wanted_generation = generation;
      runs!open_stream(file, generation)
    }
  :: atomic {
      to_decoder?seek_stream(file, generation);
      wanted_generation = generation;
      runs!seek_stream(file, generation)
    }
  od
}

active proctype Runs() {
  mtype kind;
  byte file, generation;

end:
  do
  :: runs?kind(file, generation) ->
    if
    :: wanted_generation != generation && kind == seek_stream -> goto next
    :: wanted_file != file -> goto next
    :: else
    fi;
    if
    :: kind == open_stream ->
      /* the file's head has come, and another request perhaps before it */
      if
      :: wanted_file != file -> goto next
      :: else -> to_main!stream_opened(file, generation)
      fi
    :: else
    fi;
    if
    :: wanted_generation == generation -> to_main!stream_flowing(file, generation)
    :: else
    fi;
next:
    skip
  od
}
