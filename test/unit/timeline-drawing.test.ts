import { expect } from '@open-wc/testing';
import {
  barCountOf,
  drawTimeline,
  timelineGeometry,
  type TimelinePicture,
} from '../../src/components/timeline-drawing.ts';
import type { TimelinePalette } from '../../src/components/timeline-palette.ts';
import { chapterAt, rulerMarks, rulerTimes } from '../../src/components/timeline-ruler.ts';
import { waveformBars } from '../../src/components/waveform.ts';
import type { Overview } from '../../src/engine/audio-engine.ts';

/** Each role a colour of its own. */
const PALETTE: TimelinePalette = {
  accent: 'rgb(200 0 0)',
  accentInk: 'rgb(100 0 0)',
  accentSoft: 'rgb(255 200 200)',
  mark: 'rgb(0 200 0)',
  faint: 'rgb(0 0 200)',
  line: 'rgb(1 2 3)',
  tick: 'rgb(200 200 0)',
  smallTick: 'rgb(0 200 200)',
};
const ACCENT = [200, 0, 0, 255];
const MARK = [0, 200, 0, 255];
const FAINT = [0, 0, 200, 255];
const NOTHING = [0, 0, 0, 0];

/** 300 x 80: ruler to 20, waveform to 72 with its middle at 46 and 21 px either side, line at 77. */
const FULL = timelineGeometry(300, 80);
const MIDDLE = 46;
const HIGHEST = 21;

function overviewOf(peakAt: (bucket: number) => number, done = 2048): Overview {
  const max = Float32Array.from({ length: 2048 }, (_, bucket) => peakAt(bucket));
  return {
    durationSeconds: 100,
    max,
    min: max.map((peak) => -peak / 2),
    rms: max.map((peak) => peak / 3),
    done,
  };
}

function draw(change: Partial<TimelinePicture>): {
  readonly at: (x: number, y: number) => number[];
  /** Height of the run of one colour around the middle of the waveform. */
  readonly run: (x: number, color: readonly number[]) => number;
} {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const picture: TimelinePicture = {
    geometry: FULL,
    pixelRatio: 1,
    resting: false,
    waveform: null,
    played: 0,
    buffered: [],
    chapters: [],
    section: null,
    ...change,
  };
  drawTimeline(context, picture, PALETTE);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const at = (x: number, y: number): number[] => {
    const offset = (y * canvas.width + x) * 4;
    return [...data.slice(offset, offset + 4)];
  };
  return {
    at,
    run: (x, color) => {
      let height = 0;
      for (let y = 20; y < 72; y++) if (at(x, y).join() === color.join()) height++;
      return height;
    },
  };
}

const bars = (overview: Overview) => waveformBars(overview, barCountOf(300, 1));

describe('timeline drawing', () => {
  it('has bars of 2 px on a pitch of 3', () => {
    const { at } = draw({ waveform: bars(overviewOf(() => 1)) });
    expect(barCountOf(300, 1)).to.equal(100);
    for (let x = 0; x < 300; x++) {
      expect(at(x, MIDDLE), `x ${x}`).to.deep.equal(x % 3 === 2 ? NOTHING : FAINT);
    }
  });

  it('keeps bars on whole device pixels', () => {
    expect(barCountOf(300, 2)).to.equal(100);
    expect(barCountOf(300, 1.5)).to.equal(90);
    const { at } = draw({
      pixelRatio: 1.5,
      waveform: waveformBars(
        overviewOf(() => 1),
        90,
      ),
    });
    const row = Array.from({ length: 450 }, (_, x) => at(x, 69)[3]);
    expect(row.every((alpha) => alpha === 0 || alpha === 255)).to.equal(true);
  });

  it('is as high as the overview says: peaks pale, RMS solid', () => {
    const { run, at } = draw({
      played: 1,
      waveform: bars(overviewOf((bucket) => (bucket < 1024 ? 1 : 0.5))),
    });
    expect(run(0, ACCENT)).to.be.closeTo((2 * HIGHEST) / 3, 1);
    expect(run(297, ACCENT)).to.be.closeTo(HIGHEST / 3, 1);
    expect(at(0, MIDDLE - HIGHEST + 1)[3]).to.be.closeTo(255 * 0.55, 2);
    expect(at(0, MIDDLE - HIGHEST - 1)).to.deep.equal(NOTHING);
    expect(at(297, MIDDLE - 9)[3]).to.be.closeTo(255 * 0.55, 2);
    expect(at(297, MIDDLE - 12)).to.deep.equal(NOTHING);
  });

  it('shows played in accent, buffered in mark, the rest faint', () => {
    const { at } = draw({
      waveform: bars(overviewOf(() => 0.6)),
      played: 0.3,
      buffered: [[0, 0.6]],
    });
    for (let bar = 0; bar < 100; bar++) {
      const expected = bar < 30 ? ACCENT : bar < 60 ? MARK : FAINT;
      expect(at(bar * 3, MIDDLE), `bar ${bar}`).to.deep.equal(expected);
    }
    expect(at(50, 78)).to.deep.equal(ACCENT);
    expect(at(150, 78)).to.deep.equal(MARK);
    expect(at(200, 78)).to.deep.equal(NOTHING);
  });

  it('has even ticks where no samples are known', () => {
    const none = draw({ played: 0.5 });
    expect(none.run(0, ACCENT)).to.equal(14);
    expect(none.run(3, ACCENT)).to.equal(0);
    expect(none.run(198, FAINT)).to.equal(14);
    const half = draw({ waveform: bars(overviewOf(() => 1, 1024)) });
    expect(half.run(3 * 49, FAINT)).to.equal(2 * HIGHEST);
    expect(half.run(3 * 50, FAINT)).to.equal(14);
    expect(half.run(3 * 51, FAINT)).to.equal(0);
  });

  it('rests in pale ticks while nothing is known of the track', () => {
    const { at } = draw({ resting: true, waveform: bars(overviewOf(() => 1)) });
    expect(at(0, MIDDLE)[3]).to.be.closeTo(255 * 0.7, 2);
    expect(at(3, MIDDLE)).to.deep.equal(NOTHING);
    expect(at(0, MIDDLE - 8)).to.deep.equal(NOTHING);
  });

  it('marks chapters and the looped section', () => {
    const { at } = draw({ chapters: [0, 0.5], section: [0.2, 0.4] });
    expect(at(150, 30)).to.deep.equal([200, 200, 0, 255]);
    expect(at(0, 25)).to.deep.equal(NOTHING);
    expect(at(62, 25)).to.deep.equal([255, 200, 200, 255]);
    expect(at(59, 25)).to.deep.equal([100, 0, 0, 255]);
    expect(at(120, 25)).to.deep.equal([100, 0, 0, 255]);
    expect(at(123, 25)).to.deep.equal(NOTHING);
  });

  it('is bare below 48 px: no well’s margin, ticks at the bottom', () => {
    const geometry = timelineGeometry(300, 34);
    expect(geometry).to.include({ ruler: 0, base: 4 });
    const { at } = draw({
      geometry,
      waveform: bars(overviewOf(() => 1)),
      chapters: [0.5],
      buffered: [[0, 0.5]],
    });
    expect(at(0, 2)[3]).to.equal(255 * 0.6);
    expect(at(150, 30)).to.deep.equal([0, 200, 200, 255]);
    expect(at(30, 33)).to.deep.equal(MARK);
    expect(at(200, 33)).to.deep.equal([1, 2, 3, 255]);
  });
});

describe('waveform bars', () => {
  it('take the highest peak and the mean power of their buckets', () => {
    const overview = overviewOf((bucket) => (bucket === 5 ? 0.9 : 0.1));
    const { peaks, rms, known } = waveformBars(overview, 256);
    expect(known).to.equal(256);
    expect(peaks[0]).to.be.closeTo(0.9, 1e-6);
    expect(peaks[1]).to.be.closeTo(0.1, 1e-6);
    expect(rms[0]).to.be.closeTo(Math.sqrt((7 * (0.1 / 3) ** 2 + 0.3 ** 2) / 8), 1e-6);
  });

  it('count a negative peak, and know only what is done', () => {
    const overview = { ...overviewOf(() => 0.2, 100), min: new Float32Array(2048).fill(-0.7) };
    const { peaks, known } = waveformBars(overview, 256);
    expect(peaks[0]).to.be.closeTo(0.7, 1e-6);
    expect(known).to.equal(12);
  });

  it('may be more than there are buckets', () => {
    const { peaks, known } = waveformBars(
      overviewOf((bucket) => bucket / 2048),
      4096,
    );
    expect(known).to.equal(4096);
    expect(peaks[4095]).to.be.closeTo(2047 / 2048, 1e-6);
  });
});

describe('timeline ruler', () => {
  it('names round times that have room', () => {
    expect(rulerTimes(253, 658)).to.deep.equal([0, 30, 60, 90, 120, 150, 180, 210]);
    expect(rulerTimes(NaN, 600)).to.deep.equal([]);
  });

  it('names the chapters instead where there are some', () => {
    const chapters = [
      { startSeconds: 0, endSeconds: 10, title: 'Intro' },
      { startSeconds: 10, endSeconds: 40, title: 'Song' },
    ];
    expect(rulerMarks(chapters, 40, 600, 'en')).to.deep.equal([
      { startSeconds: 0, endSeconds: 10, name: 'Intro' },
      { startSeconds: 10, endSeconds: 40, name: 'Song' },
    ]);
    expect(chapterAt(chapters, 9.9)).to.equal(0);
    expect(chapterAt(chapters, 10)).to.equal(1);
    expect(chapterAt([], 10)).to.equal(-1);
  });
});
