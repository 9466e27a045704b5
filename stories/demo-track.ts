/** The demo's music, as Storybook serves it. */
export const DEMO_TRACK = '/demo/music/kite-weather.mp3';
