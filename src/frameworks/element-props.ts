/**
 * What templates and JSX may write on the elements, drawn from the classes and the table of attributes
 * so that nothing is said twice. Types alone.
 */
import type { LitElement } from 'lit';
import type { AttributeName, AttributeValue } from '../components/attributes.ts';
import type { PlayerEventName } from '../components/media-events.ts';
import type { RustyAudioPlayer } from '../components/rusty-audio-player.ts';

/** The tags of this package. */
export type Tag = keyof HTMLElementTagNameMap & `rusty-audio-${string}`;

/** An attribute as it is meant, or as the text that means it. */
type Written<Value> = Value extends boolean
  ? Value | `${Value}` | ''
  : Value extends number
    ? Value | `${number}`
    : Value extends readonly number[]
      ? Value | string
      : Value;

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- how `readonly` is told apart */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/** Is `Name` an accessor that can be set? Methods are not among them. */
type IsSettable<Element, Name extends keyof Element> = Element[Name] extends (
  ...parameters: never
) => unknown
  ? false
  : Same<Pick<Element, Name>, { -readonly [Key in Name]: Element[Key] }>;

type SettableName<Element> = {
  [Name in keyof Element]-?: Name extends keyof LitElement
    ? never
    : IsSettable<Element, Name> extends true
      ? Name
      : never;
}[keyof Element];

type Described = readonly unknown[] | NonNullable<RustyAudioPlayer['loopSection']>;

/** Bands and sections are also taken as JSON, numbers and booleans as text. */
type OrText<Value> =
  Extract<Value, number | Described> extends never
    ? Value | (boolean extends Value ? `${boolean}` : never)
    : Value | string;

/** Properties of one element, as its class has them; none that every HTML element has. */
export type ElementProperties<Name extends Tag> = {
  [Property in SettableName<HTMLElementTagNameMap[Name]>]?:
    OrText<HTMLElementTagNameMap[Name][Property]> | undefined;
};

/** Attributes of the player. */
export type PlayerAttributes = {
  [Name in AttributeName]?: Written<AttributeValue<Name>> | undefined;
};

/** An event of the player, heard at the player itself. */
export type PlayerEvent = Event & { readonly currentTarget: RustyAudioPlayer };

/** Handlers by the names that `Rename` makes of the events'. */
export type PlayerHandlers<Prefix extends string, Capital extends boolean = false> = {
  [Name in PlayerEventName as `${Prefix}${Capital extends true ? Capitalize<Name> : Name}`]?:
    ((event: PlayerEvent) => void) | undefined;
};

/** Attributes of the elements inside. */
export interface InnerAttributes {
  'plot-only'?: boolean | '' | undefined;
}

/** Attributes and properties of one element. */
export type ElementProps<Name extends Tag> = Name extends 'rusty-audio-player'
  ? PlayerAttributes & Omit<ElementProperties<Name>, AttributeName>
  : Name extends 'rusty-audio-equalizer'
    ? ElementProperties<Name> & InnerAttributes
    : ElementProperties<Name>;
