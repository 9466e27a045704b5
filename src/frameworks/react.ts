/**
 * JSX types for React 19: `import type {} from 'rusty-audio-player/react'`. Events are written in lower
 * case (`ontimeupdate`): React's own names for media events (`onTimeUpdate`) never fire on a custom
 * element, so they are not offered.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { PlayerEventName } from '../components/media-events.ts';
import type { ElementProps, PlayerHandlers, Tag } from './element-props.ts';

type Html<Name extends Tag> = DetailedHTMLProps<
  HTMLAttributes<HTMLElementTagNameMap[Name]>,
  HTMLElementTagNameMap[Name]
>;

/** All but React's names for what the player tells by its own. */
type HtmlOfPlayer = {
  [
    Name in keyof Html<'rusty-audio-player'> as Lowercase<Name> extends `on${PlayerEventName}${'' | 'capture'}`
      ? never
      : Name
  ]: Html<'rusty-audio-player'>[Name];
};

type Elements = {
  [Name in Tag]: Name extends 'rusty-audio-player'
    ? HtmlOfPlayer & ElementProps<Name> & PlayerHandlers<'on'>
    : Html<Name> & ElementProps<Name>;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where React looks for elements
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how a module's interface is added to
    interface IntrinsicElements extends Elements {}
  }
}
