/** The demo's music, as Storybook serves it. */
export const DEMO_TRACK = '/demo/demo.mp3';
