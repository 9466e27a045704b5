/** Tells a developer of something that is left out, and who leaves it out. */
export function warn({ localName }: Pick<Element, 'localName'>, sentence: unknown): void {
  console.warn(`<${localName}>: ${String(sentence)}`);
}
