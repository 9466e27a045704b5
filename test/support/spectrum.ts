/** A player whose only moving part is a spectrum, and what stands on its canvas. */
import type { RustyAudioSpectrum } from '../../src/components/spectrum.ts';
import { mountPlayer, type Player } from './player.ts';

/** CSS pixels. */
export const SPECTRUM_WIDTH = 700;

export async function mountSpectrum(
  attributes: Readonly<Record<string, string>> = {},
): Promise<{ player: Player; spectrum: RustyAudioSpectrum }> {
  const player = await mountPlayer(attributes);
  const spectrum = document.createElement('rusty-audio-spectrum');
  spectrum.style.setProperty('width', `${SPECTRUM_WIDTH}px`);
  player.append(spectrum);
  player.scrollIntoView();
  return { player, spectrum };
}

export function plotOf(spectrum: RustyAudioSpectrum): HTMLElement {
  return spectrum.shadowRoot!.querySelector<HTMLElement>('.plot')!;
}

/** Of an element that has been drawn at least once. */
export function canvasOf(spectrum: RustyAudioSpectrum): HTMLCanvasElement {
  return spectrum.shadowRoot!.querySelector('canvas')!;
}

/** After the element has drawn and before its buffer is handed to the screen. */
export function afterDrawing(): Promise<void> {
  return new Promise((done) => {
    // From a task of its own the request queues behind the element's.
    setTimeout(() => {
      requestAnimationFrame(() => {
        done();
      });
    });
  });
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA; y counts upwards from the canvas's lower edge. */
  at(x: number, y: number): readonly number[];
  readonly pixels: Uint8ClampedArray;
}

/** What was drawn in this frame; undefined where nothing was. */
export function pictureOf(canvas: HTMLCanvasElement): Picture | undefined {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return undefined;
  const copy = document.createElement('canvas');
  copy.width = width;
  copy.height = height;
  const context = copy.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(canvas, 0, 0);
  const { data: pixels } = context.getImageData(0, 0, width, height);
  if (pixels.every((value) => value === 0)) return undefined;
  return {
    width,
    height,
    pixels,
    at: (x, y) => {
      const offset = ((height - 1 - y) * width + x) * 4;
      return [...pixels.subarray(offset, offset + 4)];
    },
  };
}

/** The first picture from now on of which `read` makes something. */
export async function pictureOnce<Reading>(
  spectrum: RustyAudioSpectrum,
  read: (picture: Picture) => Reading | undefined,
): Promise<Reading> {
  // It comes with the first sound.
  await customElements.whenDefined(spectrum.localName);
  await spectrum.updateComplete;
  for (;;) {
    await afterDrawing();
    const picture = pictureOf(canvasOf(spectrum));
    const reading = picture && read(picture);
    if (reading !== undefined) return reading;
  }
}

/** sRGB of a CSS colour. */
export function rgbOf(color: string): readonly number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

export function isNear(a: readonly number[], b: readonly number[], tolerance = 2): boolean {
  return a.every((value, channel) => Math.abs(value - (b[channel] ?? 0)) <= tolerance);
}
