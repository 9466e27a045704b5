/** The rows of the texture that holds the heights, one texel a point. */
export const ROW = { curve: 0, peaks: 1, ghost: 2 } as const;

/** All lengths are device pixels; y counts upwards from the ground. Colours are premultiplied. */
export const CURVE_FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;

uniform highp sampler2D u_data;
uniform vec2 u_canvas;
uniform float u_plotHeight;
uniform int u_count;
uniform float u_strokeWidth;
uniform float u_peaksWidth;
uniform bool u_hasPeaks;
uniform bool u_hasGhost;
uniform vec4 u_stroke;
uniform vec4 u_fill;
uniform vec4 u_peaks;
uniform vec4 u_ghost;

out vec4 colour;

// Before the first point and behind the last one the curve goes on level.
vec2 pointAt(int row, int index, float pitch) {
  int inside = clamp(index, 0, u_count - 1);
  float height = texelFetch(u_data, ivec2(inside, row), 0).r * u_plotHeight;
  return vec2((float(index) + 0.5) * pitch, height);
}

// How much of this pixel lies below the curve.
float below(int row, vec2 place, float pitch) {
  int left = int(floor(place.x / pitch - 0.5));
  vec2 a = pointAt(row, left, pitch);
  vec2 b = pointAt(row, left + 1, pitch);
  float height = mix(a.y, b.y, (place.x - a.x) / pitch);
  return clamp(height - place.y + 0.5, 0.0, 1.0);
}

// How much of this pixel a line of this width along the curve covers.
float along(int row, vec2 place, float pitch, float width) {
  float reach = width * 0.5 + 0.5;
  int first = int(floor((place.x - reach) / pitch - 0.5));
  int last = int(floor((place.x + reach) / pitch - 0.5));
  float nearest = reach;
  vec2 a = pointAt(row, first, pitch);
  for (int index = first; index <= last; index++) {
    vec2 b = pointAt(row, index + 1, pitch);
    vec2 step = b - a;
    float t = clamp(dot(place - a, step) / dot(step, step), 0.0, 1.0);
    nearest = min(nearest, distance(place, a + t * step));
    a = b;
  }
  return clamp(reach - nearest, 0.0, 1.0);
}

void cover(vec4 paint, float share) {
  colour = paint * share + colour * (1.0 - paint.a * share);
}

void main() {
  vec2 place = gl_FragCoord.xy;
  float pitch = u_canvas.x / float(u_count);
  colour = vec4(0.0);
  if (u_hasGhost) cover(u_ghost, below(${ROW.ghost}, place, pitch));
  if (u_fill.a > 0.0) cover(u_fill, below(${ROW.curve}, place, pitch));
  if (u_hasPeaks) cover(u_peaks, along(${ROW.peaks}, place, pitch, u_peaksWidth));
  cover(u_stroke, along(${ROW.curve}, place, pitch, u_strokeWidth));
}
`;
