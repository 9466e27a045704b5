  ;; Part of equalizer.wat: one band's step, settled and gliding, over one frame and over many.

  ;; c + a * b; rounded once where the browser has relaxed SIMD (scripts/wat.mjs)
  (func $madd (param $a v128) (param $b v128) (param $c v128) (result v128)
    (f64x2.add (local.get $c) (f64x2.mul (local.get $a) (local.get $b))))

  ;; c - a * b
  (func $nmadd (param $a v128) (param $b v128) (param $c v128) (result v128)
    (f64x2.sub (local.get $c) (f64x2.mul (local.get $a) (local.get $b))))

  ;; a settled band's output; the kind as in EQ_GROUP_KINDS, a constant where speed counts
  (func $out
    (param $kind i32) (param $band i32) (param $u v128) (param $r v128) (param $x v128)
    (result v128)
    (call $madd
      (v128.load offset=32 (;=EQ_BAND_C3;) (local.get $band))
      (local.get $u)
      (if (result v128) (i32.eq (local.get $kind) (i32.const 1))
        (then (local.get $x))
        (else
          (call $nmadd
            (v128.load offset=48 (;=EQ_BAND_C4;) (local.get $band))
            (local.get $r)
            (f64x2.mul
              (v128.load offset=64 (;=EQ_BAND_C5;) (local.get $band))
              (local.get $x)))))))

  ;; (u', r') of a settled band whose next input is `$next`
  (func $advance
    (param $band i32) (param $u v128) (param $r v128) (param $x v128) (param $next v128)
    (result v128 v128)
    (call $madd
      (v128.load offset=0 (;=EQ_BAND_C1;) (local.get $band))
      (local.get $u)
      (f64x2.sub (local.get $next) (local.get $r)))
    (call $nmadd
      (v128.load offset=16 (;=EQ_BAND_C2;) (local.get $band))
      (local.get $u)
      (local.get $x)))

  ;; the first half of a settled band's frame at `$at`: u = C1 u + (x - r), r = s
  (func $step-in (param $band i32) (param $at i32)
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $band)
      (call $madd
        (v128.load offset=0 (;=EQ_BAND_C1;) (local.get $band))
        (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $band))
        (f64x2.sub
          (v128.load (local.get $at))
          (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $band)))))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $band)
      (v128.load offset=224 (;=EQ_BAND_STATE_3;) (local.get $band))))

  ;; the second half: s = x - C2 u, and y in place of x
  (func $step-out (param $kind i32) (param $band i32) (param $at i32)
    (local $x v128) (local $u v128)
    (local.set $x (v128.load (local.get $at)))
    (local.set $u (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $band)))
    (v128.store offset=224 (;=EQ_BAND_STATE_3;) (local.get $band)
      (call $nmadd
        (v128.load offset=16 (;=EQ_BAND_C2;) (local.get $band))
        (local.get $u)
        (local.get $x)))
    ;; [left right]
    (v128.store (local.get $at)
      (call $out
        (local.get $kind)
        (local.get $band)
        (local.get $u)
        (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $band))
        (local.get $x))))

  ;; a gliding band over the frame at `$at`, in place; the state stays in memory
  (func $glide (param $band i32) (param $at i32)
    (local $x v128) (local $w v128) (local $ic1 v128) (local $ic2 v128) (local $next v128)
    (local.set $x (v128.load (local.get $at)))
    (local.set $ic1 (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $band)))
    (local.set $ic2 (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $band)))
    (local.set $w
      (f64x2.add
        (f64x2.mul
          (v128.load offset=0 (;=EQ_BAND_GLIDE_A1;) (local.get $band))
          (local.get $ic1))
        (f64x2.mul
          (v128.load offset=16 (;=EQ_BAND_GLIDE_A2;) (local.get $band))
          (f64x2.sub (local.get $x) (local.get $ic2)))))
    (local.set $next
      (f64x2.add
        (local.get $ic2)
        (f64x2.mul
          (v128.load offset=32 (;=EQ_BAND_GLIDE_G;) (local.get $band))
          (local.get $w))))
    ;; [left right]
    (v128.store (local.get $at)
      (f64x2.add
        (f64x2.add
          (f64x2.mul
            (v128.load offset=48 (;=EQ_BAND_GLIDE_M0;) (local.get $band))
            (local.get $x))
          (f64x2.mul
            (v128.load offset=64 (;=EQ_BAND_GLIDE_M1;) (local.get $band))
            (local.get $w)))
        (f64x2.mul
          (v128.load offset=80 (;=EQ_BAND_GLIDE_M2;) (local.get $band))
          (f64x2.add (local.get $ic2) (local.get $next)))))
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $band)
      (f64x2.sub (local.get $w) (local.get $ic1)))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $band) (local.get $next)))

  ;; a settled band over the block at `$at`, in place
  (func $run-band (param $kind i32) (param $band i32) (param $at i32) (param $frames i32)
    (local $end i32)
    (local.set $end (call $vector (local.get $at) (local.get $frames)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $at) (local.get $end)))
        (call $step-in (local.get $band) (local.get $at))
        (call $step-out (local.get $kind) (local.get $band) (local.get $at))
        (local.set $at (call $vector (local.get $at) (i32.const 1)))
        (br $frame))))

  ;; a gliding band; each frame ends with coefficient += step, six times
  (func $glide-band (param $band i32) (param $at i32) (param $frames i32)
    (local $end i32) (local $coefficient i32)
    (local.set $end (call $vector (local.get $at) (local.get $frames)))
    (loop $frame
      (call $glide (local.get $band) (local.get $at))
      (local.set $coefficient (call $vector (local.get $band) (i32.const 6)))
      (loop $coefficients
        (local.set $coefficient (call $vector (local.get $coefficient) (i32.const -1)))
        (v128.store (local.get $coefficient)
          (f64x2.add
            (v128.load (local.get $coefficient))
            (v128.load offset=96 (;=EQ_BAND_STEPS;) (local.get $coefficient))))
        (br_if $coefficients (i32.ne (local.get $coefficient) (local.get $band))))
      (local.set $at (call $vector (local.get $at) (i32.const 1)))
      (br_if $frame (i32.ne (local.get $at) (local.get $end)))))
