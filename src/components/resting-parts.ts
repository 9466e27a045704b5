import type { CSSResult } from 'lit';
import { build, type Attributes } from './build.ts';
import { clockStyles } from './clock.styles.ts';
import { controls } from './controls.styles.ts';
import { RESTING_DRAWINGS, type Shape } from './drawings.ts';
import { adoptStyles } from './adopt-styles.ts';
import { rateText } from './playback-text.ts';
import { PICTURES, type Visualizer } from './player-context.ts';
import { restingPlaces } from './resting-places.styles.ts';
import type { Strings } from './strings.ts';
import { transportKeysStyles } from './transport-keys.styles.ts';
import { transportSettingsStyles } from './transport-settings.styles.ts';
import { transportStyles } from './transport.styles.ts';

/*
 * The parts of a face as they look when nobody has changed anything, in the places where those that
 * answer will stand. What looks like a key is inert.
 */

type Content = Node | string;

export const div = (classes: string, ...children: readonly Content[]): Element =>
  build('div', { class: classes }, ...children);

/** The place of a control that is still to come. @param name for style sheets */
const place = (name: string, attributes: Attributes, ...children: readonly Content[]): Element =>
  build('div', { class: `place ${name}`, ...attributes }, ...children);

/** As `icon` of icons.ts draws it. */
export const sign = (name: keyof typeof RESTING_DRAWINGS): Element =>
  build(
    'svg',
    { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    ...RESTING_DRAWINGS[name].map(({ kind, d = '', tenAt }: Shape) =>
      tenAt === undefined
        ? build('path', { class: kind ?? null, d })
        : build('text', { class: 'solid digits', x: `${tenAt}`, y: '15.6' }, '10'),
    ),
  );

const key = (classes: string, content: Content, attributes: Attributes = {}): Element =>
  build('button', { class: classes, ...attributes }, content);

/** The keys that choose the display. @param off there is none to choose */
export function restingSwitch(
  chosen: Visualizer,
  off: boolean,
  { equalizerKey }: Strings,
): Element {
  const choice = (name: Visualizer, content: Content): Element =>
    key(name === 'equalizer' ? 'word' : '', content, {
      'aria-checked': `${!off && name === chosen}`,
      'aria-disabled': `${off}`,
    });
  const attributes = { class: 'switch', part: 'display-switch', inert: '' };
  return place(
    '',
    {},
    build(
      'div',
      attributes,
      ...PICTURES.map((picture) => choice(picture, sign(picture))),
      build('i', { class: 'divider' }),
      choice('equalizer', equalizerKey),
    ),
  );
}

/**
 * The ticks of a track of which nothing is known, or a sentence in their place.
 *
 * @param isNews it is announced
 */
export function restingTimeline(sentence: string, isNews: boolean): Element {
  return place(
    'timeline',
    { part: 'timeline' },
    sentence
      ? build('p', { part: 'message', role: isNews ? 'alert' : null }, sentence)
      : build('div', { part: 'well' }),
  );
}

/** What in it does not stay as it is drawn. */
interface MovingParts {
  readonly play: Element;
  readonly elapsed: Element;
  readonly remaining: Element;
}

interface RestingTransport {
  readonly transport: Element;
  /** Those that are of no use until something can be sought. */
  readonly seekKeys: readonly Element[];
}

/** Time, the keys that move the tape, and the settings. */
export function restingTransport(
  { play, elapsed, remaining }: MovingParts,
  { transport: name, sectionKey, locale }: Strings,
): RestingTransport {
  const loop = () => key('tool loop', sign('loop'), { inert: '' });
  const section = () => key('tool word section', sectionKey, { inert: '' });
  const speaker = () => key('tool', sign('loud'));
  const back = key('', sign('back'), { inert: '' });
  const forward = key('', sign('forward'), { inert: '' });
  const sections = [section(), section()] as const;
  const bank = { class: 'bank', part: 'bank', role: 'group', 'aria-label': name };
  const transport = rooted(
    place('', { part: 'transport', exportparts: 'time, bank, play, tools, menu' }),
    [controls, transportSettingsStyles, restingPlaces, transportStyles],
    div(
      'row',
      div(
        'lead',
        rooted(
          place('', { exportparts: 'time' }),
          [controls, clockStyles],
          build('div', { class: 'count', part: 'time', role: 'timer' }, elapsed, remaining),
        ),
        sections[0],
      ),
      div(
        'deck',
        rooted(
          place('keys', { exportparts: 'bank, play' }),
          [controls, transportKeysStyles],
          build('div', bank, back, play, forward),
        ),
        loop(),
      ),
      place(
        'settings',
        {},
        build(
          'div',
          { class: 'tools', part: 'tools', inert: '' },
          loop(),
          sections[1],
          div('speed', key('tool word', build('span', {}, rateText(1, locale)))),
          div('volume-large', speaker(), build('i')),
          div('volume-small', speaker()),
        ),
      ),
    ),
  );
  return { transport, seekKeys: [back, forward, ...sections] };
}

/** In a shadow root, as it will be: the same style sheets apply. */
function rooted(element: Element, styles: readonly CSSResult[], content: Element): Element {
  const root = element.attachShadow({ mode: 'open' });
  for (const sheet of styles) adoptStyles(root, sheet);
  root.append(content);
  return element;
}
