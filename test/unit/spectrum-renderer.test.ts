import { expect } from '@open-wc/testing';
import { CanvasSpectrumRenderer } from '../../src/components/canvas-renderer.ts';
import { DisplaySurface, type SurfaceKind } from '../../src/components/display-surface.ts';
import {
  RAMP_STEPS,
  barLayout,
  type SpectrumPalette,
  type SpectrumRenderer,
} from '../../src/components/spectrum-drawing.ts';
import {
  WebGlSpectrumRenderer,
  createSpectrumRenderer,
} from '../../src/components/spectrum-renderer.ts';

/** Each step of the ramp is a colour of its own. */
const PALETTE: SpectrumPalette = {
  ink: [10, 20, 30],
  faint: [200, 210, 220],
  ghost: [150, 160, 170],
  well: [240, 245, 250],
  ramp: Uint8ClampedArray.from({ length: RAMP_STEPS * 4 }, (_, byte) => {
    const step = byte >> 2;
    return [step * 2, 255 - step * 2, 100, 255][byte & 3]!;
  }),
};

type Pixel = readonly number[];
interface Picture {
  /** `y` counts upwards from the ground. */
  at(x: number, y: number): Pixel;
  readonly pixels: Uint8ClampedArray;
}

/** In the task in which it was drawn: WebGL's buffer is gone afterwards. */
function readPicture(canvas: HTMLCanvasElement): Picture {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(canvas, 0, 0);
  const { data: pixels } = context.getImageData(0, 0, copy.width, copy.height);
  return {
    pixels,
    at: (x, y) => {
      const offset = ((copy.height - 1 - y) * copy.width + x) * 4;
      return [...pixels.subarray(offset, offset + 4)];
    },
  };
}

/** From the definition: a smooth step between 0.15 and 0.8 of the plot, in percent. */
function expectedRampColor(level: number): Pixel {
  const t = Math.min(1, Math.max(0, (level - 0.15) / 0.65));
  const step = Math.round((3 * t ** 2 - 2 * t ** 3) * 100);
  return [...PALETTE.ramp.subarray(step * 4, step * 4 + 4)];
}

function expectColor(actual: Pixel, expected: Pixel, what: string): void {
  expected.forEach((value, channel) => {
    expect(actual[channel], `${what}, channel ${channel}`).to.be.closeTo(value, 2);
  });
}

const INK = [...PALETTE.ink, 255];
const FAINT = [...PALETTE.faint, 255];
const NOTHING = [0, 0, 0, 0];

const GHOST = [...PALETTE.ghost, 255];
const WELL = [...PALETTE.well, 255];

const KINDS = {
  WebGL2: { surface: 'best', renderer: WebGlSpectrumRenderer },
  'canvas 2D': { surface: '2d', renderer: CanvasSpectrumRenderer },
} as const satisfies Record<string, { surface: SurfaceKind; renderer: unknown }>;

let surfaces: DisplaySurface[] = [];

function make(kind: keyof typeof KINDS): {
  canvas: HTMLCanvasElement;
  renderer: SpectrumRenderer;
} {
  const canvas = document.createElement('canvas');
  const surface = new DisplaySurface(canvas, KINDS[kind].surface);
  surfaces.push(surface);
  const renderer = createSpectrumRenderer(surface);
  expect(renderer).to.be.instanceOf(KINDS[kind].renderer);
  renderer.setPalette(PALETTE);
  return { canvas, renderer };
}

function disposeSurfaces(): void {
  for (const surface of surfaces) surface.dispose();
  surfaces = [];
}

/** Rising from left to right, each bar another height; caps a quarter above. */
function slope(count: number): { levels: Float32Array; peaks: Float32Array } {
  const levels = Float32Array.from({ length: count }, (_, bar) => (bar + 0.3) / count);
  return { levels, peaks: levels.map((level) => Math.min(1, level + 0.25)) };
}

for (const kind of ['WebGL2', 'canvas 2D'] as const) {
  describe(`spectrum renderer, ${kind}`, () => {
    afterEach(disposeSurfaces);

    for (const [width, ratio] of [
      [320, 1],
      [500, 1.5],
      [700, 2],
    ] as const) {
      it(`puts bars and caps on whole pixels, ${width} CSS px at ratio ${ratio}`, () => {
        const { canvas, renderer } = make(kind);
        renderer.resize(width, 142, ratio);
        const layout = barLayout(width, 142, ratio);
        expect(canvas.width).to.equal(width * ratio);
        expect(canvas.height).to.equal(142 * ratio);
        const { levels, peaks } = slope(renderer.barCount);
        renderer.draw(levels, peaks);
        const picture = readPicture(canvas);

        levels.forEach((level, bar) => {
          const left = layout.lefts[bar]!;
          const right = left + layout.barWidth - 1;
          const top = Math.round(level * layout.plotHeight);
          const cap = Math.round(peaks[bar]! * layout.plotHeight);
          for (const x of [left, right]) {
            if (top > 0) {
              expectColor(picture.at(x, 0), expectedRampColor(level), `bar ${bar}, foot`);
              expectColor(picture.at(x, top - 1), expectedRampColor(level), `bar ${bar}, top`);
            }
            if (top < cap) expectColor(picture.at(x, top), NOTHING, `above bar ${bar}`);
            expectColor(picture.at(x, cap), INK, `cap ${bar}, lower edge`);
            expectColor(picture.at(x, cap + layout.capHeight - 1), INK, `cap ${bar}, upper edge`);
            expectColor(picture.at(x, cap + layout.capHeight), NOTHING, `above cap ${bar}`);
          }
          expectColor(picture.at(left - 1, 0), NOTHING, `left of bar ${bar}`);
          expectColor(picture.at(right + 1, 0), NOTHING, `right of bar ${bar}`);
        });
        const half = picture.pixels.find((value, byte) => byte % 4 === 3 && value % 255 !== 0);
        expect(half, 'a half-covered pixel').to.equal(undefined);
      });
    }

    it('has 60, 48 or 30 bars by width, and keeps working through a resize', () => {
      const { canvas, renderer } = make(kind);
      for (const [width, count] of [
        [900, 60],
        [640, 60],
        [639, 48],
        [400, 48],
        [399, 30],
      ] as const) {
        renderer.resize(width, 100, 1);
        expect(renderer.barCount, `${width} px`).to.equal(count);
        renderer.draw(new Float32Array(count).fill(1), new Float32Array(count).fill(1));
        const { lefts, plotHeight } = barLayout(width, 100, 1);
        const top = readPicture(canvas).at(lefts[count - 1]!, plotHeight - 1);
        expectColor(top, expectedRampColor(1), `last bar of ${width} px`);
      }
    });

    it('shows a faint tick where a bar is at rest', () => {
      const { canvas, renderer } = make(kind);
      renderer.resize(320, 142, 1);
      renderer.draw(new Float32Array(30), new Float32Array(30));
      const picture = readPicture(canvas);
      const [x = 0] = barLayout(320, 142, 1).lefts;
      expectColor(picture.at(x, 0), NOTHING, 'ground');
      expectColor(picture.at(x, 1), FAINT, 'tick');
      expectColor(picture.at(x, 2), FAINT, 'tick');
      expectColor(picture.at(x, 3), NOTHING, 'above the tick');
    });

    it('is a sparkline without caps when it is very narrow', () => {
      const { canvas, renderer } = make(kind);
      renderer.resize(84, 30, 1);
      expect(renderer.barCount).to.equal(17);
      renderer.draw(new Float32Array(17).fill(0.5), new Float32Array(17).fill(0.9));
      const picture = readPicture(canvas);
      expectColor(picture.at(0, 14), expectedRampColor(0.5), 'top of a bar');
      expectColor(picture.at(0, 27), NOTHING, 'where a cap would be');
      expectColor(picture.at(83, 0), NOTHING, 'after the last bar');
      expectColor(picture.at(82, 0), expectedRampColor(0.5), 'last bar');
    });

    it('stands before a ghost, whose height is cut into a bar that is higher', () => {
      const { canvas, renderer } = make(kind);
      renderer.resize(320, 142, 1);
      const { lefts, plotHeight } = barLayout(320, 142, 1);
      const [low = 0, high = 0] = lefts;
      const levels = new Float32Array(30).fill(0.25);
      const ghost = new Float32Array(30);
      ghost[0] = 0.75;
      ghost[1] = 0.125;
      renderer.draw(levels, levels, ghost);
      const picture = readPicture(canvas);
      const bar = expectedRampColor(0.25);
      expectColor(picture.at(low, plotHeight * 0.25 - 1), bar, 'bar before the ghost');
      expectColor(picture.at(low, plotHeight * 0.75 - 1), GHOST, 'ghost above the bar');
      expectColor(picture.at(low, plotHeight * 0.75), NOTHING, 'above the ghost');
      const cut = Math.round(plotHeight * 0.125) - 1;
      expectColor(picture.at(high, cut), WELL, 'cut');
      expectColor(picture.at(high, cut - 1), bar, 'below the cut');
      expectColor(picture.at(high, cut + 1), bar, 'above the cut');
      renderer.draw(levels, levels, null);
      expectColor(readPicture(canvas).at(low, plotHeight * 0.75 - 1), NOTHING, 'no ghost');
    });

    it('takes another palette', () => {
      const { canvas, renderer } = make(kind);
      renderer.resize(320, 142, 1);
      renderer.setPalette({ ...PALETTE, ink: [90, 0, 0] });
      renderer.draw(new Float32Array(30), new Float32Array(30).fill(0.5));
      const { lefts, plotHeight } = barLayout(320, 142, 1);
      expectColor(readPicture(canvas).at(lefts[3]!, plotHeight / 2), [90, 0, 0, 255], 'cap');
    });
  });
}

describe('spectrum renderers', () => {
  afterEach(disposeSurfaces);

  it('draw the same picture', () => {
    const pictures = (['WebGL2', 'canvas 2D'] as const).map((kind) => {
      const { canvas, renderer } = make(kind);
      renderer.resize(700, 142, 2);
      const { levels, peaks } = slope(renderer.barCount);
      renderer.draw(levels, peaks);
      return readPicture(canvas).pixels;
    });
    const [a, b] = pictures;
    const largest = a!.reduce((most, value, i) => Math.max(most, Math.abs(value - b![i]!)), 0);
    expect(largest).to.be.at.most(2);
  });
});
