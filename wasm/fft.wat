;; Real FFT and calibrated spectrum, float32.
;;
;; A real transform of `size` samples (512..16384, a power of two) is a complex one of m = size/2
;; points, z[n] = x[2n] + i x[2n+1]: Stockham, decimation in frequency, real and imaginary parts
;; apart. The first pass reads, windows and de-interleaves the samples, the middle passes are
;; radix-4, the last radix-4 pass also separates the conjugate pairs into the m + 1 real-input bins.
;; An odd log2(m) is made even by a radix-8 first pass.
;;
;;   fft_forward(src, size, dst)     m + 1 interleaved complex bins, the unscaled sum with exp(-i)
;;   spectrum(src, size, window, dst, magnitudes, smoothing)     m + 1 levels, dBFS
;;   use_memory(tables, work)     first of all: where the tables and the work area are, 64-aligned
;;
;; `src`, `dst` and `magnitudes` are multiples of 4. `src` is read before `dst` is written: they may
;; overlap. The work area keeps nothing between calls, but belongs to one thread.
;;
;; Every size calls the passes with its own constants; inlining carries them into the loops, and
;; the assembler folds what is added to an address into the instruction (scripts/wat-addresses.mjs).
;; always-inline: 1000 nodes
;;
;; Memory map: the tables (FFT_MIDDLE, FFT_FIRST, FFT_LAST, FFT_WINDOWS, FFT_SCALES) are written by
;; fft-tables.ts and read only here. Work, FFT_WORK_BYTES: two complex buffers, FFT_WORK_A and
;; FFT_WORK_B; an imaginary part lies FFT_IM behind its real part. Strides and quarters below are in
;; bytes of one part: a quarter of m points is m bytes.
(module
  (import "engine" "memory" (memory 1 65536 shared))

  (global $tables (mut i32) (i32.const 0))
  (global $work (mut i32) (i32.const 0))

  (; include fft/arithmetic.wat ;)
  (; include fft/first-pass.wat ;)
  (; include fft/middle-pass.wat ;)
  (; include fft/last-pass.wat ;)
  (; include fft/levels.wat ;)

  ;; All passes for a size: called with a constant, so that every stride in them is one, too.
  ;; Returns the work buffer that the last one did not read.
  (func $passes (param $size i32) (param $src i32) (param $window i32) (param $windowed i32)
    (param $dst i32) (param $power i32) (result i32)
    (local $quarter i32) (local $stride i32) (local $a i32) (local $b i32)
    (local $from i32) (local $to i32)
    (local.set $quarter (i32.shr_u (local.get $size) (i32.const 1)))
    (local.set $a (global.get $work))
    (local.set $b (i32.add (local.get $a) (i32.const 67584 (;=FFT_WORK_B;))))
    ;; the bits of 512, 2048, 8192: an even log2(m)
    (if (i32.and (local.get $size) (i32.const 0x2a00))
      (then
        (local.set $stride (i32.const 16))
        (call $first-4
          (local.get $src) (local.get $window) (local.get $windowed) (local.get $quarter)))
      (else
        (local.set $stride (i32.const 32))
        (call $first-8
          (local.get $src) (local.get $window) (local.get $windowed) (local.get $quarter))))
    ;; two to four middle passes
    (call $middle (local.get $a) (local.get $b) (local.get $quarter) (local.get $stride))
    (local.set $stride (i32.shl (local.get $stride) (i32.const 2)))
    (call $middle (local.get $b) (local.get $a) (local.get $quarter) (local.get $stride))
    (local.set $stride (i32.shl (local.get $stride) (i32.const 2)))
    (local.set $from (local.get $a))
    (local.set $to (local.get $b))
    (if (i32.lt_u (local.get $stride) (local.get $quarter))
      (then
        (call $middle (local.get $a) (local.get $b) (local.get $quarter) (local.get $stride))
        (local.set $stride (i32.shl (local.get $stride) (i32.const 2)))
        (local.set $from (local.get $b))
        (local.set $to (local.get $a))))
    (if (i32.lt_u (local.get $stride) (local.get $quarter))
      (then
        (call $middle (local.get $b) (local.get $a) (local.get $quarter) (local.get $stride))
        (local.set $from (local.get $a))
        (local.set $to (local.get $b))))
    (call $last (local.get $from)
      (select (local.get $to) (local.get $dst) (local.get $power))
      (local.get $quarter) (local.get $power))
    (local.get $to))

  (func $transform (param $src i32) (param $size i32) (param $window i32) (param $windowed i32)
    (param $dst i32) (param $power i32) (result i32)
    (if (i32.eq (local.get $size) (i32.const 512))
      (then
        (return
          (call $passes (i32.const 512) (local.get $src) (local.get $window) (local.get $windowed)
            (local.get $dst) (local.get $power)))))
    (if (i32.eq (local.get $size) (i32.const 1024))
      (then
        (return
          (call $passes (i32.const 1024) (local.get $src) (local.get $window) (local.get $windowed)
            (local.get $dst) (local.get $power)))))
    (if (i32.eq (local.get $size) (i32.const 2048))
      (then
        (return
          (call $passes (i32.const 2048) (local.get $src) (local.get $window) (local.get $windowed)
            (local.get $dst) (local.get $power)))))
    (if (i32.eq (local.get $size) (i32.const 4096))
      (then
        (return
          (call $passes (i32.const 4096) (local.get $src) (local.get $window) (local.get $windowed)
            (local.get $dst) (local.get $power)))))
    (if (i32.eq (local.get $size) (i32.const 8192))
      (then
        (return
          (call $passes (i32.const 8192) (local.get $src) (local.get $window) (local.get $windowed)
            (local.get $dst) (local.get $power)))))
    (call $passes (i32.const 16384) (local.get $src) (local.get $window) (local.get $windowed)
      (local.get $dst) (local.get $power)))

  (func (export "fft_forward") (param $src i32) (param $size i32) (param $dst i32)
    (drop
      (call $transform (local.get $src) (local.get $size) (i32.const 0) (i32.const 0)
        (local.get $dst) (i32.const 0))))

  (func (export "spectrum") (param $src i32) (param $size i32) (param $window i32) (param $dst i32)
    (param $magnitudes i32) (param $smoothing f32)
    (local $power i32) (local $end i32) (local $keep v128) (local $fresh v128) (local $m v128)
    (local.set $keep (f32x4.splat (local.get $smoothing)))
    (local.set $fresh
      (f32x4.splat
        (f32.mul (f32.sub (f32.const 1) (local.get $smoothing))
          (f32.div
            (f32.load offset=0 (;=FFT_SCALES;)
              (i32.add (global.get $tables) (i32.shl (local.get $window) (i32.const 2))))
            (f32.convert_i32_u (local.get $size))))))
    (local.set $power
      (call $transform (local.get $src) (local.get $size)
        (i32.add
          (i32.add (global.get $tables) (i32.const 172032 (;=FFT_WINDOWS;)))
          (i32.add
            (i32.mul (local.get $window) (i32.const 129024 (;=FFT_WINDOW_BYTES;)))
            (i32.shl (i32.sub (local.get $size) (i32.const 512)) (i32.const 2))))
        (i32.const 1) (i32.const 0) (i32.const 1)))
    (local.set $end
      (i32.add (local.get $power) (i32.shl (local.get $size) (i32.const 1))))
    (loop $next
      (local.set $m
        (call $smooth (v128.load (local.get $power)) (v128.load align=4 (local.get $magnitudes))
          (local.get $keep) (local.get $fresh)))
      (v128.store align=4 (local.get $magnitudes) (local.get $m))
      (v128.store align=4 (local.get $dst) (call $decibels (local.get $m)))
      (local.set $power (i32.add (local.get $power) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $magnitudes (i32.add (local.get $magnitudes) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next (i32.lt_u (local.get $power) (local.get $end))))
    ;; the bin at half the sample rate
    (local.set $m
      (call $smooth
        (v128.load32_zero (local.get $power)) (v128.load32_zero (local.get $magnitudes))
        (local.get $keep) (local.get $fresh)))
    (v128.store32_lane 0 (local.get $magnitudes) (local.get $m))
    (v128.store32_lane 0 (local.get $dst) (call $decibels (local.get $m))))

  (func (export "use_memory") (param $tables i32) (param $work i32)
    (global.set $tables (local.get $tables))
    (global.set $work (local.get $work))))
