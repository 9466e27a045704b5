/**
 * Counts flashes as WCAG 2.2 defines them (relative luminance, general flash threshold): a pair of
 * opposing changes of a tenth of the most luminance, the darker state below 0.8.
 */

/** Cells of so many CSS pixels, a tenth of a degree: what is finer is a pattern, not a flash. */
const CELL_CSS = 4;
const CHANGE = 0.1;
const DARKER_BELOW = 0.8;
const MOST_FLASHES = 3;

interface Cell {
  rising: boolean;
  extreme: number;
  flashSeconds: number[];
  isDangerous: boolean;
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

export class FlashCounter {
  pictures = 0;
  readonly #ground: readonly number[];
  #cells: Cell[] = [];
  #begin = NaN;
  #now = NaN;

  /** @param ground the colour behind transparent pixels */
  constructor(ground: readonly number[]) {
    this.#ground = ground;
  }

  /** Since the first picture. */
  get seconds(): number {
    return this.pictures === 0 ? 0 : this.#now - this.#begin;
  }

  /** CSS pixels that have flashed more than three times within some second. */
  get flashingAreaCss(): number {
    return this.#cells.filter(({ isDangerous }) => isDangerous).length * CELL_CSS ** 2;
  }

  observe(canvas: HTMLCanvasElement, seconds: number): void {
    const width = Math.round(canvas.clientWidth / CELL_CSS);
    const height = Math.round(canvas.clientHeight / CELL_CSS);
    const small = new OffscreenCanvas(width, height).getContext('2d')!;
    small.imageSmoothingQuality = 'high';
    small.fillStyle = `rgb(${this.#ground.slice(0, 3).join(' ')})`;
    small.fillRect(0, 0, width, height);
    small.drawImage(canvas, 0, 0, width, height);
    const { data } = small.getImageData(0, 0, width, height);
    if (this.pictures === 0) this.#begin = seconds;
    this.#now = seconds;
    this.pictures += 1;
    for (let cell = 0; cell < width * height; cell++) {
      const [red = 0, green = 0, blue = 0] = data.subarray(cell * 4, cell * 4 + 3);
      const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
      const state = (this.#cells[cell] ??= newCell(luminance));
      follow(state, luminance, seconds);
    }
  }
}

function newCell(luminance: number): Cell {
  return { rising: true, extreme: luminance, flashSeconds: [], isDangerous: false };
}

function follow(cell: Cell, luminance: number, seconds: number): void {
  const beyond = cell.rising ? luminance - cell.extreme : cell.extreme - luminance;
  if (beyond >= 0) {
    cell.extreme = luminance;
    return;
  }
  if (-beyond < CHANGE || Math.min(luminance, cell.extreme) >= DARKER_BELOW) return;
  cell.extreme = luminance;
  cell.rising = !cell.rising;
  if (cell.rising) return;
  const { flashSeconds } = cell;
  flashSeconds.push(seconds);
  const first = flashSeconds.at(-1 - MOST_FLASHES);
  if (first !== undefined && seconds - first <= 1) cell.isDangerous = true;
}
