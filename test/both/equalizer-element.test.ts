import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { EqualizerGeometry } from '../../src/components/equalizer-geometry.ts';
import { DEFAULT_BANDS } from '../../src/engine/equalizer.ts';
import { PRESETS } from '../../src/engine/equalizer-presets.ts';
import { crossOriginMedia } from '../support/media.ts';
import {
  deepQuery,
  mountPlayer,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';

/** The first element that matches, through all shadow roots of the player. */
function find(player: Player, selector: string): HTMLElement {
  const found = deepQuery(player.shadowRoot!, selector);
  if (!found) throw new Error(`Nothing in the player matches ${selector}.`);
  return found;
}

function equalizerOf(player: Player): HTMLElement & { updateComplete: Promise<boolean> } {
  return find(player, 'rusty-audio-equalizer') as HTMLElement & {
    updateComplete: Promise<boolean>;
  };
}

function handle(player: Player, index: number): HTMLElement {
  return find(player, `[role=slider][data-index="${index}"]`);
}

function centreOf(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

async function mountEqualizer(attributes: Readonly<Record<string, string>> = {}): Promise<Player> {
  const player = await mountPlayer({ visualizer: 'equalizer', ...attributes });
  player.scrollIntoView();
  await until(() => deepQuery(player.shadowRoot!, '[data-index="7"]') !== null);
  return player;
}

/** The engine tells of changes in a microtask, the element renders in the next. */
async function shown(player: Player): Promise<void> {
  await equalizerOf(player).updateComplete;
  await until(() => true);
  await equalizerOf(player).updateComplete;
}

/** Compares the drawn curve with the engine's own numbers. */
function expectTrueCurve(player: Player, rangeDb: 12 | 24 = 12): void {
  const { width, height } = find(player, 'rusty-audio-equalizer')
    .shadowRoot!.querySelector('.plot')!
    .getBoundingClientRect();
  const geometry = new EqualizerGeometry(width, height, rangeDb);
  const points = find(player, '.curve').getAttribute('d')!.slice(1).split('L');
  expect(points.length).to.equal(241);
  const xs = points.map((point) => Number(point.split(' ')[0]));
  const hz = Float32Array.from(xs, (x) => geometry.hzAt(x));
  player.getFrequencyResponse(hz).forEach((db, index) => {
    const y = Number(points[index]!.split(' ')[1]);
    expect(y, `${hz[index]} Hz`).to.be.closeTo(geometry.yOf(db), 0.6);
  });
  // What the browser strokes lies where the curve is, also between the points, and not beside it;
  // the dashed one has gaps.
  const curve = find(player, '.curve') as Element as SVGPathElement;
  if (player.eqBypass) return;
  const between = Float32Array.from({ length: 97 }, (_, i) => 21 * 900 ** (i / 96));
  player.getFrequencyResponse(between).forEach((db, index) => {
    const [x, y] = [geometry.xOf(between[index]!), geometry.yOf(db)];
    expect(curve.isPointInStroke(new DOMPoint(x, y)), `${between[index]} Hz`).to.equal(true);
    expect(curve.isPointInStroke(new DOMPoint(x, y + 12))).to.equal(false);
  });
}

describe(`rusty-audio-equalizer (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('has eight spoken sliders', async () => {
    const player = await mountEqualizer({ eq: '3 2 4 0 -1 0 2 4' });
    const handles = Array.from({ length: 8 }, (_, index) => handle(player, index));
    expect(handles.map((each) => each.getAttribute('aria-valuetext'))).to.deep.equal([
      'Band 1, 60 hertz, plus 3 decibels, Q 1.1',
      'Band 2, 120 hertz, plus 2 decibels, Q 1.1',
      'Band 3, 240 hertz, plus 4 decibels, Q 1.1',
      'Band 4, 480 hertz, 0 decibels, Q 1.1',
      'Band 5, 960 hertz, minus 1 decibel, Q 1.1',
      'Band 6, 1.92 kilohertz, 0 decibels, Q 1.1',
      'Band 7, 3.84 kilohertz, plus 2 decibels, Q 1.1',
      'Band 8, 7.68 kilohertz, plus 4 decibels, Q 1.1',
    ]);
    for (const [index, each] of handles.entries()) {
      expect(each.getAttribute('aria-valuenow')).to.equal(String(player.eqBands[index]!.gain));
      expect(each.getAttribute('aria-orientation')).to.equal('vertical');
      expect(each.getAttribute('tabindex')).to.equal('0');
      const { width, height } = each.querySelector('.reach')!.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.closeTo(44, 0.01);
    }
    expectTrueCurve(player);
  });

  it('changes a band by keys, and the curve with it', async () => {
    const player = await mountEqualizer();
    handle(player, 2).focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'PageUp'])
      await sendKeys({ press: key });
    await shown(player);
    expect(player.eqBands[2]).to.deep.equal({
      type: 'peaking',
      frequency: 254,
      gain: 1,
      q: 1.39,
      enabled: true,
    });
    expect(handle(player, 2).getAttribute('aria-valuetext')).to.equal(
      'Band 3, 254 hertz, plus 1 decibel, Q 1.39',
    );
    expect(handle(player, 2).classList.contains('selected')).to.equal(true);
    expect(find(player, '.readout').textContent.replace(/\s+/g, ' ').trim()).to.equal(
      '3254 Hz+1.0 dBQ 1.39',
    );
    expectTrueCurve(player);
    await sendKeys({ press: 'End' });
    expect(player.eqBands[2]!.gain).to.equal(12);
    await sendKeys({ press: 'ArrowUp' });
    expect(player.eqBands[2]!.gain).to.equal(12);
    await sendKeys({ press: 'Delete' });
    expect(player.eqBands[2]).to.deep.equal(DEFAULT_BANDS[2]);
    await sendKeys({ press: 'Tab' });
    await shown(player);
    expect(handle(player, 3).classList.contains('selected')).to.equal(true);
  });

  it('changes a band by dragging its handle, which stays under the pointer', async () => {
    const player = await mountEqualizer({ eq: '0 0 6 0 0 -6 0 0' });
    const [x, y] = centreOf(handle(player, 3).querySelector('.knob')!);
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 30, y - 25] });
    await shown(player);
    const [toX, toY] = centreOf(handle(player, 3).querySelector('.knob')!);
    expect(toX).to.be.closeTo(x + 30, 1);
    expect(toY).to.be.closeTo(y - 25, 1);
    expect(player.eqBands[3]!.frequency).to.be.above(500);
    expect(player.eqBands[3]!.gain).to.be.above(2);
    expectTrueCurve(player);
    await sendMouse({ type: 'up' });
    const { eqBands } = player;
    await sendMouse({ type: 'move', position: [x, y] });
    await shown(player);
    expect(player.eqBands).to.deep.equal(eqBands);
    expect(player.eqBands.filter(({ gain }) => gain !== 0).length).to.equal(3);
  });

  it('changes Q by the wheel over a handle, and resets by a double click', async () => {
    const player = await mountEqualizer({ eq: '0 0 0 0 0 9 0 0' });
    const [clientX, clientY] = centreOf(handle(player, 5).querySelector('.knob')!);
    const wheel = new WheelEvent('wheel', {
      clientX,
      clientY,
      deltaY: -600,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    handle(player, 5).dispatchEvent(wheel);
    expect(wheel.defaultPrevented).to.equal(true);
    expect(player.eqBands[5]!.q).to.equal(2.2);
    const aside = new WheelEvent('wheel', { clientX, clientY: clientY + 60, cancelable: true });
    find(player, '.curve').dispatchEvent(aside);
    expect(aside.defaultPrevented).to.equal(false);
    await shown(player);
    expectTrueCurve(player);

    await sendMouse({ type: 'click', position: [clientX, clientY] });
    await sendMouse({ type: 'click', position: [clientX, clientY] });
    handle(player, 5).dispatchEvent(
      new MouseEvent('dblclick', { clientX, clientY, bubbles: true, composed: true }),
    );
    expect(player.eqBands[5]).to.deep.equal(DEFAULT_BANDS[5]);
  });

  it('applies a preset from its menu, by mouse and by keys, and says Custom otherwise', async () => {
    const player = await mountEqualizer();
    const button = find(player, 'rusty-audio-preset-menu').shadowRoot!.querySelector('button')!;
    const label = (): string => button.textContent.trim();
    const gains = (): number[] => player.eqBands.map(({ gain }) => gain);
    expect(label()).to.equal('Flat');
    await sendMouse({ type: 'click', position: centreOf(button) });
    await until(() => deepQuery(player.shadowRoot!, '[role=option]') !== null);
    const option = find(player, '[role=option][data-name="bass-boost"]');
    expect(option.getBoundingClientRect().height).to.equal(44);
    expect(option.querySelector('.curve path')!.getAttribute('d')!.length).to.be.above(100);
    await sendMouse({ type: 'click', position: centreOf(option) });
    await until(() => label() === 'Bass boost');
    expect(gains()).to.deep.equal([...PRESETS['bass-boost']]);
    await shown(player);
    expectTrueCurve(player);

    button.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => deepQuery(player.shadowRoot!, '[role=option]:focus') !== null);
    expect(find(player, '[role=option]:focus').dataset['name']).to.equal('bass-boost');
    await sendKeys({ press: 'w' });
    await sendKeys({ press: 'Enter' });
    await until(() => label() === 'Warm');
    expect(gains()).to.deep.equal([...PRESETS.warm]);

    player.setEqBand(1, { gain: 7 });
    await until(() => label() === 'Custom');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => deepQuery(player.shadowRoot!, '[role=option]:focus') !== null);
    await sendKeys({ press: 'Escape' });
    await until(() => deepQuery(player.shadowRoot!, '[role=option]') === null);
    expect(label()).to.equal('Custom');
  });

  it('bypasses: the curve is dashed, labelled, and still the curve', async () => {
    const player = await mountEqualizer({ 'eq-preset': 'rock' });
    const bypassSwitch = find(player, '[role=switch]');
    expect(bypassSwitch.ariaChecked).to.equal('true');
    await sendMouse({ type: 'click', position: centreOf(bypassSwitch) });
    expect(player.eqBypass).to.equal(true);
    await until(() => bypassSwitch.ariaChecked === 'false');
    await shown(player);
    expect(find(player, '.bypassed').textContent).to.equal('Bypassed');
    expect(getComputedStyle(find(player, '.curve')).strokeDasharray).to.equal('4px, 4px');
    expectTrueCurve(player);
    await sendMouse({ type: 'click', position: centreOf(bypassSwitch) });
    expect(player.eqBypass).to.equal(false);
    await until(() => deepQuery(player.shadowRoot!, '.bypassed') === null);
  });

  it('sets the preamp, by hand and automatically', async () => {
    const player = await mountEqualizer({ eq: '6 6 6 6 6 6 6 6' });
    const slider = find(player, '[aria-label="Preamp"]');
    slider.focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(player.eqPreamp).to.equal(-0.5);
    await until(() => slider.getAttribute('aria-valuetext') === 'minus 0.5 decibels');
    const auto = find(player, '[aria-label$="automatic preamp"]');
    await sendMouse({ type: 'click', position: centreOf(auto) });
    expect(player.eqPreamp).to.equal('auto');
    await until(() => auto.ariaPressed === 'true');
    expect(auto.textContent.trim()).to.match(/^−\d+\.\d dB$/);
  });

  it('widens its scale for bands that are set beyond it', async () => {
    const player = await mountEqualizer({ eq: '0 0 18 0 0 0 0 0' });
    expect(handle(player, 2).getAttribute('aria-valuemax')).to.equal('24');
    expectTrueCurve(player, 24);
    player.setEqBand(2, { gain: 10 });
    await until(() => handle(player, 2).getAttribute('aria-valuemax') === '12');
    expectTrueCurve(player);
  });

  it('is off in native mode, with the reason in words', async () => {
    const player = await mountEqualizer({
      src: crossOriginMedia('nocors/demo/music/kite-weather-excerpt.wav'),
    });
    await player.play();
    expect(player.mode).to.equal('native');
    await until(() => deepQuery(player.shadowRoot!, '.hush') !== null);
    expect(find(player, '.hush').innerText).to.contain('off in native mode');
    expect(find(player, '.hush').innerText).to.contain(player.modeReason);
    expect(deepQuery(player.shadowRoot!, '[data-index]')).to.equal(null);
  });
});
