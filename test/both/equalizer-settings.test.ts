import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { DEFAULT_BANDS } from '../../src/engine/equalizer.ts';
import {
  blobUrl,
  deepQuery,
  mountPlayer,
  next,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';
import { collectWarnings } from '../support/warnings.ts';

const TEXT = 'Preamp: -4.5 dB\nFilter 1: ON PK Fc 250 Hz Gain -3.5 dB Q 1.40\n';
const BAND = { type: 'peaking', frequency: 250, gain: -3.5, q: 1.4, enabled: true };
const BROKEN = 'Preamp: -4.5 dB\nFilter 1: ON PK Fc 250 Hz Gain -3,5 dB Q 1.40\n';

function find(player: Player, selector: string): HTMLElement {
  const found = deepQuery(player.shadowRoot!, selector);
  if (!found) throw new Error(`Nothing in the player matches ${selector}.`);
  return found;
}

function has(player: Player, selector: string): boolean {
  return deepQuery(player.shadowRoot!, selector) !== null;
}

async function mountEqualizer(attributes: Readonly<Record<string, string>> = {}): Promise<Player> {
  const player = await mountPlayer({ visualizer: 'equalizer', ...attributes });
  player.scrollIntoView();
  await until(() => has(player, '[data-index="7"]'));
  return player;
}

/** A player with gains of its own, whose `eqchange` has been and gone. */
async function mountWithGains(): Promise<Player> {
  const player = await mountPlayer();
  const changed = next(player, 'eqchange');
  player.setAttribute('eq', '1 2 3 4 5 6 7 8');
  await changed;
  return player;
}

function textUrl(text: string): string {
  return blobUrl(new Blob([text], { type: 'text/plain' }));
}

function transferOf(content: string | File): DataTransfer {
  const transfer = new DataTransfer();
  if (typeof content === 'string') transfer.setData('text/plain', content);
  else transfer.items.add(content);
  return transfer;
}

function drop(on: Element, content: string | File): boolean {
  const init = { bubbles: true, composed: true, cancelable: true };
  const dataTransfer = transferOf(content);
  const over = new DragEvent('dragover', { ...init, dataTransfer });
  on.dispatchEvent(over);
  on.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer }));
  return over.defaultPrevented;
}

function key(player: Player, label: string): HTMLElement {
  const exchange = find(player, 'rusty-audio-equalizer-exchange');
  const keys = [...exchange.shadowRoot!.querySelectorAll('button')];
  return keys.find((each) => each.textContent.trim() === label)!;
}

async function openExchange(player: Player): Promise<void> {
  find(player, 'rusty-audio-preset-menu').shadowRoot!.querySelector('button')!.click();
  await until(() => has(player, 'button.exchange'));
  find(player, 'button.exchange').click();
  await until(
    () => has(player, 'rusty-audio-equalizer-exchange textarea') || has(player, 'textarea:focus'),
  );
}

describe(`equalizer settings (${worldMode})`, () => {
  const warnings = collectWarnings();

  afterEach(async () => {
    unmountPlayers();
    history.replaceState(null, '', location.pathname + location.search);
    await resetMouse();
  });

  it('come from eq-src, with one eqchange, over eq', async () => {
    const player = await mountWithGains();
    let changes = 0;
    player.addEventListener('eqchange', () => (changes += 1));
    player.setAttribute('eq-src', textUrl(TEXT));
    await next(player, 'eqchange');
    expect(player.eqBands).to.deep.equal([BAND, ...DEFAULT_BANDS.slice(1)]);
    expect(player.eqPreamp).to.equal(-4.5);
    expect(changes).to.equal(1);
    player.removeAttribute('eq-src');
    expect(player.eq).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(player.eqPreamp).to.equal(0);
    expect(warnings()).to.deep.equal([]);
  });

  it('that eq-src can not bring are told once, and nothing changes', async () => {
    for (const [url, words] of [
      [textUrl(BROKEN), 'Line 2: '],
      ['/no-such-file.txt', 'The server answered 404.'],
    ] as const) {
      const player = await mountWithGains();
      const told = warnings().length;
      player.addEventListener('eqchange', () => expect.fail('eqchange'));
      player.eqSrc = url;
      await until(() => warnings().length > told);
      expect(warnings().length).to.equal(told + 1);
      expect(warnings().at(-1)).to.contain('eq-src=').and.to.contain(words);
      expect(player.eq).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });

  it('come from the link that the page was opened with', async () => {
    history.replaceState(null, '', '#eq=1~-4.5~p250_-3.5_1.4');
    const player = await mountPlayer({ 'eq-preset': 'rock' });
    await until(() => player.eqPreamp === -4.5);
    expect(player.eqBands[0]).to.deep.equal(BAND);
    history.replaceState(null, '', '#eq=9~nonsense');
    const other = await mountPlayer({ 'eq-preset': 'rock' });
    await until(() => warnings().length > 0);
    expect(warnings()).to.have.length(1);
    expect(other.eqPreset).to.equal('rock');
  });

  it('are dropped on the plot and pasted into it, or refused with the line', async () => {
    const player = await mountEqualizer();
    const plot = find(player, '.plot');
    const notice = (): string => find(player, '.notice').textContent;
    expect(drop(plot, new File([TEXT], 'eq.txt', { type: 'text/plain' }))).to.equal(true);
    await until(() => player.eqPreamp === -4.5);
    expect(player.eqBands[0]).to.deep.equal(BAND);
    await until(() => notice() === 'The setting was taken over.');

    const { eqBands } = player;
    drop(plot, BROKEN);
    await until(() => notice().startsWith('Nothing was changed. Line 2: '));
    expect(player.eqBands).to.equal(eqBands);

    const ten = await (await fetch('/test/fixtures/equalizer/open-back.txt')).text();
    find(player, '[data-index="0"]').focus();
    find(player, '[data-index="0"]').dispatchEvent(
      new ClipboardEvent('paste', {
        clipboardData: transferOf(ten),
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    await until(() => /fitted.*at most 0\.\d dB\.$/.test(notice()));
    expect(player.eqBands).to.not.equal(eqBands);
    player.setEqBand(0, { gain: 1 });
    await until(() => notice() === '');
  });

  it('go in and out of the panel by text, file, copy, link and download', async () => {
    const player = await mountEqualizer();
    await openExchange(player);
    const exchange = find(player, 'rusty-audio-equalizer-exchange').shadowRoot!;
    const textarea = exchange.querySelector('textarea')!;
    const status = (): string => exchange.querySelector('.status')!.textContent;
    textarea.value = BROKEN;
    key(player, 'Apply').click();
    await until(() => status().startsWith('Nothing was changed. Line 2: '));
    expect(player.eqBands).to.deep.equal(DEFAULT_BANDS);
    textarea.value = TEXT;
    key(player, 'Apply').click();
    await until(() => status() === 'The setting was taken over.');
    expect(player.eqBands[0]).to.deep.equal(BAND);

    const input = exchange.querySelector<HTMLInputElement>('input[type=file]')!;
    input.files = transferOf(new File([TEXT.replace('250', '260')], 'eq.txt')).files;
    input.dispatchEvent(new Event('change'));
    await until(() => player.eqBands[0]!.frequency === 260);

    // Without a gesture the browser may refuse the clipboard; the text then stands in the field.
    let copied = '';
    const { clipboard } = navigator;
    const writeText = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) => {
      copied = text;
      return Promise.resolve();
    };
    try {
      key(player, 'Copy text').click();
      await until(() => status() === 'Copied.');
      expect(copied).to.equal(TEXT.replace('250', '260'));
      key(player, 'Copy link').click();
      await until(() => copied.startsWith('http'));
      expect(new URL(copied).hash).to.equal('#eq=1~-4.5~p260_-3.5_1.4');
      clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      key(player, 'Copy text').click();
      await until(() => status().startsWith('The browser did not let'));
      expect(textarea.value).to.equal(TEXT.replace('250', '260'));
    } finally {
      clipboard.writeText = writeText;
    }

    textarea.value = copied;
    player.eqPreset = 'flat';
    key(player, 'Apply').click();
    await until(() => player.eqBands[0]!.frequency === 260);

    const saved: Promise<string>[] = [];
    const catchDownload = (event: Event): void => {
      const [anchor] = event.composedPath();
      if (!(anchor instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      saved.push(fetch(anchor.href).then((response) => response.text()));
      expect(anchor.download).to.equal('equalizer.txt');
    };
    exchange.addEventListener('click', catchDownload);
    key(player, 'Download').click();
    expect(await saved[0]).to.equal(TEXT.replace('250', '260'));
    await expect(player).to.be.accessible();
    await sendKeys({ press: 'Escape' });
  });

  it('of a band are typed, chosen and switched by keys alone', async () => {
    const player = await mountEqualizer();
    find(player, '[data-index="2"]').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => has(player, 'select:focus'));
    await sendKeys({ press: 'ArrowDown' });
    await until(() => player.eqBands[2]!.type === 'lowshelf');
    await sendKeys({ press: 'End' });
    await until(() => player.eqBands[2]!.type === 'notch');
    const field = (name: string): HTMLInputElement =>
      find(player, `input[name=${name}]`) as HTMLInputElement;
    await until(() => field('gain').disabled && !field('q').disabled);
    await sendKeys({ press: 'Home' });
    await until(() => player.eqBands[2]!.type === 'peaking');
    for (const [name, text] of [
      ['frequency', '333.5'],
      ['gain', '-7.25'],
      ['q', '2.5'],
    ] as const) {
      await sendKeys({ press: 'Tab' });
      await until(() => has(player, `input[name=${name}]:focus`));
      field(name).select();
      await sendKeys({ type: text });
    }
    await sendKeys({ press: 'Enter' });
    await until(() => player.eqBands[2]!.q === 2.5);
    expect(player.eqBands[2]).to.deep.equal({
      type: 'peaking',
      frequency: 333.5,
      gain: -7.25,
      q: 2.5,
      enabled: true,
    });
    await expect(player).to.be.accessible();

    field('q').select();
    await sendKeys({ type: '99' });
    await sendKeys({ press: 'Enter' });
    await until(() => find(player, '.problem').textContent.includes('from 0.1 to 18'));
    expect(player.eqBands[2]!.q).to.equal(2.5);

    find(player, 'input[type=checkbox]').focus();
    await sendKeys({ press: 'Space' });
    await until(() => !player.eqBands[2]!.enabled);
    await sendKeys({ press: 'Escape' });
    await until(() => !has(player, 'rusty-audio-band-editor'));
    expect(has(player, '.readout:focus')).to.equal(true);
    expect(find(player, '[data-index="2"]').getAttribute('aria-valuetext')).to.equal(
      'Band 3, 333.5 hertz, minus 7.3 decibels, Q 2.5, off',
    );
  });

  it('are two to compare, by the key X and by the menu', async () => {
    const player = await mountEqualizer({ 'eq-preset': 'rock' });
    find(player, '[data-index="0"]').focus();
    await sendKeys({ press: 'x' });
    expect(player.eqPreset).to.equal('rock');
    player.eqPreset = 'warm';
    player.eqPreamp = -3;
    await sendKeys({ press: 'x' });
    expect([player.eqPreset, player.eqPreamp]).to.deep.equal(['rock', 0]);
    find(player, 'rusty-audio-preset-menu').shadowRoot!.querySelector('button')!.click();
    await until(() => has(player, '.more .compare'));
    expect(find(player, '.more .compare').textContent.trim()).to.equal('Compare: setting A');
    find(player, '.more .compare').click();
    expect([player.eqPreset, player.eqPreamp]).to.deep.equal(['warm', -3]);
    await until(() => find(player, '.more .compare').textContent.trim().endsWith('B'));
    await expect(player).to.be.accessible();
  });

  it('change Q while a handle is dragged with Shift', async () => {
    const player = await mountEqualizer({ eq: '0 0 0 6 0 0 0 0' });
    const { left, top, width, height } = find(
      player,
      '[data-index="3"] .knob',
    ).getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendKeys({ down: 'Shift' });
    await sendMouse({ type: 'move', position: [x, y - 1] });
    await sendMouse({ type: 'move', position: [x, y - 32] });
    await sendKeys({ up: 'Shift' });
    await sendMouse({ type: 'up' });
    expect(player.eqBands[3]!.q).to.be.closeTo(2.2, 0.06);
    expect(player.eqBands[3]!.gain).to.equal(6);
    expect(player.eqBands[3]!.frequency).to.equal(480);
  });
});
