import { RAMP_STEPS } from './spectrum-drawing.ts';

/** Where the vertex shader finds its per-bar data. */
export const ATTRIBUTE = { left: 0, level: 1, peak: 2, ghost: 3 } as const;

/** What one instanced call draws; the value of the uniform `u_part`. */
export const PART = { bars: 0, caps: 1, ghosts: 2, notches: 3 } as const;

/**
 * A rectangle per bar, four vertices without a buffer. All lengths are device pixels and every edge
 * is whole, so that nothing is blurred: y counts upwards from the ground.
 */
export const VERTEX_SHADER = `#version 300 es
precision highp float;
precision highp int;

layout(location = ${ATTRIBUTE.left}) in float a_left;
layout(location = ${ATTRIBUTE.level}) in float a_level;
layout(location = ${ATTRIBUTE.peak}) in float a_peak;
layout(location = ${ATTRIBUTE.ghost}) in float a_ghost;

uniform vec2 u_canvas;
uniform float u_plotHeight;
uniform float u_barWidth;
uniform float u_capHeight;
uniform float u_restGap;
uniform int u_part;
uniform vec4 u_ink;
uniform vec4 u_faint;
uniform vec4 u_ghost;
uniform vec4 u_well;
uniform sampler2D u_ramp;

flat out vec4 v_colour;

void main() {
  float bottom = 0.0;
  float top;
  if (u_part == ${PART.bars}) {
    top = floor(a_level * u_plotHeight + 0.5);
    float t = clamp((a_level - 0.15) / 0.65, 0.0, 1.0);
    int step = int(floor(t * t * (3.0 - 2.0 * t) * ${RAMP_STEPS - 1}.0 + 0.5));
    v_colour = texelFetch(u_ramp, ivec2(step, 0), 0);
  } else if (u_part == ${PART.ghosts}) {
    top = floor(a_ghost * u_plotHeight + 0.5);
    v_colour = u_ghost;
  } else if (u_part == ${PART.notches}) {
    // Only where the bar is higher, or it would cut the ghost.
    top = floor(a_ghost * u_plotHeight + 0.5);
    bottom = a_level > a_ghost ? max(0.0, top - u_restGap) : top;
    v_colour = u_well;
  } else {
    bottom = floor(a_peak * u_plotHeight + 0.5);
    v_colour = bottom > 0.0 ? u_ink : u_faint;
    if (bottom == 0.0) bottom = u_restGap;
    top = bottom + u_capHeight;
  }
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 place = vec2(a_left + corner.x * u_barWidth, mix(bottom, top, corner.y));
  gl_Position = vec4(place / u_canvas * 2.0 - 1.0, 0.0, 1.0);
}
`;

export const FRAGMENT_SHADER = `#version 300 es
precision mediump float;
flat in vec4 v_colour;
out vec4 colour;

void main() {
  colour = v_colour;
}
`;
