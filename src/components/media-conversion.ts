/** What `<audio>` makes of the values that its properties are given. */

const MIN_RATE = 0.0625;
const MAX_RATE = 16;

/** A value for a WebIDL `double`. @throws {TypeError} when it is not finite */
export function finite(property: string, value: unknown): number {
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new TypeError(`${property} is a finite number, not ${String(value)}.`);
}

/**
 * A playback rate.
 *
 * @throws {TypeError} when it is not finite
 * @throws {DOMException} NotSupportedError when it is out of range
 */
export function supportedRate(property: string, value: unknown): number {
  const rate = finite(property, value);
  if (rate >= MIN_RATE && rate <= MAX_RATE) return rate;
  throw new DOMException(
    `${property} is a number from ${MIN_RATE} to ${MAX_RATE}, not ${rate}.`,
    'NotSupportedError',
  );
}

/** The text "false" is false, as in the attributes; all else is what JavaScript makes of it. */
export function asBoolean(value: unknown): boolean {
  return value !== 'false' && Boolean(value);
}
