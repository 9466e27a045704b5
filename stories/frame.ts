import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { styleMap } from 'lit/directives/style-map.js';
import { isAttributeName, type AttributeName } from '../src/components/attributes.ts';
import type { Theme } from '../src/components/player-context.ts';

interface Frame {
  readonly theme: Theme;
  /** CSS pixels of the story; as wide as the page if absent. */
  readonly width?: number | undefined;
  /** `--rusty-audio-accent` */
  readonly accent?: string | undefined;
}

/** A page around a story: ground, width and accent. */
export function framed(story: unknown, { theme, width, accent }: Frame): TemplateResult {
  const dark = theme === 'dark' || theme === 'high-contrast';
  const style = {
    padding: '16px',
    boxSizing: 'border-box',
    maxWidth: '100%',
    // High contrast follows it: white on black here.
    colorScheme: dark ? 'dark' : 'light',
    background: dark ? '#0b0a09' : '#fff',
    ...(width === undefined ? {} : { width: `${width}px` }),
    ...(accent === undefined ? {} : { '--rusty-audio-accent': accent }),
  };
  return html`<div class="ground" style=${styleMap(style)}>${story}</div>`;
}

/** The player's attributes; undefined and false: absent. */
export type PlayerAttributes = Partial<
  Readonly<Record<AttributeName, string | number | boolean | undefined>>
>;

/** `<rusty-audio-player ${attributes(args)}>`; what is no attribute among the arguments is left out. */
export function attributes(args: PlayerAttributes): unknown {
  return ref((element) => {
    for (const [name, value] of Object.entries(args)) {
      if (!element || !isAttributeName(name)) continue;
      if (value === undefined || value === false) element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : String(value));
    }
  });
}

/**
 * The same file from the same server under its other loopback name: another origin, whose samples
 * the page may not read where the server sends no CORS headers.
 */
export function fromOtherOrigin(path: string): string {
  const url = new URL(path, location.href);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href;
}
