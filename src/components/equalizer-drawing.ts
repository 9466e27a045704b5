import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { EqBand } from '../engine/equalizer.ts';
import { hasGain, hasQ } from './band-editing.ts';
import { bandName, shortFrequency, shortGain, shortQ, spokenBand } from './band-words.ts';
import type { EqualizerGeometry, Point } from './equalizer-geometry.ts';
import { frequencyAxis } from './frequency-axis.ts';
import type { AllStrings } from './late-strings.ts';
import { numberText } from './quantity-text.ts';

/** Below this width handles are smaller, and the readout leaves Q out. */
const NARROW_BELOW = 400;
const HANDLE_RADIUS = { narrow: 8.5, ordinary: 10 } as const;
/** Half of the 44 px that a finger needs. */
export const HANDLE_REACH = 22;
/** The readout moves to the top when the handle comes into its corner. */
const READOUT_CORNER = { width: 220, height: 56 } as const;

export interface EqualizerPicture {
  readonly geometry: EqualizerGeometry;
  readonly bands: readonly EqBand[];
  readonly bypass: boolean;
  /** Path data of all bands together. */
  readonly curve: string;
  /** Path data of the selected band alone; empty when none is selected. */
  readonly ownCurve: string;
  /** Where each handle sits: on the curve, at its band's frequency. */
  readonly handles: readonly Point[];
  /** 0 to 7, or -1: none. */
  readonly selected: number;
  readonly strings: AllStrings;
}

/** dB lines with their legends, decade lines, ruler. */
export function equalizerGrid(geometry: EqualizerGeometry, lang: string): SVGTemplateResult {
  const { left, right, width, ground, rangeDb } = geometry;
  const steps = [1, 0.5, 0, -0.5, -1].map((part) => part * rangeDb);
  return svg`
    ${steps.map((db) => {
      const y = Math.round(geometry.yOf(db));
      const sign = db > 0 ? '+' : db < 0 ? '−' : '';
      return svg`
        <rect class=${db === 0 ? 'zero' : 'grid'} x=${left} y=${y} width=${width - left} height="1"></rect>
        <text class="legend" x=${left - 8} y=${y + 4} text-anchor="end">${sign}${numberText(Math.abs(db), lang, 0, 1)}</text>`;
    })}
    ${[100, 1000, 10_000].map(
      (hz) =>
        svg`<rect class="grid" x=${geometry.xOf(hz)} y="0" width="1" height=${ground}></rect>`,
    )}
    ${frequencyAxis('log', { left, right, ground, width, lang, sparse: true })}`;
}

/** The curve, the selected band's own part of it, and its stem to the ruler. */
export function equalizerCurves(picture: EqualizerPicture): SVGTemplateResult {
  const { geometry, bypass, curve, ownCurve, handles, selected, strings } = picture;
  const zero = geometry.yOf(0);
  const handle = bypass ? undefined : handles[selected];
  const x = Math.round(handle?.x ?? 0);
  return svg`
    ${
      handle
        ? svg`<path class="own" d="${ownCurve}L${geometry.right} ${zero}L${geometry.left} ${zero}z"></path>`
        : nothing
    }
    <path class="curve" part="curve" d=${curve}></path>
    ${
      handle
        ? svg`
          <path class="stem" d="M${x} ${handle.y}V${geometry.ground}"></path>
          <rect class="foot" x=${x - 1} y=${geometry.ground} width="2" height="7"></rect>`
        : nothing
    }
    ${
      bypass
        ? svg`<text class="legend bypassed" x=${geometry.width - 10} y="16" text-anchor="end">${strings.bypassed}</text>`
        : nothing
    }`;
}

/** The numbered handles, each a slider of its own. */
export function equalizerHandles(picture: EqualizerPicture): readonly SVGTemplateResult[] {
  const { geometry, bands, bypass, handles, selected, strings } = picture;
  const radius = geometry.width < NARROW_BELOW ? HANDLE_RADIUS.narrow : HANDLE_RADIUS.ordinary;
  return bands.map((band, index) => {
    const { x = 0, y = 0 } = handles[index] ?? {};
    const isSelected = index === selected && !bypass;
    const classes = `handle ${isSelected ? 'selected' : ''} ${band.enabled ? '' : 'off'}`;
    return svg`<g
      class=${classes}
      part="handle"
      role="slider"
      tabindex="0"
      data-index=${index}
      aria-label=${bandName(index, strings)}
      aria-orientation="vertical"
      aria-valuemin=${-geometry.rangeDb}
      aria-valuemax=${geometry.rangeDb}
      aria-valuenow=${hasGain(band.type) ? band.gain : 0}
      aria-valuetext=${spokenBand(index, band, strings)}
    >
      ${isSelected ? svg`<circle class="halo" cx=${x} cy=${y} r=${radius + 6}></circle>` : nothing}
      <circle class="gap" cx=${x} cy=${y} r=${radius + 2}></circle>
      <circle class="ring" cx=${x} cy=${y} r=${radius + 4}></circle>
      <circle class="knob" cx=${x} cy=${y} r=${isSelected ? radius + 1 : radius}></circle>
      <text x=${x} y=${y + 4} text-anchor="middle">${numberText(index + 1, strings.locale, 0, 0)}</text>
      <circle class="reach" cx=${x} cy=${y} r=${HANDLE_REACH}></circle>
    </g>`;
  });
}

/** Where the selected band's figures stand: in a corner where no finger is. */
export function isReadoutHigh({ geometry, handles, selected }: EqualizerPicture): boolean {
  const handle = handles[selected];
  return (
    handle !== undefined &&
    handle.x > geometry.width - READOUT_CORNER.width &&
    handle.y > geometry.ground - READOUT_CORNER.height
  );
}

/** The selected band in figures: a key that opens them to be typed. */
export function equalizerReadout(
  picture: EqualizerPicture,
  isOpen: boolean,
  toggle: () => void,
): TemplateResult | typeof nothing {
  const { geometry, bands, bypass, handles, selected, strings } = picture;
  const band = bands[selected];
  const handle = handles[selected];
  if (!band || !handle || bypass) return nothing;
  const number = numberText(selected + 1, strings.locale, 0, 0);
  const figures = [shortFrequency(band.frequency, strings.locale)];
  if (hasGain(band.type)) figures.push(shortGain(band.gain, strings.locale));
  if (hasQ(band.type) && geometry.width >= NARROW_BELOW)
    figures.push(shortQ(band.q, strings.locale));
  return html`<button
    type="button"
    class="readout"
    part="readout"
    aria-haspopup="dialog"
    aria-expanded=${isOpen ? 'true' : 'false'}
    title=${strings.bandEdit(number)}
    @click=${toggle}
  >
    <b>${number}</b>${figures.map((figure) => html`<span>${figure}</span>`)}
  </button>`;
}
