import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { find, isShown, mountTone } from '../support/face.ts';
import {
  deepQuery,
  next,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';

/** The element that has the focus, through all shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function nameOf(element: Element | null): string {
  return element === null ? '' : (element.ariaLabel ?? element.textContent.trim());
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** Presses Tab until what has the focus is called so. */
async function tabTo(name: string | RegExp): Promise<void> {
  const passed = [];
  for (let stops = 0; stops < 40; stops++) {
    await press('Tab');
    const here = nameOf(focused());
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`Tab does not lead to ${String(name)}, only to ${passed.join(', ')}.`);
}

/** A button of the page before and after a player with a wide face. */
async function mountBetweenButtons(): Promise<{ player: Player; before: HTMLElement }> {
  document.body.style.setProperty('width', '1100px');
  const before = document.createElement('button');
  before.textContent = 'before';
  document.body.append(before);
  const player = await mountTone();
  const after = document.createElement('button');
  after.textContent = 'after';
  document.body.append(after);
  before.focus();
  return { player, before };
}

describe(`keyboard (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    for (const button of document.body.querySelectorAll(':scope > button')) button.remove();
    document.body.removeAttribute('style');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('reaches and uses every control of the full face, and leaves it again', async () => {
    const { player, before } = await mountBetweenButtons();
    const playing = next(player, 'playing');
    await tabTo('Seek');
    await press('PageUp');
    await until(() => player.currentTime === 6);
    await tabTo('Back 10 seconds');
    await press('Enter');
    await until(() => player.currentTime === 0);
    await tabTo('Play');
    await press('Space');
    await playing;
    await until(() => deepQuery(player.shadowRoot!, '.badge') !== null);
    await press('Enter');
    await until(() => player.paused);
    await tabTo('Forward 10 seconds');
    await press('Space');
    await until(() => player.currentTime >= 10);
    expect(player.paused).to.equal(true);
    await tabTo('Loop track');
    await press('Enter');
    await until(() => player.loop);
    await tabTo('Speed 1×');
    await press('Enter');
    await until(() => isShown(player, 'menu', 'Speed'));
    await press('ArrowDown', 'Enter');
    await until(() => player.playbackRate !== 1);
    expect(nameOf(focused())).to.match(/^Speed /);
    await press('Enter');
    await until(() => isShown(player, 'menu', 'Speed'));
    await press('Escape');
    await until(() => !isShown(player, 'menu', 'Speed'));
    await tabTo('Mute');
    await press('Space');
    await until(() => player.muted);
    await tabTo('Volume');
    await press('ArrowLeft');
    await until(() => player.volume === 0.95);
    await tabTo('after');

    before.focus();
    await tabTo(/^Mode: /);
    await press('Enter');
    await until(() => deepQuery(player.shadowRoot!, '[part=note]') !== null);
    await press('Escape');
    await until(() => deepQuery(player.shadowRoot!, '[part=note]') === null);
    await tabTo('Bars');
    await press('ArrowLeft');
    await until(() => player.visualizer === 'equalizer');
  });

  it('reaches and uses every control of the equalizer', async () => {
    const { player } = await mountBetweenButtons();
    player.visualizer = 'equalizer';
    await until(() => isShown(player, 'slider', 'Preamp'));
    await tabTo('Preset: Flat');
    await press('Enter');
    await until(() => isShown(player, 'listbox', 'Presets'));
    await press('ArrowDown', 'Enter');
    await until(() => player.eqPreset === 'bass-boost');
    await until(() => nameOf(focused()) === 'Preset: Bass boost');
    await tabTo('Preamp');
    await press('ArrowLeft');
    await until(() => player.eqPreamp === -0.5);
    await tabTo(/automatic preamp$/);
    await press('Enter');
    await until(() => player.eqPreamp === 'auto');
    await tabTo('A/B, Compare: setting A');
    await press('Enter');
    await until(() => isShown(player, 'button', 'B/A, Compare: setting B'));
    await tabTo('Equalizer on');
    await press('Space');
    await until(() => player.eqBypass);
    await press('Space');
    await until(() => !player.eqBypass);
    for (let band = 1; band <= 8; band++) {
      await tabTo(`Band ${band}`);
      await press('ArrowUp');
      await until(() => player.eqBands[band - 1]!.gain > 0);
    }
    await press('Enter');
    await until(() => deepQuery(player.shadowRoot!, 'rusty-audio-band-editor') !== null);
    await until(() => focused()?.localName === 'select');
    await press('Tab');
    await press('Escape');
    await until(() => deepQuery(player.shadowRoot!, 'rusty-audio-band-editor') === null);
    await tabTo('after');
  });

  it('takes no key that scrolls the page, types, or belongs to the browser', async () => {
    const { player, before } = await mountBetweenButtons();
    const taken: string[] = [];
    const watch = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) taken.push(event.key);
    };
    window.addEventListener('keydown', watch);
    before.focus();
    await press('Space', 'PageDown', 'Home', 'ArrowDown', 'k', 'm', 'l');
    find(player, 'button', 'Play').focus();
    await press('PageDown', 'Home', 'ArrowDown', 'Control+k', 'Alt+m', 'F7');
    expect(taken).to.deep.equal([]);
    expect(player.muted).to.equal(false);
    expect(player.currentTime).to.equal(0);

    const title = document.createElement('input');
    title.slot = 'title';
    player.append(title);
    title.focus();
    await sendKeys({ type: 'jklm k' });
    expect(title.value).to.equal('jklm k');
    expect(taken).to.deep.equal([]);
    window.removeEventListener('keydown', watch);
  });
});
