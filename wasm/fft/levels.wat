  ;; Part of fft.wat: from power to smoothed magnitude to decibels.

  ;; Magnitude: keep * previous + fresh * sqrt(power). Nothing above 2^20 (120 dBFS) is sound, and
  ;; not-a-number is neither above nor below: both count as silence and can't stay. What is
  ;; below 2^-40 (-241 dBFS) becomes 0 before it can become denormal.
  (func $smooth (param $power v128) (param $previous v128) (param $keep v128) (param $fresh v128)
    (result v128)
    (local $m v128)
    (local.set $m
      (call $madd (local.get $keep) (local.get $previous)
        (f32x4.mul (local.get $fresh) (f32x4.sqrt (local.get $power)))))
    (v128.and (local.get $m)
      (v128.and
        (f32x4.lt (local.get $m) (v128.const f32x4 0x1p20 0x1p20 0x1p20 0x1p20))
        (f32x4.gt (local.get $m) (v128.const f32x4 0x1p-40 0x1p-40 0x1p-40 0x1p-40)))))

  ;; 20 log10(m), not below -200. m = 2^e (1 + t) with 1 + t from sqrt 1/2 to sqrt 2; the polynomial
  ;; is minimax for t p(t) = 20 log10(1 + t), off by 0.0006 dB at most and exact at t = 0.
  (func $decibels (param $m v128) (result v128)
    (local $bits v128) (local $e v128) (local $t v128)
    ;; 0x3f3504f3 is sqrt 1/2
    (local.set $bits
      (i32x4.sub (local.get $m)
        (v128.const i32x4 0x3f3504f3 0x3f3504f3 0x3f3504f3 0x3f3504f3)))
    (local.set $e (i32x4.shr_s (local.get $bits) (i32.const 23)))
    (local.set $t
      (f32x4.sub
        (i32x4.sub (local.get $m) (i32x4.shl (local.get $e) (i32.const 23)))
        (v128.const f32x4 1 1 1 1)))
    (f32x4.pmax
      (v128.const f32x4 -200 -200 -200 -200)
      (call $madd
        (f32x4.convert_i32x4_s (local.get $e))
        (v128.const f32x4 6.0205999 6.0205999 6.0205999 6.0205999)
        (f32x4.mul (local.get $t)
          (call $madd (local.get $t)
            (call $madd (local.get $t)
              (call $madd (local.get $t)
                (v128.const f32x4 -1.9845694 -1.9845694 -1.9845694 -1.9845694)
                (v128.const f32x4 3.1157174 3.1157174 3.1157174 3.1157174))
              (v128.const f32x4 -4.3643579 -4.3643579 -4.3643579 -4.3643579))
            (v128.const f32x4 8.6802641 8.6802641 8.6802641 8.6802641))))))
