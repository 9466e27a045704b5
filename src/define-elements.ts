/** A page may load the script twice: the first definition stays. On a server there is no registry. */
export function defineElements(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  if (!('customElements' in globalThis)) return;
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
