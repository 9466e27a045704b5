import { noChange } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';

type Properties = Readonly<Record<string, string>>;

class CssPropertiesDirective extends Directive {
  #previous: Properties = {};

  render(properties: Properties): typeof noChange {
    this.#previous = properties;
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Properties]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const name of Object.keys(this.#previous)) {
      if (!(name in properties)) style.removeProperty(name);
    }
    for (const [name, value] of Object.entries(properties)) {
      if (this.#previous[name] !== value) style.setProperty(name, value);
    }
    return this.render(properties);
  }
}

/**
 * Sets CSS properties on an element through the CSSOM, never by a `style` attribute, which a strict
 * content security policy blocks (Lit's own `styleMap` writes one on the first render). Used in an
 * element's position: `<i ${cssProperties({ width: '50%' })}></i>`.
 */
export const cssProperties = directive(CssPropertiesDirective);
