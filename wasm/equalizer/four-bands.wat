  ;; Part of equalizer.wat: four bands at once, skewed by a frame each, over many frames.

  ;; Four bands from record `$b0` on, `turns` turns. Band 3 begins at the frame at `$at`, each other
  ;; band one frame before the next; all have taken what is before. In a turn each takes a frame and
  ;; steps into the next one, which the band before it has just finished.
  (func $wave (param $kind i32) (param $b0 i32) (param $at i32) (param $turns i32)
    (local $end i32) (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $u0 v128) (local $r0 v128) (local $x0 v128)
    (local $u1 v128) (local $r1 v128) (local $x1 v128)
    (local $u2 v128) (local $r2 v128) (local $x2 v128)
    (local $u3 v128) (local $r3 v128) (local $x3 v128)
    (local $next v128)
    (local.set $b1 (call $next-band (local.get $b0)))
    (local.set $b2 (call $next-band (local.get $b1)))
    (local.set $b3 (call $next-band (local.get $b2)))
    (call $step-in (local.get $b0) (call $vector (local.get $at) (i32.const 3)))
    (local.set $u0 (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $b0)))
    (local.set $r0 (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $b0)))
    (local.set $x0 (v128.load (call $vector (local.get $at) (i32.const 3))))
    (call $step-in (local.get $b1) (call $vector (local.get $at) (i32.const 2)))
    (local.set $u1 (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $b1)))
    (local.set $r1 (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $b1)))
    (local.set $x1 (v128.load (call $vector (local.get $at) (i32.const 2))))
    (call $step-in (local.get $b2) (call $vector (local.get $at) (i32.const 1)))
    (local.set $u2 (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $b2)))
    (local.set $r2 (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $b2)))
    (local.set $x2 (v128.load (call $vector (local.get $at) (i32.const 1))))
    (call $step-in (local.get $b3) (local.get $at))
    (local.set $u3 (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $b3)))
    (local.set $r3 (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $b3)))
    (local.set $x3 (v128.load (local.get $at)))
    (local.set $end (call $vector (local.get $at) (local.get $turns)))
    (loop $frame
      ;; [left right]
      (v128.store (local.get $at)
        (call $out
          (local.get $kind) (local.get $b3) (local.get $u3) (local.get $r3) (local.get $x3)))
      (local.set $next
        (call $out
          (local.get $kind) (local.get $b2) (local.get $u2) (local.get $r2) (local.get $x2)))
      (call $advance
        (local.get $b3) (local.get $u3) (local.get $r3) (local.get $x3) (local.get $next))
      (local.set $r3)
      (local.set $u3)
      (local.set $x3 (local.get $next))
      (local.set $next
        (call $out
          (local.get $kind) (local.get $b1) (local.get $u1) (local.get $r1) (local.get $x1)))
      (call $advance
        (local.get $b2) (local.get $u2) (local.get $r2) (local.get $x2) (local.get $next))
      (local.set $r2)
      (local.set $u2)
      (local.set $x2 (local.get $next))
      (local.set $next
        (call $out
          (local.get $kind) (local.get $b0) (local.get $u0) (local.get $r0) (local.get $x0)))
      (call $advance
        (local.get $b1) (local.get $u1) (local.get $r1) (local.get $x1) (local.get $next))
      (local.set $r1)
      (local.set $u1)
      (local.set $x1 (local.get $next))
      (local.set $next (v128.load (call $vector (local.get $at) (i32.const 4))))
      (call $advance
        (local.get $b0) (local.get $u0) (local.get $r0) (local.get $x0) (local.get $next))
      (local.set $r0)
      (local.set $u0)
      (local.set $x0 (local.get $next))
      (local.set $at (call $vector (local.get $at) (i32.const 1)))
      (br_if $frame (i32.ne (local.get $at) (local.get $end))))
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $b0) (local.get $u0))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $b0) (local.get $r0))
    (v128.store (call $vector (local.get $at) (i32.const 3)) (local.get $x0))
    (call $step-out (local.get $kind) (local.get $b0) (call $vector (local.get $at) (i32.const 3)))
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $b1) (local.get $u1))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $b1) (local.get $r1))
    (v128.store (call $vector (local.get $at) (i32.const 2)) (local.get $x1))
    (call $step-out (local.get $kind) (local.get $b1) (call $vector (local.get $at) (i32.const 2)))
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $b2) (local.get $u2))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $b2) (local.get $r2))
    (v128.store (call $vector (local.get $at) (i32.const 1)) (local.get $x2))
    (call $step-out (local.get $kind) (local.get $b2) (call $vector (local.get $at) (i32.const 1)))
    (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $b3) (local.get $u3))
    (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $b3) (local.get $r3))
    (v128.store (local.get $at) (local.get $x3))
    (call $step-out (local.get $kind) (local.get $b3) (local.get $at)))

  ;; Four bands, the first at `$band`, over `frames` frames of the block at `$at`; the kind as in
  ;; EQ_GROUP_KINDS. Four frames or less are all start and no wavefront.
  (func $run-group (param $kind i32) (param $band i32) (param $at i32) (param $frames i32)
    (local $wide i32) (local $turns i32) (local $i i32)
    (if (i32.eqz (local.get $kind)) (then (return)))
    (local.set $wide (i32.gt_u (local.get $frames) (i32.const 4)))
    ;; the triangle at the start: band i takes 3 - i frames
    (loop $bands
      (call $run-band
        (local.get $kind)
        (call $nth-band (local.get $band) (local.get $i))
        (local.get $at)
        (select
          (i32.sub (i32.const 3) (local.get $i))
          (local.get $frames)
          (local.get $wide)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $bands (i32.ne (local.get $i) (i32.const 4))))
    (if (i32.eqz (local.get $wide)) (then (return)))
    (local.set $turns (i32.sub (local.get $frames) (i32.const 4)))
    (if (i32.eq (local.get $kind) (i32.const 1))
      (then (call $wave (i32.const 1) (local.get $band) (local.get $at) (local.get $turns)))
      (else (call $wave (i32.const 2) (local.get $band) (local.get $at) (local.get $turns))))
    ;; the triangle at the end: band i takes the i frames that are left to it
    (local.set $i (i32.const 0))
    (loop $bands
      (call $run-band
        (local.get $kind)
        (call $nth-band (local.get $band) (local.get $i))
        (call $vector
          (local.get $at)
          (i32.sub (local.get $frames) (local.get $i)))
        (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $bands (i32.ne (local.get $i) (i32.const 4)))))

  ;; All bands over `frames` frames of the block.
  (func $run-bands (param $eq i32) (param $frames i32)
    (local $band i32) (local $end i32) (local $kinds i32)
    (local.set $band (call $first-band (local.get $eq)))
    (local.set $end (call $bands-end (local.get $eq)))
    (local.set $kinds (local.get $eq))
    (if (i32.load offset=32 (;=EQ_GLIDING;) (local.get $eq))
      (then
        (loop $bands
          (call $glide-band (local.get $band) (call $block (local.get $eq)) (local.get $frames))
          (local.set $band (call $next-band (local.get $band)))
          (br_if $bands (i32.ne (local.get $band) (local.get $end))))
        (return)))
    (loop $groups
      (call $run-group
        (i32.load offset=40 (;=EQ_GROUP_KINDS;) (local.get $kinds))
        (local.get $band)
        (call $block (local.get $eq))
        (local.get $frames))
      (local.set $kinds (i32.add (local.get $kinds) (i32.const 4)))
      (local.set $band (call $nth-band (local.get $band) (i32.const 4)))
      (br_if $groups (i32.ne (local.get $band) (local.get $end)))))
