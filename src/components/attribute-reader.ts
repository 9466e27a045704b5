import { warnOfIgnored, type AttributeRule } from './attribute-rules.ts';
import { ATTRIBUTES, type AttributeName, type AttributeValue } from './attributes.ts';

/**
 * Reads one element's attributes by the table. What makes no sense is told in the console, once
 * for each attribute and value, and its default holds.
 */
export class AttributeReader {
  readonly #element: Element;
  readonly #told = new Set<string>();

  constructor(element: Element) {
    this.#element = element;
  }

  read<Name extends AttributeName>(name: Name): AttributeValue<Name> {
    const rule: AttributeRule<AttributeValue<Name>> = ATTRIBUTES[name];
    const text = this.#element.getAttribute(name);
    if (text === null) return rule.fallback;
    const value = rule.parse(text);
    if (value !== undefined) return value;
    this.warn(name, text, rule.allowed);
    return rule.fallback;
  }

  /** @param allowed to be read after "is" */
  warn(name: AttributeName, text: string, allowed: string): void {
    const attribute = `${name}="${text}"`;
    if (this.#told.has(attribute)) return;
    this.#told.add(attribute);
    warnOfIgnored(this.#element, name, text, allowed);
  }
}
