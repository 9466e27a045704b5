import { expect } from '@open-wc/testing';
import { CanvasCurveRenderer } from '../../src/components/curve-canvas-renderer.ts';
import type { CurvePalette } from '../../src/components/curve-drawing.ts';
import { WebGlCurveRenderer, createCurveRenderer } from '../../src/components/curve-renderer.ts';
import {
  DisplaySurface,
  MOST_WEBGL_CONTEXTS,
  type SurfaceKind,
} from '../../src/components/display-surface.ts';
import { SpectrogramHistory } from '../../src/components/spectrogram-history.ts';
import { createSpectrogramRenderer } from '../../src/components/spectrogram-renderer.ts';

const PALETTE: CurvePalette = {
  stroke: [200, 0, 0],
  fill: [0, 200, 0, 51],
  peaks: [0, 0, 200],
  ghost: [100, 100, 100],
};
const KINDS = ['best', '2d'] as const satisfies readonly SurfaceKind[];

let surfaces: DisplaySurface[] = [];

function makeSurface(kind: SurfaceKind): DisplaySurface {
  const surface = new DisplaySurface(document.createElement('canvas'), kind);
  surfaces.push(surface);
  return surface;
}

/** Straight from the canvas, in the task in which it was drawn; y counts upwards. */
function pixelsOf({ canvas }: DisplaySurface): (x: number, y: number) => readonly number[] {
  const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return (x, y) => {
    const offset = ((canvas.height - 1 - y) * canvas.width + x) * 4;
    return [...data.subarray(offset, offset + 4)];
  };
}

function expectColor(actual: readonly number[], expected: readonly number[], what: string): void {
  expected.forEach((value, channel) => {
    expect(actual[channel], `${what}, channel ${channel}`).to.be.closeTo(value, 3);
  });
}

afterEach(() => {
  for (const surface of surfaces) surface.dispose();
  surfaces = [];
});

for (const kind of KINDS) {
  for (const ratio of [1, 2]) {
    it(`draws curve, fill, peaks and ghost as layers (${kind}, ratio ${ratio})`, () => {
      const surface = makeSurface(kind);
      const renderer = createCurveRenderer(surface);
      expect(renderer).to.be.instanceOf(kind === 'best' ? WebGlCurveRenderer : CanvasCurveRenderer);
      renderer.setPalette(PALETTE);
      renderer.resize(200, 110, ratio);
      const flat = (height: number): Float32Array => new Float32Array(50).fill(height);
      renderer.draw(flat(0.5), flat(0.8), flat(0.65));
      const at = pixelsOf(surface);
      const middle = 100 * ratio;
      const plot = 100 * ratio;
      for (const x of [0, middle, 200 * ratio - 1]) {
        expectColor(at(x, plot * 0.5), [200, 0, 0, 255], 'stroke');
        expectColor(at(x, plot * 0.5 - ratio - 1), [80, 120, 80, 255], 'fill over ghost');
        expectColor(at(x, plot * 0.6), [100, 100, 100, 255], 'ghost');
        expectColor(at(x, plot * 0.7), [0, 0, 0, 0], 'above the ghost');
        expect(at(x, plot * 0.8)[2], 'peaks').to.be.above(90);
      }
      renderer.draw(flat(0.5), null, null);
      const after = pixelsOf(surface);
      expectColor(after(middle, plot * 0.6), [0, 0, 0, 0], 'no ghost');
      expectColor(after(middle, plot * 0.3), [0, 200, 0, 51], 'fill alone');
    });
  }

  it(`draws a steep flank without holes (${kind})`, () => {
    const surface = makeSurface(kind);
    const renderer = createCurveRenderer(surface);
    renderer.setPalette(PALETTE);
    renderer.resize(200, 110, 1);
    renderer.draw(
      Float32Array.from({ length: 200 }, (_, point) => (point < 100 ? 0.05 : 0.95)),
      null,
      null,
    );
    const at = pixelsOf(surface);
    for (let y = 6; y < 94; y++) {
      const alpha = Math.max(at(99, y)[3]!, at(100, y)[3]!);
      expect(alpha, `y ${y}`).to.be.above(200);
    }
  });

  it(`scrolls a spectrogram: the newest column at the right, low frequencies below (${kind})`, () => {
    const surface = makeSurface(kind);
    const renderer = createSpectrogramRenderer(surface);
    const shades = Uint8ClampedArray.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
    renderer.setShades(shades);
    renderer.resize(10, 4, 1);
    const history = new SpectrogramHistory(5, 2);
    renderer.load(history);
    for (let column = 1; column <= 7; column++) {
      history.push(Float32Array.of(column / 10, 1));
      renderer.draw(history, 1);
    }
    const at = pixelsOf(surface);
    for (let column = 0; column < 5; column++) {
      const shade = Math.round(((column + 3) / 10) * 255);
      for (const x of [2 * column, 2 * column + 1]) {
        expectColor(at(x, 0), [shade, shade, shade, 255], `column ${column}, low`);
        expectColor(at(x, 3), [255, 255, 255, 255], `column ${column}, high`);
      }
    }
  });
}

it('keeps the past of a spectrogram in another resolution', () => {
  const history = new SpectrogramHistory(3, 2);
  for (const height of [0.2, 0.4, 0.6, 0.8]) history.push(Float32Array.of(height, 0));
  const other = history.resampled(6, 4);
  const lowest = Array.from({ length: 6 }, (_, column) => other.values[column * 4]! / 255);
  expect(other.next).to.equal(0);
  expect(lowest.map((value) => value.toFixed(1))).to.deep.equal(
    [0.4, 0.4, 0.6, 0.6, 0.8, 0.8].map((value) => value.toFixed(1)),
  );
  expect([...other.values.subarray(0, 4)]).to.deep.equal([102, 102, 0, 0]);
});

describe('DisplaySurface', () => {
  it('leaves a page some WebGL contexts, and gets one when another is given back', () => {
    const held = Array.from({ length: MOST_WEBGL_CONTEXTS }, () => makeSurface('best'));
    for (const { gl } of held) expect(gl).not.to.equal(null);
    expect(makeSurface('best').gl).to.equal(null);
    const { gl } = held[3]!;
    held[3]!.dispose();
    held[3]!.dispose();
    expect(gl!.isContextLost()).to.equal(true);
    expect(makeSurface('best').gl).not.to.equal(null);
    expect(makeSurface('best').gl).to.equal(null);
    for (const surface of held) expect(surface.gl?.isContextLost()).to.equal(surface === held[3]);
  });
});
