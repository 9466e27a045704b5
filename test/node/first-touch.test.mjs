// What comes when a listener first reaches for a player, and that nobody notices.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nextIdle, openUntouchedSite, resolvers } from '../support/untouched-page.mjs';

describe('the first touch', { timeout: 120_000 }, () => {
  const CONTROLS = '**/rusty-audio-face-elements.js';
  /** For tests in which it plays on. */
  const LONG = '/music/kite-weather.mp3';
  let site;

  before(async () => {
    site = await openUntouchedSite();
  });
  after(() => site?.close());

  /** A player that knows its track, at rest. */
  async function open(options = {}, attributes = {}) {
    const page = await site.browser.newPage(options);
    page.setDefaultTimeout(15_000);
    await site.visit(page, attributes);
    assert.equal(await controlsAreThere(page), false);
    return page;
  }

  const controlsAreThere = (page) =>
    page.evaluate(() => customElements.get('rusty-audio-timeline') !== undefined);
  const controlsCome = (page) =>
    page.waitForFunction(() => customElements.get('rusty-audio-timeline') !== undefined);
  /** Keeps them back. */
  const hold = (page, fetched, allowed) =>
    page.route(CONTROLS, async (route) => {
      fetched.resolve();
      await allowed.promise;
      await route.continue();
    });
  const answers = (page) => page.locator('.wake').waitFor({ state: 'detached' });
  const isMuted = (page) => page.evaluate(() => document.querySelector('rusty-audio-player').muted);
  const currentTime = (page) =>
    page.evaluate(() => document.querySelector('rusty-audio-player').currentTime);
  /** The middle of the seek bar. */
  async function seekBar(page) {
    const { x, y, width, height } = await page
      .locator('rusty-audio-player [part=timeline]')
      .first()
      .boundingBox();
    return [x + width / 2, y + height / 2];
  }
  const soughtToTheMiddle = (page) =>
    page.waitForFunction(() => {
      const { currentTime, duration } = document.querySelector('rusty-audio-player');
      return Math.abs(currentTime - duration / 2) < duration / 20;
    });
  const focused = (page) =>
    page.evaluate(() => {
      let { activeElement } = document;
      while (activeElement.shadowRoot?.activeElement) {
        activeElement = activeElement.shadowRoot.activeElement;
      }
      return activeElement.ariaLabel ?? activeElement.textContent.trim();
    });

  it('by a pointer that comes near brings the controls, and its click seeks', async () => {
    const page = await open();
    const place = await seekBar(page);
    await page.mouse.move(...place);
    await controlsCome(page);
    assert.equal(await currentTime(page), 0);
    await page.mouse.click(...place);
    await soughtToTheMiddle(page);
    await page.close();
  });

  it('by a finger seeks, though the seek bar is still to come', async () => {
    const page = await open({ hasTouch: true });
    const fetched = resolvers();
    const allowed = resolvers();
    await hold(page, fetched, allowed);
    await page.touchscreen.tap(...(await seekBar(page)));
    await fetched.promise;
    await nextIdle(page);
    assert.equal(await controlsAreThere(page), false);
    assert.equal(await currentTime(page), 0);
    allowed.resolve();
    await soughtToTheMiddle(page);
    await page.close();
  });

  it('by a finger seeks in another player, too, whose controls have come meanwhile', async () => {
    const page = await open({ hasTouch: true, viewport: { width: 1200, height: 1000 } });
    await page.evaluate(() => {
      const [player] = document.querySelectorAll('rusty-audio-player');
      player.after(player.cloneNode());
    });
    const second = page.locator('rusty-audio-player').nth(1);
    await page.waitForFunction(
      () => document.querySelectorAll('rusty-audio-player')[1].readyState >= 1,
    );
    await page.touchscreen.tap(...(await seekBar(page)));
    await soughtToTheMiddle(page);
    assert.equal(await page.locator('.wake').count(), 1);
    const bar = await second.locator('[part=timeline]').boundingBox();
    await page.touchscreen.tap(bar.x + bar.width / 2, bar.y + bar.height / 2);
    await page.waitForFunction(() => {
      const { currentTime, duration } = document.querySelectorAll('rusty-audio-player')[1];
      return Math.abs(currentTime - duration / 2) < duration / 20;
    });
    await page.close();
  });

  it('by the Tab key leads to the first control, and on through all of them', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    await controlsCome(page);
    await answers(page);
    const names = [];
    for (let count = 0; count < 4; count += 1) {
      names.push(await focused(page));
      await page.keyboard.press('Tab');
    }
    assert.deepEqual(names, ['Bars', 'Seek', 'A–B, loop a section', 'Back 10 seconds']);
    await page.close();
  });

  it('by an aid that moves neither pointer nor focus is a key of its own', async () => {
    const page = await open();
    const key = page.getByRole('button', { name: 'More controls' });
    // As such an aid does it.
    await key.evaluate((button) => button.click());
    await controlsCome(page);
    await key.waitFor({ state: 'detached' });
    assert.equal(await focused(page), 'Bars');
    await page.close();
  });

  it('on the play key plays at once, and the focus stays there', async () => {
    const page = await open({}, { preload: 'none', src: LONG });
    const fetched = resolvers();
    const allowed = resolvers();
    await hold(page, fetched, allowed);
    // What shows the sound does not wait for the face.
    const shown = page.waitForRequest('**/rusty-audio-live-elements.js');
    await page.locator('.play').focus();
    await page.keyboard.press('Enter');
    await Promise.all([fetched.promise, shown]);
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').readyState >= 1);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    assert.equal(await focused(page), 'Pause');
    allowed.resolve();
    await answers(page);
    assert.equal(await focused(page), 'Pause');
    await page.close();
  });

  it('that is a press under way ends on what it began on', async () => {
    const page = await open();
    const fetched = resolvers();
    const allowed = resolvers();
    await hold(page, fetched, allowed);
    // A press takes the focus from where it was.
    await page.evaluate(() => {
      const field = document.createElement('input');
      document.body.prepend(field);
      field.focus();
    });
    const { x, y, width, height } = await page.locator('.play').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await fetched.promise;
    await page.mouse.down();
    allowed.resolve();
    await controlsCome(page);
    await nextIdle(page);
    assert.equal(await page.locator('.wake').count(), 1);
    await page.mouse.up();
    await page.waitForFunction(() => !document.querySelector('rusty-audio-player').paused);
    await answers(page);
    await page.close();
  });

  it('is not needed for keys and for what an author’s control asks for', async () => {
    const page = await open();
    await hold(page, resolvers(), resolvers());
    await page.locator('.play').focus();
    await page.keyboard.press('m');
    assert.equal(await isMuted(page), true);
    await page.evaluate(() => {
      const init = { bubbles: true, composed: true, cancelable: true };
      const request = new Event('rusty-audio-request', init);
      request.detail = { type: 'mute', muted: false };
      document.querySelector('rusty-audio-player').dispatchEvent(request);
    });
    assert.equal(await isMuted(page), false);
    await page.close();
  });

  it('does not press what an author put into the player a second time', async () => {
    const page = await open();
    const allowed = resolvers();
    await hold(page, resolvers(), allowed);
    await page.evaluate(() => {
      document.body.className = 'place';
      const link = Object.assign(document.createElement('button'), { slot: 'title' });
      link.textContent = 'More of this artist';
      link.addEventListener('click', () => (document.title += '!'));
      document.querySelector('rusty-audio-player').append(link);
    });
    await page.getByText('More of this artist').click();
    allowed.resolve();
    await answers(page);
    await nextIdle(page);
    assert.equal(await page.title(), 'One tag!');
    await page.close();
  });

  it('lets what goes wrong be announced by a region that was there before', async () => {
    const page = await open();
    const regions = await page.evaluate(async () => {
      const player = document.querySelector('rusty-audio-player');
      player.src = '/music/missing.wav';
      const seen = [];
      while (!seen.at(-1)) {
        await new Promise(requestAnimationFrame);
        if (!player.shadowRoot.querySelector('.wake')) {
          seen.push(player.shadowRoot.querySelector('[role=status]').textContent);
        }
      }
      return seen;
    });
    // In the frame that shows it, and in the next one until that is drawn.
    assert.deepEqual(regions.slice(0, 2), ['', '']);
    assert.match(regions.at(-1), /could not be loaded/);
    await page.close();
  });

  it('is not needed to play in a small layout whose controls can’t be loaded', async () => {
    const page = await site.browser.newPage();
    page.setDefaultTimeout(15_000);
    await page.route(CONTROLS, (route) => route.abort());
    await site.visit(page, { layout: 'mini' });
    await page.locator('.play').click();
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').currentTime > 0);
    await page.close();
  });

  it('leaves a player that plays where the controls can’t be loaded', async () => {
    const page = await open({}, { src: LONG });
    await page.route(CONTROLS, (route) => route.abort());
    await page.locator('.play').click();
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').currentTime > 1);
    assert.equal(await page.locator('.play').getAttribute('aria-label'), 'Pause');
    await page.locator('.elapsed', { hasText: /^0:0[1-9]/ }).waitFor();
    await page.locator('.play').click();
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').paused);
    assert.equal(await controlsAreThere(page), false);
    await page.close();
  });

  it('is not needed for what goes wrong to be announced', async () => {
    const page = await open();
    await page.route(CONTROLS, (route) => route.abort());
    await page.evaluate(() => {
      document.querySelector('rusty-audio-player').src = '/music/missing.wav';
    });
    await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
    assert.equal(await controlsAreThere(page), false);
    await page.close();
  });

  it('is tried again when the controls could not be loaded', async () => {
    const page = await open();
    await page.route(CONTROLS, (route) => route.abort(), { times: 1 });
    const failure = page.waitForEvent('console', (message) =>
      message.text().includes('could not be loaded'),
    );
    const place = await seekBar(page);
    await page.mouse.move(...place);
    await failure;
    await page.mouse.click(...place);
    await soughtToTheMiddle(page);
    await page.close();
  });

  it('does not ask for them again and again while it plays', async () => {
    const page = await open({}, { src: LONG });
    let asked = 0;
    // What shows the sound comes with the sound, and asks for them as well: that is the last time.
    const askedLast = resolvers();
    await page.route(CONTROLS, (route) => {
      asked += 1;
      if (route.request().headers().referer.endsWith('/rusty-audio-live-elements.js')) {
        askedLast.resolve();
      }
      return route.abort();
    });
    const hasPlayed = (seconds) =>
      page.waitForFunction(
        (wanted) => document.querySelector('rusty-audio-player').currentTime > wanted,
        seconds,
      );
    await page.evaluate(() => document.querySelector('rusty-audio-player').play());
    await askedLast.promise;
    const whilePlaying = asked;
    assert.ok(whilePlaying > 0);
    await hasPlayed(1.8);
    assert.equal(asked, whilePlaying);
    await page.evaluate(() => {
      const player = document.querySelector('rusty-audio-player');
      player.pause();
      return player.play();
    });
    await hasPlayed(2);
    assert.ok(asked > whilePlaying, 'the next play did not try again');
    await page.close();
  });

  for (const width of [320, 1200]) {
    it(`moves nothing at ${width} px`, async () => {
      const page = await open({ viewport: { width, height: 720 } });
      const atRest = await page.evaluate(rectangles);
      assert.ok(Object.keys(atRest).length > 12);
      await page.mouse.move(...(await seekBar(page)));
      await controlsCome(page);
      await nextIdle(page);
      const touched = await page.evaluate(rectangles);
      for (const [name, rectangle] of Object.entries(atRest)) {
        assert.equal(touched[name], rectangle, name);
      }
      await page.close();
    });
  }
});

/** Runs in the page: where the elements and the parts of the face are, those that are laid out. */
function rectangles() {
  const found = {};
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (!element.checkVisibility()) continue;
      const { localName, part, shadowRoot } = element;
      const { x, y, width, height } = element.getBoundingClientRect();
      const rectangle = [x, y, width, height].join(' ');
      if (localName.startsWith('rusty-audio-')) found[localName] = rectangle;
      for (const name of part) found[`::part(${name})`] = rectangle;
      if (shadowRoot) look(shadowRoot);
    }
  };
  look(document.body);
  return found;
}
