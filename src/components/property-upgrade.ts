function accessorOf(start: object, name: string): PropertyDescriptor | undefined {
  for (let prototype: unknown = start; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor) return descriptor.get ? descriptor : undefined;
  }
  return undefined;
}

/**
 * Takes over properties that were set before the element was defined. They lie on the element
 * itself, in front of the accessors of its class, which never saw them. Each is removed and set
 * again; one that the element refuses is told in the console, and the others still come through.
 */
export function upgradeProperties(element: HTMLElement): void {
  const prototype: object = Object.getPrototypeOf(element) as object;
  for (const [name, value] of Object.entries(element) as [string, unknown][]) {
    const accessor = accessorOf(prototype, name);
    if (!accessor) continue;
    Reflect.deleteProperty(element, name);
    if (!accessor.set) continue;
    try {
      Reflect.set(element, name, value);
    } catch (error) {
      console.warn(`<${element.localName}>: ${error instanceof Error ? error.message : name}`);
    }
  }
}
