import { warn } from './console-warning.ts';

/** How the text of one attribute, and a value given to its property, become a usable value. */
export interface AttributeRule<Value> {
  /** What may be written, to be read after "is": `a number from 0 to 1`. */
  readonly allowed: string;
  /** What holds while the attribute is absent or makes no sense. */
  readonly fallback: Value;
  /** The attribute's text; undefined when it makes no sense. */
  readonly parse: (text: string) => Value | undefined;
  /** `typeof` of the property's values; text is always taken. */
  readonly kind: 'string' | 'number' | 'boolean' | 'object';
  /** A property's value that is no string; undefined when it makes no sense. */
  readonly accept: (value: unknown) => Value | undefined;
}

/** Tells of an attribute that makes no sense. @param allowed to be read after "is" */
export function warnOfIgnored(element: Element, name: string, text: string, allowed: string): void {
  warn(element, `${name}="${text}" is ignored and the default holds. Allowed is ${allowed}.`);
}

/** A decimal number as HTML knows it, but nothing may follow it. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text is, or NaN. */
export function numberIn(text: string): number {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : NaN;
}

/** One of a list of words, in any case. */
export function word<Word extends string>(
  words: readonly Word[],
  fallback: NoInfer<Word>,
): AttributeRule<Word> {
  return {
    allowed: `one of ${words.join(', ')}`,
    fallback,
    parse: (text) => words.find((known) => known === text.trim().toLowerCase()),
    kind: 'string',
    accept: () => undefined,
  };
}

/** A number from `min` to `max`, both included. */
export function numberBetween(min: number, max: number, fallback: number): AttributeRule<number> {
  return numberWhere(`from ${min} to ${max}`, (value) => value >= min && value <= max, fallback);
}

/** A number from `min`, included, to `max`, excluded. */
export function numberBelow(min: number, max: number, fallback: number): AttributeRule<number> {
  const allowed = `from ${min} to below ${max}`;
  return numberWhere(allowed, (value) => value >= min && value < max, fallback);
}

function numberWhere(
  range: string,
  inRange: (value: number) => boolean,
  fallback: number,
): AttributeRule<number> {
  const accept = (value: unknown): number | undefined =>
    typeof value === 'number' && inRange(value) ? value : undefined;
  return {
    allowed: `a number ${range}`,
    fallback,
    parse: (text) => accept(numberIn(text)),
    kind: 'number',
    accept,
  };
}

/** One of a list of numbers. */
export function oneNumberOf<Value extends number>(
  values: readonly Value[],
  fallback: NoInfer<Value>,
): AttributeRule<Value> {
  const known = (value: unknown): Value | undefined => values.find((one) => one === value);
  return {
    allowed: `one of ${values.join(', ')}`,
    fallback,
    parse: (text) => known(numberIn(text)),
    kind: 'number',
    accept: known,
  };
}

/** Any text. */
export const anyText: AttributeRule<string> = {
  allowed: 'a text',
  fallback: '',
  parse: (text) => text,
  kind: 'number',
  accept: (value) => (typeof value === 'number' ? String(value) : undefined),
};

const acceptBoolean = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** A boolean attribute of the player's own: strict, so that a typing error is noticed. */
export const flag: AttributeRule<boolean> = {
  allowed: 'empty, true or false',
  fallback: false,
  parse: (text) => {
    const lower = text.trim().toLowerCase();
    if (lower === '' || lower === 'true') return true;
    return lower === 'false' ? false : undefined;
  },
  kind: 'boolean',
  accept: acceptBoolean,
};

/** The same where absent means on: only `"false"` turns it off. */
export const flagOnByDefault: AttributeRule<boolean> = { ...flag, fallback: true };

/**
 * A boolean attribute of HTML: whatever its value, it is on by being there. One exception:
 * `"false"` is off, because frameworks write it where their user said false.
 */
export const presence: AttributeRule<boolean> = {
  allowed: 'present or absent',
  fallback: false,
  parse: (text) => text.trim().toLowerCase() !== 'false',
  kind: 'boolean',
  accept: acceptBoolean,
};

/**
 * The value for a property of the player's own. Text is read as the attribute would be; null and
 * undefined, which frameworks set where their user took the value away, are the default.
 *
 * @throws {RangeError} for a value of the right kind that is not allowed
 * @throws {TypeError} for a value of the wrong kind
 */
export function propertyValue<Value>(
  property: string,
  rule: AttributeRule<Value>,
  value: unknown,
): Value {
  if (value === null || value === undefined) return rule.fallback;
  const usable = typeof value === 'string' ? rule.parse(value) : rule.accept(value);
  if (usable !== undefined) return usable;
  const message = `${property} is ${rule.allowed}, not ${shown(value)}.`;
  const rightKind = typeof value === 'string' || typeof value === rule.kind;
  throw rightKind ? new RangeError(message) : new TypeError(message);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  const plain = typeof value === 'number' || typeof value === 'boolean';
  return plain ? String(value) : `a value of type ${typeof value}`;
}

/**
 * A property's object, or what its JSON says: templates and frameworks hand text over.
 *
 * @param allowed to be read after "is"
 * @throws {TypeError} for text that is not JSON
 */
export function objectValue(property: string, allowed: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new TypeError(`${property} is ${allowed}, or JSON of it, not "${value}".`);
  }
}
