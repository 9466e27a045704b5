import { LitElement, type CSSResult } from 'lit';
import { dressAgain, wear } from './foreign-styles.ts';

/** A part of a face, whose styles go with it into another document. */
export abstract class FaceElement extends LitElement {
  declare readonly renderRoot: ShadowRoot;

  adoptedCallback(): void {
    if (this.shadowRoot) dressAgain(this.shadowRoot);
  }

  protected override createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const { elementStyles } = this.constructor as typeof LitElement;
    wear(root, elementStyles as CSSResult[]);
    return root;
  }
}
