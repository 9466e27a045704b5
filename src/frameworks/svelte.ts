/**
 * Types for Svelte 5 templates: `import type {} from 'rusty-audio-player/svelte'`. Events are attributes
 * in lower case (`ontimeupdate`).
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { ElementProps, PlayerHandlers, Tag } from './element-props.ts';

type Handlers<Name extends Tag> = Name extends 'rusty-audio-player'
  ? PlayerHandlers<'on'>
  : unknown;

type Html<Name extends Tag> = Omit<
  HTMLAttributes<HTMLElementTagNameMap[Name]>,
  keyof Handlers<Name>
>;

type Elements = {
  [Name in Tag]: Html<Name> & ElementProps<Name> & Handlers<Name>;
};

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how a module's interface is added to
  interface SvelteHTMLElements extends Elements {}
}
