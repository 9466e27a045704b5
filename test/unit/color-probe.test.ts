import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import {
  colorProbe,
  colorProbeStyles,
  readGhostColor,
  readSpectrumPalette,
} from '../../src/components/color-probe.ts';

let changes: number;

class ProbeHost extends LitElement {
  static override styles = colorProbeStyles;
  changed: () => void = () => undefined;
  override render(): unknown {
    return colorProbe(() => {
      changes += 1;
      this.changed();
    });
  }
  get probe(): Element {
    return this.renderRoot.querySelector('.color-probe')!;
  }
}
customElements.define('test-color-probe', ProbeHost);

/** sRGB bytes of an OKLab colour; B. Ottosson, "A perceptual color space" (2020). */
function oklabToRgb([lightness, a, b]: readonly number[]): number[] {
  const l = (lightness! + 0.3963377774 * a! + 0.2158037573 * b!) ** 3;
  const m = (lightness! - 0.1055613458 * a! - 0.0638541728 * b!) ** 3;
  const s = (lightness! - 0.0894841775 * a! - 1.291485548 * b!) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((linear) => {
    const clamped = Math.min(1, Math.max(0, linear));
    const encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255);
  });
}

function expectRgb(actual: Iterable<number>, oklab: readonly number[]): void {
  const expected = oklabToRgb(oklab);
  [...actual].forEach((value, channel) => {
    expect(value).to.be.closeTo(expected[channel]!, 2);
  });
}

async function mount(): Promise<ProbeHost> {
  const host = new ProbeHost();
  host.style.setProperty('--_a', 'light-dark(oklab(0.6 0.12 0.08), oklab(0.7 0.12 0.08))');
  host.style.setProperty('--_quiet', 'oklab(0.7 0.04 0.03)');
  host.style.setProperty('--rusty-audio-ink', 'oklab(0.2 0 0.01)');
  host.style.setProperty('--rusty-audio-faint', 'rgb(190 190 190)');
  host.style.setProperty('--_ghost', 'rgb(1 2 3)');
  host.style.setProperty('--rusty-audio-well', 'rgb(4 5 6)');
  host.style.setProperty('color-scheme', 'light');
  document.body.append(host);
  await host.updateComplete;
  return host;
}

describe('colour probe', () => {
  let host: ProbeHost;

  beforeEach(async () => {
    changes = 0;
    host = await mount();
  });
  afterEach(() => {
    host.remove();
  });

  it('resolves tokens and mixes the ramp in OKLab', () => {
    const { ink, faint, ghost, well, ramp } = readSpectrumPalette(host.probe);
    expect(ramp.length).to.equal(404);
    expectRgb(ink, [0.2, 0, 0.01]);
    expect(faint).to.deep.equal([190, 190, 190]);
    expect(ghost).to.deep.equal([1, 2, 3]);
    expect(well).to.deep.equal([4, 5, 6]);
    expectRgb(ramp.subarray(0, 3), [0.7, 0.04, 0.03]);
    expectRgb(ramp.subarray(50 * 4, 50 * 4 + 3), [0.65, 0.08, 0.055]);
    expectRgb(ramp.subarray(400, 403), [0.6, 0.12, 0.08]);
    expect(readGhostColor(host.probe)).to.equal('rgb(1, 2, 3)');
  });

  for (const [name, property, value] of [
    ['another accent', '--_a', 'oklab(0.7 0.12 0.08)'],
    ['the other colour scheme', 'color-scheme', 'dark'],
  ] as const) {
    it(`tells of ${name}`, async () => {
      getComputedStyle(host.probe).getPropertyValue('color');
      const told = new Promise<void>((done) => {
        host.changed = done;
      });
      host.style.setProperty(property, value);
      await told;
      expect(changes).to.equal(1);
      const { ramp } = readSpectrumPalette(host.probe);
      expectRgb(ramp.subarray(400, 403), [0.7, 0.12, 0.08]);
    });
  }
});
