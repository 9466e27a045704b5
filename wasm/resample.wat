;; Streaming resampler: windowed-sinc polyphase filter, planar stereo in, interleaved stereo out.
;;
;; Usage: `rs` is the byte offset of a region of RESAMPLER_BYTES that the wrapper
;; (kernels/resampler.ts) prepared: filter bank, steps, and a history that begins with half a filter
;; of zeros. `resample_process` takes frames until they or the room for output run out. One thread.
;;
;; Memory map of the region (src/engine/memory-layout.ts):
;;   words                           steps, phase and fill, see below
;;   RESAMPLER_LEFT, RESAMPLER_RIGHT history of RESAMPLER_HISTORY_FRAMES float32
;;   RESAMPLER_BANK                  RESAMPLER_ROWS + 1 rows of RESAMPLER_TAPS float32
;;
;; Output frame n stands at input time n * step, kept as whole frames (RESAMPLER_START, an index
;; into the history) and a phase in units of 1 / RESAMPLER_PHASES: integers, so that nothing ever
;; drifts. Row r of the bank is the filter for a phase of r / RESAMPLER_ROWS; where there are fewer
;; rows than phases, two neighbours are mixed.
(module
  (import "engine" "memory" (memory 1 65536 shared))

  ;; ---- helpers -------------------------------------------------------------------------------

  (func $min (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_u (local.get $a) (local.get $b))))

  ;; address of a history's n-th frame; `$history` is the address of its first
  (func $sample (param $history i32) (param $n i32) (result i32)
    (i32.add (local.get $history) (i32.shl (local.get $n) (i32.const 2))))

  (func $left (param $rs i32) (result i32)
    (i32.add (local.get $rs) (i32.const 64 (;=RESAMPLER_LEFT;))))

  (func $right (param $rs i32) (result i32)
    (i32.add (local.get $rs) (i32.const 32832 (;=RESAMPLER_RIGHT;))))

  ;; one row over both channels, eight taps a turn: [left right . .]
  (func $convolve
    (param $row i32) (param $left i32) (param $right i32) (param $taps i32) (result v128)
    (local $end i32) (local $low v128) (local $high v128)
    (local $l-low v128) (local $l-high v128) (local $r-low v128) (local $r-high v128)
    (local.set $end (call $sample (local.get $row) (local.get $taps)))
    (loop $taps
      ;; low = [h0 h1 h2 h3], high = [h4 h5 h6 h7]
      (local.set $low (v128.load (local.get $row)))
      (local.set $high (v128.load (call $sample (local.get $row) (i32.const 4))))
      (local.set $l-low
        (f32x4.add
          (local.get $l-low)
          (f32x4.mul (local.get $low) (v128.load align=4 (local.get $left)))))
      (local.set $l-high
        (f32x4.add
          (local.get $l-high)
          (f32x4.mul
            (local.get $high)
            (v128.load align=4 (call $sample (local.get $left) (i32.const 4))))))
      (local.set $r-low
        (f32x4.add
          (local.get $r-low)
          (f32x4.mul (local.get $low) (v128.load align=4 (local.get $right)))))
      (local.set $r-high
        (f32x4.add
          (local.get $r-high)
          (f32x4.mul
            (local.get $high)
            (v128.load align=4 (call $sample (local.get $right) (i32.const 4))))))
      (local.set $row (call $sample (local.get $row) (i32.const 8)))
      (local.set $left (call $sample (local.get $left) (i32.const 8)))
      (local.set $right (call $sample (local.get $right) (i32.const 8)))
      (br_if $taps (i32.ne (local.get $row) (local.get $end))))
    (local.set $low (f32x4.add (local.get $l-low) (local.get $l-high)))
    (local.set $high (f32x4.add (local.get $r-low) (local.get $r-high)))
    ;; [l0 r0 l1 r1] + [l2 r2 l3 r3]
    (local.set $low
      (f32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $low) (local.get $high))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
          (local.get $low) (local.get $high))))
    ;; [l r . .] + [l' r' . .]
    (f32x4.add
      (local.get $low)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
        (local.get $low) (local.get $low))))

  ;; the next output frame, [left right . .]
  (func $next-frame (param $rs i32) (result v128)
    (local $taps i32) (local $phases i32) (local $position i32)
    (local $row i32) (local $left i32) (local $right i32) (local $y v128)
    (local.set $taps (i32.load offset=24 (;=RESAMPLER_TAPS;) (local.get $rs)))
    (local.set $phases (i32.load offset=8 (;=RESAMPLER_PHASES;) (local.get $rs)))
    ;; position = phase * rows, in units of 1 / phases rows
    (local.set $position
      (i32.mul
        (i32.load offset=12 (;=RESAMPLER_PHASE;) (local.get $rs))
        (i32.load offset=28 (;=RESAMPLER_ROWS;) (local.get $rs))))
    (local.set $row
      (call $sample
        (i32.add (local.get $rs) (i32.const 65600 (;=RESAMPLER_BANK;)))
        (i32.mul
          (i32.div_u (local.get $position) (local.get $phases))
          (local.get $taps))))
    (local.set $left
      (call $sample
        (call $left (local.get $rs))
        (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))))
    (local.set $right
      (call $sample
        (call $right (local.get $rs))
        (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))))
    (local.set $y
      (call $convolve
        (local.get $row) (local.get $left) (local.get $right) (local.get $taps)))
    ;; between two rows: y += rest / phases * (next row's y - y)
    (local.set $position (i32.rem_u (local.get $position) (local.get $phases)))
    (if (local.get $position)
      (then
        (local.set $y
          (f32x4.add
            (local.get $y)
            (f32x4.mul
              (f32x4.splat
                (f32.div
                  (f32.convert_i32_u (local.get $position))
                  (f32.convert_i32_u (local.get $phases))))
              (f32x4.sub
                (call $convolve
                  (call $sample (local.get $row) (local.get $taps))
                  (local.get $left)
                  (local.get $right)
                  (local.get $taps))
                (local.get $y)))))))
    (local.get $y))

  ;; start and phase += one output frame
  (func $advance (param $rs i32)
    (local $phase i32) (local $phases i32) (local $start i32)
    (local.set $phases (i32.load offset=8 (;=RESAMPLER_PHASES;) (local.get $rs)))
    (local.set $phase
      (i32.add
        (i32.load offset=12 (;=RESAMPLER_PHASE;) (local.get $rs))
        (i32.load offset=4 (;=RESAMPLER_STEP_PHASE;) (local.get $rs))))
    (local.set $start
      (i32.add
        (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))
        (i32.load offset=0 (;=RESAMPLER_STEP;) (local.get $rs))))
    (if (i32.ge_u (local.get $phase) (local.get $phases))
      (then
        (local.set $phase (i32.sub (local.get $phase) (local.get $phases)))
        (local.set $start (i32.add (local.get $start) (i32.const 1)))))
    (i32.store offset=12 (;=RESAMPLER_PHASE;) (local.get $rs) (local.get $phase))
    (i32.store offset=16 (;=RESAMPLER_START;) (local.get $rs) (local.get $start)))

  ;; writes output while the history reaches and there is room; returns frames written
  (func $drain (param $rs i32) (param $dst i32) (param $capacity i32) (result i32)
    (local $written i32)
    (block $done
      (loop $frames
        (br_if $done (i32.eq (local.get $written) (local.get $capacity)))
        (br_if $done
          (i32.gt_u
            (i32.add
              (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))
              (i32.load offset=24 (;=RESAMPLER_TAPS;) (local.get $rs)))
            (i32.load offset=20 (;=RESAMPLER_FILL;) (local.get $rs))))
        ;; [left right]
        (v128.store64_lane align=4 0 (local.get $dst) (call $next-frame (local.get $rs)))
        (call $advance (local.get $rs))
        (local.set $dst (i32.add (local.get $dst) (i32.const 8 (;=FRAME_BYTES;))))
        (local.set $written (i32.add (local.get $written) (i32.const 1)))
        (br $frames)))
    (local.get $written))

  ;; forgets the frames of the history that no filter reaches any more
  (func $forget (param $rs i32)
    (local $gone i32) (local $kept i32)
    (local.set $gone
      (call $min
        (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))
        (i32.load offset=20 (;=RESAMPLER_FILL;) (local.get $rs))))
    (local.set $kept
      (i32.sub (i32.load offset=20 (;=RESAMPLER_FILL;) (local.get $rs)) (local.get $gone)))
    (memory.copy
      (call $left (local.get $rs))
      (call $sample (call $left (local.get $rs)) (local.get $gone))
      (i32.shl (local.get $kept) (i32.const 2)))
    (memory.copy
      (call $right (local.get $rs))
      (call $sample (call $right (local.get $rs)) (local.get $gone))
      (i32.shl (local.get $kept) (i32.const 2)))
    (i32.store offset=20 (;=RESAMPLER_FILL;) (local.get $rs) (local.get $kept))
    (i32.store offset=16 (;=RESAMPLER_START;)
      (local.get $rs)
      (i32.sub
        (i32.load offset=16 (;=RESAMPLER_START;) (local.get $rs))
        (local.get $gone))))

  ;; appends frames to the history; silence if `$left` is 0, where no input can lie
  (func $append (param $rs i32) (param $left i32) (param $right i32) (param $frames i32)
    (local $fill i32) (local $bytes i32)
    (local.set $fill (i32.load offset=20 (;=RESAMPLER_FILL;) (local.get $rs)))
    (local.set $bytes (i32.shl (local.get $frames) (i32.const 2)))
    (if (local.get $left)
      (then
        (memory.copy
          (call $sample (call $left (local.get $rs)) (local.get $fill))
          (local.get $left)
          (local.get $bytes))
        (memory.copy
          (call $sample (call $right (local.get $rs)) (local.get $fill))
          (local.get $right)
          (local.get $bytes)))
      (else
        (memory.fill
          (call $sample (call $left (local.get $rs)) (local.get $fill))
          (i32.const 0)
          (local.get $bytes))
        (memory.fill
          (call $sample (call $right (local.get $rs)) (local.get $fill))
          (i32.const 0)
          (local.get $bytes))))
    (i32.store offset=20 (;=RESAMPLER_FILL;)
      (local.get $rs)
      (i32.add (local.get $fill) (local.get $frames))))

  ;; ---- exports -------------------------------------------------------------------------------

  ;; Takes up to `frames` frames of planar float32 (silence if `left` is 0) and writes up to
  ;; `capacity` frames. Returns the frames written; RESAMPLER_CONSUMED says how many were taken, all
  ;; of them unless the output is full.
  (func (export "resample_process")
    (param $rs i32) (param $left i32) (param $right i32) (param $frames i32)
    (param $dst i32) (param $capacity i32)
    (result i32)
    (local $written i32) (local $consumed i32) (local $n i32)
    (block $done
      (loop $chunks
        (local.set $written
          (i32.add
            (local.get $written)
            (call $drain
              (local.get $rs)
              (i32.add
                (local.get $dst)
                (i32.mul (local.get $written) (i32.const 8 (;=FRAME_BYTES;))))
              (i32.sub (local.get $capacity) (local.get $written)))))
        (br_if $done (i32.eq (local.get $written) (local.get $capacity)))
        (br_if $done (i32.eq (local.get $consumed) (local.get $frames)))
        (call $forget (local.get $rs))
        (local.set $n
          (call $min
            (i32.sub (local.get $frames) (local.get $consumed))
            (i32.sub
              (i32.const 8192 (;=RESAMPLER_HISTORY_FRAMES;))
              (i32.load offset=20 (;=RESAMPLER_FILL;) (local.get $rs)))))
        (call $append
          (local.get $rs)
          (select
            (call $sample (local.get $left) (local.get $consumed))
            (i32.const 0)
            (local.get $left))
          (call $sample (local.get $right) (local.get $consumed))
          (local.get $n))
        (local.set $consumed (i32.add (local.get $consumed) (local.get $n)))
        (br $chunks)))
    (i32.store offset=32 (;=RESAMPLER_CONSUMED;) (local.get $rs) (local.get $consumed))
    (local.get $written))

  ;; dst[i] = [left[i] right[i]]: what is left to do when both rates are the same
  (func (export "resample_copy")
    (param $left i32) (param $right i32) (param $dst i32) (param $frames i32)
    (local $end i32)
    (local.set $end
      (i32.add (local.get $dst) (i32.mul (local.get $frames) (i32.const 8 (;=FRAME_BYTES;)))))
    (block $done
      (loop $frames
        (br_if $done (i32.eq (local.get $dst) (local.get $end)))
        (i32.store (local.get $dst) (i32.load (local.get $left)))
        (i32.store (call $sample (local.get $dst) (i32.const 1)) (i32.load (local.get $right)))
        (local.set $left (call $sample (local.get $left) (i32.const 1)))
        (local.set $right (call $sample (local.get $right) (i32.const 1)))
        (local.set $dst (call $sample (local.get $dst) (i32.const 2)))
        (br $frames))))
)
