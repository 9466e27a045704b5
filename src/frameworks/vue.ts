/**
 * Types for Vue 3 templates: `import type {} from 'rusty-audio-player/vue'`. Vue reads `track-title` in
 * a template as `trackTitle` here, and `@timeupdate` as `onTimeupdate`.
 */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { ElementProps, PlayerHandlers, Tag } from './element-props.ts';

type Handlers<Name extends Tag> = Name extends 'rusty-audio-player'
  ? PlayerHandlers<'on', true>
  : unknown;

type Html<Name extends Tag> = Omit<HTMLAttributes & PublicProps, keyof Handlers<Name>>;

/** What Vue's language tools look at: an element has no instance of a component. */
type Elements = {
  [Name in Tag]: new () => HTMLElementTagNameMap[Name] & {
    /** For type checks alone; the element has no such member. */
    readonly $props: ElementProps<Name> & Handlers<Name> & Html<Name>;
  };
};

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how a module's interface is added to
  interface GlobalComponents extends Elements {}
}
