// Pictures of stories, compared with those under test/snapshots.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const FOLDER = join(import.meta.dirname, '../snapshots');
const CHANGED_FOLDER = join(tmpdir(), 'rusty-audio-snapshots');
/** Of YIQ distance: what an eye tells apart; antialiased edges are not counted. */
const COLOUR_THRESHOLD = 0.1;
/**
 * Of all pixels. Another Chromium moves a curve's edge here and there; a letter of a legend, the
 * smallest thing that may go wrong, has more pixels than this in the smallest picture.
 */
const CHANGED_SHARE = 0.0003;

/** Flat colours: unfiltered lines and the ordinary strategy make the smallest files. */
const SMALL = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 };

/** The font of the pictures: scripts/ensure-chromium.mjs installs it along with the browser. */
export const SNAPSHOT_FONT = 'Liberation Sans';

export async function hasSnapshotFont(page) {
  return page.evaluate((font) => {
    const context = globalThis.document.createElement('canvas').getContext('2d');
    const width = (family) => {
      context.font = `40px ${family}`;
      return context.measureText('Rusty Audio 0123456789').width;
    };
    return width(`"${font}", monospace`) !== width('monospace');
  }, SNAPSHOT_FONT);
}

/**
 * Runs in the page: the cover has come, and either the player says what is wrong, or its file is
 * there to the end and the waveform is drawn.
 */
function isDrawn() {
  const player = globalThis.document.querySelector('rusty-audio-player');
  const root = player.shadowRoot;
  const cover = root.querySelector('img');
  if (cover && !(cover.complete && cover.naturalWidth > 0)) return false;
  const timeline = root.querySelector('rusty-audio-timeline').shadowRoot;
  if (player.error) return timeline.querySelector('[part=message]') !== null;
  const { buffered, duration } = player;
  if (buffered.length !== 1 || buffered.end(0) < duration) return false;
  // Ticks at rest are all of one height, and so are their rows; bars of a waveform are not.
  const canvas = timeline.querySelector('canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const inked = new Set();
  for (let y = 0; y < height; y++) {
    let count = 0;
    for (let x = 0; x < width; x++) if (data[4 * (y * width + x) + 3] > 0) count++;
    inked.add(count);
  }
  return inked.size > 4;
}

/** What a story looks like once everything in it is drawn: two pictures in a row are the same. */
export async function takePicture(page) {
  const content = `body { font-family: '${SNAPSHOT_FONT}' !important; }`;
  if (await page.evaluate(() => !globalThis.document.querySelector('style.snapshot'))) {
    const style = await page.addStyleTag({ content });
    await style.evaluate((element) => element.classList.add('snapshot'));
  }
  await page.waitForFunction(isDrawn);
  await page.evaluate(() => globalThis.document.fonts.ready);
  let picture = await take(page);
  for (;;) {
    const next = await take(page);
    if (next.equals(picture)) return next;
    picture = next;
  }
}

function take(page) {
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/**
 * Compares a picture with the one that is kept; with `update` it is kept from now on.
 *
 * @returns {string} what is wrong; empty when they agree
 */
export function compareSnapshot(name, picture, update) {
  const file = join(FOLDER, `${name}.png`);
  const actual = PNG.sync.read(picture);
  if (update) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, PNG.sync.write(actual, SMALL));
    return '';
  }
  if (!existsSync(file)) return `${name} is not kept yet: npm run snapshots -- --update`;
  const kept = PNG.sync.read(readFileSync(file));
  const { width, height } = kept;
  let changed = Infinity;
  const difference = new PNG({ width, height });
  if (actual.width === width && actual.height === height) {
    changed = pixelmatch(kept.data, actual.data, difference.data, width, height, {
      threshold: COLOUR_THRESHOLD,
    });
  }
  if (changed <= width * height * CHANGED_SHARE) return '';
  mkdirSync(CHANGED_FOLDER, { recursive: true });
  writeFileSync(join(CHANGED_FOLDER, `${name}.png`), picture);
  writeFileSync(join(CHANGED_FOLDER, `${name}.difference.png`), PNG.sync.write(difference));
  return `${name}: ${changed} pixels differ, see ${CHANGED_FOLDER}; npm run snapshots -- --update keeps it`;
}
