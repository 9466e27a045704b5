import { warn } from './console-warning.ts';

function accessorOf(start: object, name: string): PropertyDescriptor | undefined {
  for (let prototype: unknown = start; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor) return descriptor.get ? descriptor : undefined;
  }
  return undefined;
}

/** What the element's own classes can be set, by the name that an attribute would have for it. */
function settableProperties(element: HTMLElement): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let prototype = Object.getPrototypeOf(element) as object;
  for (
    ;
    prototype !== HTMLElement.prototype;
    prototype = Object.getPrototypeOf(prototype) as object
  )
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (accessor.set) names.set(name.toLowerCase(), name);
  return names;
}

/**
 * Takes over what was set before the element was defined. A property then lies on the element itself,
 * in front of the accessor of its class, which never saw it: it is removed and set again. And React
 * and Vue, who find no such property yet, write an attribute of its name: `eqBands` as `eqbands`.
 * Where no attribute is called so, its text goes to the property. What the element refuses is told
 * in the console, and the others still come through.
 *
 * @param attributes those that the element reads by itself
 */
export function upgradeProperties(element: HTMLElement, attributes: readonly string[]): void {
  const set = (name: string, value: unknown) => {
    try {
      Reflect.set(element, name, value);
    } catch (error) {
      warn(element, error instanceof Error ? error.message : name);
    }
  };
  const foreign = [...element.attributes].filter(({ name }) => !attributes.includes(name));
  const properties = foreign.length > 0 ? settableProperties(element) : undefined;
  for (const { name, value } of foreign) {
    const property = properties?.get(name);
    if (property !== undefined) set(property, value);
  }
  const prototype = Object.getPrototypeOf(element) as object;
  for (const [name, value] of Object.entries(element) as [string, unknown][]) {
    const accessor = accessorOf(prototype, name);
    if (!accessor) continue;
    Reflect.deleteProperty(element, name);
    if (accessor.set) set(name, value);
  }
}
