import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { indexAt, startCapture } from '../support/capture.ts';
import { click, find, isShown, mountTone } from '../support/face.ts';
import { rmsDbfs } from '../support/measure.ts';
import { next, outputOf, unmountPlayers, until, worldMode } from '../support/player.ts';

describe(`loops, speed and sleep (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    document.body.removeAttribute('style');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('plays a section over and over', async () => {
    const player = await mountTone();
    player.loopSection = { startSeconds: 20, endSeconds: 20.6 };
    player.currentTime = 20;
    await player.play();
    expect(player.mode).to.equal(worldMode);
    const heard: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await next(player, 'seeking');
      heard.push(player.currentTime);
      await next(player, 'seeked');
    }
    expect(heard).to.deep.equal([20, 20, 20]);
    const { played } = player;
    expect(played.length).to.equal(1);
    expect(played.start(0)).to.be.closeTo(20, 0.05);
    expect(played.end(0)).to.be.within(20.5, 21);
    player.loopSection = null;
    await until(() => player.currentTime > 21.5);
  });

  it('goes back from the very end of the track', async () => {
    const player = await mountTone();
    player.loopSection = { startSeconds: 59.2, endSeconds: 60 };
    player.currentTime = 59.2;
    await player.play();
    await next(player, 'seeking');
    expect(player.currentTime).to.equal(59.2);
    await next(player, 'seeked');
    expect(player.ended).to.equal(false);
    expect(player.paused).to.equal(false);
  });

  it('takes A, then B, then nothing from its key', async () => {
    document.body.style.setProperty('width', '900px');
    const player = await mountTone();
    const key = find(player, 'button', 'A–B, loop a section');
    player.currentTime = 30;
    await next(player, 'seeked');
    await click(key);
    expect(player.loopSection).to.deep.equal({ startSeconds: 30, endSeconds: null });
    player.currentTime = 10;
    await next(player, 'seeked');
    await click(key);
    expect(player.loopSection).to.deep.equal({ startSeconds: 10, endSeconds: 30 });
    await until(() => key.ariaPressed === 'true');
    await click(key);
    expect(player.loopSection).to.equal(null);
  });

  it('moves the flags by pointer and keys, and never past each other', async () => {
    document.body.style.setProperty('width', '700px');
    const player = await mountTone();
    player.loopSection = { startSeconds: 15, endSeconds: 45 };
    await until(() => isShown(player, 'slider', 'Start of the loop, A'));
    find(player, 'slider', 'Start of the loop, A').focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => player.loopSection?.startSeconds === 16);
    await sendKeys({ press: 'End' });
    await until(() => Math.abs((player.loopSection?.startSeconds ?? 0) - 44.9) < 1e-9);
    await sendKeys({ press: 'Home' });
    await until(() => player.loopSection?.startSeconds === 0);

    const bar = find(player, 'slider', 'Seek').getBoundingClientRect();
    const flag = find(player, 'slider', 'End of the loop, B').getBoundingClientRect();
    const y = Math.round(flag.top + 5);
    await sendMouse({ type: 'move', position: [Math.round(flag.left + 5), y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(bar.left + bar.width / 2), y] });
    await sendMouse({ type: 'up' });
    await until(() => Math.abs((player.loopSection?.endSeconds ?? 0) - 30) < 0.2);
    expect(player.currentTime).to.equal(0);

    find(player, 'slider', 'End of the loop, B').focus();
    await sendKeys({ press: 'Delete' });
    await until(() => player.loopSection === null);
  });

  it('says what is wrong with a section, and keeps the one it has', async () => {
    const player = await mountTone();
    player.loopSection = { startSeconds: 1, endSeconds: 2 };
    expect(() => (player.loopSection = { startSeconds: -1, endSeconds: 2 })).to.throw(
      RangeError,
      'from 0, not -1',
    );
    expect(() => (player.loopSection = { startSeconds: 3, endSeconds: 3 })).to.throw(
      RangeError,
      'after its start, 3 s',
    );
    expect(player.loopSection).to.deep.equal({ startSeconds: 1, endSeconds: 2 });
  });

  it('changes the speed by its menu, and gives the focus back', async () => {
    document.body.style.setProperty('width', '900px');
    const player = await mountTone();
    await click(find(player, 'button', 'Speed 1×'));
    await until(() => isShown(player, 'menu', 'Speed'));
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => player.playbackRate === 1.5);
    await until(() => isShown(player, 'button', 'Speed 1.5×'));
    expect(isShown(player, 'menu', 'Speed')).to.equal(false);
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'Speed'));
    await sendKeys({ press: 'Escape' });
    await until(() => !isShown(player, 'menu', 'Speed'));
  });

  it('reaches speed, equalizer and sleep timer from the mini face', async () => {
    document.body.style.setProperty('width', '320px');
    const player = await mountTone({ layout: 'mini' });
    await click(find(player, 'button', 'More'));
    await until(() => isShown(player, 'menu', 'More') && isShown(player, 'slider', 'Volume'));
    await expect(player).to.be.accessible();
    await sendKeys({ press: 'e' });
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'button', 'Back, Equalizer'));
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'More'));
    await sendKeys({ press: 's' });
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'Sleep timer'));
    await sendKeys({ press: '1' });
    await sendKeys({ press: 'Enter' });
    await until(() => player.sleepTimer !== null);
    expect(player.sleepTimer).to.be.within(890, 900);
  });

  it('falls asleep, and wakes at full volume', async () => {
    const player = await mountTone();
    await player.play();
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    const { context } = outputOf(player);
    await capture.waitForFrames(8192);
    player.sleepTimer = 3;
    expect(player.sleepTimer).to.be.within(2.5, 3);
    const paused = new Promise<number>((resolve) => {
      player.addEventListener('pause', () => {
        resolve(context.currentTime * context.sampleRate);
      });
    });
    const pausedFrame = await paused;
    expect(player.sleepTimer).to.equal(null);
    expect(player.volume).to.equal(1);
    await player.play();
    const woken = player.currentTime;
    await until(() => player.currentTime > woken + 0.5);
    const recording = await capture.stop();
    const [heard] = recording.channels;
    // A sine's RMS is 3 dB below its peak of -20 dBFS.
    expect(rmsDbfs(heard!.slice(0, 8192))).to.be.closeTo(-23, 0.5);
    // A fiftieth of the fade's 5 s was left.
    const end = indexAt(recording, pausedFrame);
    expect(rmsDbfs(heard!.slice(end - context.sampleRate / 10, end))).to.be.below(-38);
    expect(rmsDbfs(heard!.slice(-8192))).to.be.closeTo(-23, 0.5);
  });

  it('falls asleep at the end of a track that loops', async () => {
    const player = await mountTone({ loop: '' });
    player.currentTime = 59;
    player.sleepTimer = 'end-of-track';
    await player.play();
    await next(player, 'ended');
    expect(player.paused).to.equal(true);
    expect(player.sleepTimer).to.equal(null);
    expect(() => (player.sleepTimer = 0)).to.throw(RangeError, 'not 0');
  });
});
