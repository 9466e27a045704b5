// What the JSX and template types allow, and what they refuse. Checked by `npm run typecheck`.
import type { JSX } from 'react';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import type {} from '../../src/frameworks/react.ts';
import type {} from '../../src/frameworks/svelte.ts';
import type {} from '../../src/frameworks/vue.ts';

type React = JSX.IntrinsicElements['rusty-audio-player'];
type Svelte = SvelteHTMLElements['rusty-audio-player'];
type Vue = InstanceType<GlobalComponents['rusty-audio-player']>['$props'];

const common = {
  src: 'song.flac',
  volume: '0.5',
  eq: [0, 0, 0, 0, 0, 0, 0, 0],
  eqBands: '[]',
  loopSection: { startSeconds: 0, endSeconds: 1 },
  exclusive: 'false',
  title: 'as on every element',
} as const;

const stop = (event: { readonly currentTarget: { pause: () => void } }): void => {
  event.currentTarget.pause();
};

export const allowed = [
  { ...common, 'fft-size': 4096, ontimeupdate: stop, oneqchange: stop } satisfies React,
  { ...common, 'fft-size': '4096', ontimeupdate: stop, oneqchange: stop } satisfies Svelte,
  { ...common, fftSize: '4096', onTimeupdate: stop, onEqchange: stop } satisfies Vue,
];

export const refused = [
  // @ts-expect-error -- never fires on a custom element
  { onTimeUpdate: stop } satisfies React,
  // @ts-expect-error -- no such layout
  { layout: 'huge' } satisfies React,
  // @ts-expect-error -- no such size
  { 'fft-size': 1000 } satisfies Svelte,
  // @ts-expect-error -- read only
  { paused: true } satisfies Svelte,
  // @ts-expect-error -- a method
  { play: stop } satisfies Vue,
  // @ts-expect-error -- no such theme
  { theme: 'pink' } satisfies Vue,
];
