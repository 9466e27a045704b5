import { expect } from '@open-wc/testing';
import { compare, CONTRACT_MODES, failure, type MediaLike } from '../support/contract.ts';
import { crossOriginMedia } from '../support/media.ts';
import { nextOf } from '../support/media-events.ts';
import {
  mountPlayer,
  next,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { watchTurns } from '../support/turns.ts';
import { texts, trackElement, vttUrl } from '../support/vtt.ts';
import { collectWarnings } from '../support/warnings.ts';

/** Of the 2 s tone of `CONTRACT_MODES`. */
const CUES = [
  [0.3, 0.6, 'one'],
  [0.9, 1.4, 'two'],
  [1.2, 1.4, 'three'],
] as const;
/**
 * How late a cue may be told, seconds of `currentTime`. It is never early: the clock is read first.
 * A timer wakes within a frame of a page that is busy drawing, and the clock of the output moves in
 * bursts of up to 26 ms: 0.1 s is twice that, and below what would let one cue pass for another.
 */
const LATEST_SECONDS = 0.1;

async function mountWithTrack(src: string, attributes: Record<string, string>): Promise<Player> {
  const player = await mountPlayer({ src });
  const track = trackElement(attributes);
  const loaded = nextOf(track, 'load');
  player.append(track);
  await loaded;
  return player;
}

describe(`text tracks (${worldMode})`, () => {
  const warnings = collectWarnings();

  afterEach(() => {
    unmountPlayers();
  });

  for (const { mode, short } of CONTRACT_MODES) {
    it(`tells of cues when they are heard, in ${mode} mode`, async () => {
      const player = await mountWithTrack(short, {
        kind: 'captions',
        default: '',
        src: vttUrl(CUES),
      });
      const track = player.textTracks[0]!;
      const seen: { at: number; active: string[] }[] = [];
      const order: string[] = [];
      const atChild: string[] = [];
      track.addEventListener('cuechange', () => {
        seen.push({ at: player.currentTime, active: texts(track.activeCues) });
      });
      player
        .querySelector('track')!
        .addEventListener('cuechange', ({ type }) => atChild.push(type));
      for (const cue of track.cues!) {
        for (const type of ['enter', 'exit'])
          cue.addEventListener(type, () => order.push(`${type} ${cue.id}`));
      }
      const ended = next(player, 'ended');
      const turns = watchTurns();
      await player.play();
      expect(player.mode).to.equal(mode);
      await ended;
      const late = turns.stop();
      const due = [0.3, 0.6, 0.9, 1.2, 1.4];
      expect(seen.map(({ active }) => active)).to.deep.equal([
        ['one'],
        [],
        ['two'],
        ['two', 'three'],
        [],
      ]);
      for (const [index, { at }] of seen.entries())
        expect(at - due[index]!).to.be.within(0, LATEST_SECONDS + late);
      expect(order).to.deep.equal(['enter 1', 'exit 1', 'enter 2', 'enter 3', 'exit 2', 'exit 3']);
      expect(atChild.length).to.equal(seen.length);
    });
  }

  it('takes over what a page did with a child before its code was there', async () => {
    const child = trackElement({ kind: 'metadata', src: vttUrl([]) });
    const player = document.createElement('rusty-audio-player');
    player.append(child);
    const disabled = trackElement({ kind: 'subtitles', src: vttUrl([]) });
    player.append(disabled);
    for (const { track: own } of [child, disabled]) own.addCue(new VTTCue(0, 1, 'mine'));
    child.track.mode = 'hidden';
    (await mountPlayer()).replaceWith(player);
    await until(() => player.textTracks.length === 2);
    const [track, other] = player.textTracks;
    expect([track, other]).to.deep.equal([child.track, disabled.track]);
    expect([track!.mode, other!.mode]).to.deep.equal(['hidden', 'disabled']);
    expect(texts(track!.cues)).to.deep.equal(['mine']);
    other!.mode = 'hidden';
    expect(texts(other!.cues)).to.deep.equal(['mine']);
    player.remove();
  });

  it('follows a seek while nothing plays, and passes over what was not heard', async () => {
    const { short } = CONTRACT_MODES[0];
    const player = await mountWithTrack(short, {
      kind: 'metadata',
      default: '',
      src: vttUrl(CUES),
    });
    if (player.readyState === 0) await next(player, 'loadedmetadata');
    const track = player.textTracks[0]!;
    const entered: string[] = [];
    for (const cue of track.cues!) cue.onenter = () => entered.push(cue.id);
    const changed = nextOf(track, 'cuechange');
    player.currentTime = 1.3;
    await changed;
    expect(texts(track.activeCues)).to.deep.equal(['two', 'three']);
    expect(track.activeCues!.getCueById('3')).to.equal(track.cues![2]);
    expect(entered).to.deep.equal(['2', '3']);
    track.mode = 'disabled';
    expect(track.activeCues).to.equal(null);
  });

  it('pauses at the end of a cue that asks for it', async () => {
    const player = await mountPlayer({ src: CONTRACT_MODES[0].short });
    const track = player.addTextTrack('metadata');
    const cue = new VTTCue(0.2, 0.5, '');
    cue.pauseOnExit = true;
    track.addCue(cue);
    const paused = next(player, 'pause');
    const turns = watchTurns();
    await player.play();
    await paused;
    expect(player.currentTime).to.be.within(0.5, 0.5 + LATEST_SECONDS + turns.stop());
  });

  it('has the list, the choice and the events of `<audio>`', async () => {
    const url = vttUrl(CUES);
    const script = async (element: MediaLike) => {
      const lines: string[] = [];
      const { textTracks } = element;
      for (const type of ['addtrack', 'removetrack'] as const)
        textTracks.addEventListener(type, ({ track }) => lines.push(`${type} ${track!.kind}`));
      const children = [
        trackElement({ kind: 'subtitles', srclang: 'de', label: 'Deutsch', src: url }),
        trackElement({ kind: 'captions', srclang: 'en', default: '', id: 'en', src: url }),
        trackElement({ kind: 'metadata', default: '', src: url }),
      ];
      const loaded = Promise.all(children.slice(1).map((child) => nextOf(child, 'load')));
      element.append(...children);
      await loaded;
      const own = element.addTextTrack('chapters', 'Own', 'fr');
      own.addCue(new VTTCue(0, 1, 'x'));
      await until(() => lines.length === 4);
      for (const { kind, label, language, id, mode, cues } of textTracks)
        lines.push([kind, label, language, id, mode, cues?.length].join());
      lines.push(String(textTracks.getTrackById('en') === children[1]!.track));
      lines.push(String(children[1]!.readyState), texts(children[1]!.track.cues).join());
      const changed = nextOf(textTracks, 'change');
      textTracks[0]!.mode = 'hidden';
      await changed;
      await until(() => children[0]!.readyState === HTMLTrackElement.LOADED);
      children[1]!.remove();
      await until(() => lines.includes('removetrack captions'));
      lines.push(String(textTracks.length));
      children[2]!.label = 'Data';
      await until(() => textTracks[1]!.label === 'Data');
      element.prepend(trackElement({ kind: 'descriptions' }));
      await until(() => lines.includes('addtrack descriptions'));
      lines.push([...textTracks].map(({ kind }) => kind).join());
      lines.push(await failure(() => element.addTextTrack('lyrics' as TextTrackKind)));
      return lines;
    };
    const { audio, player } = await compare(script);
    expect(player).to.deep.equal(audio);
    expect(player).to.include('captions,,en,en,showing,3');
  });

  it('reads tracks of another origin where they allow it, and says so where not', async () => {
    const player = await mountPlayer();
    const track = trackElement({
      kind: 'captions',
      default: '',
      src: crossOriginMedia('cors/test/fixtures/words.vtt'),
    });
    player.append(track);
    await nextOf(track, 'load');
    expect(texts(track.track.cues)[0]).to.equal('Two seconds of a tone.');

    expect(warnings()).to.deep.equal([]);
    track.src = crossOriginMedia('nocors/test/fixtures/words.vtt');
    await nextOf(track, 'error');
    expect(warnings().join()).to.contain('the header Access-Control-Allow-Origin');
    expect(warnings().join()).to.contain(track.src);
  });
});
