/** A piece of a drawing: a path, or digits in the middle of a turn. */
export interface Shape {
  /** `solid` is filled, `heavy` stroked more strongly, `pale` half seen. */
  readonly kind?: 'solid' | 'heavy' | 'solid pale' | 'heavy turning';
  readonly d?: string;
  /** Where the middle of the digits is. */
  readonly tenAt?: number;
}
export type Drawing = readonly Shape[];

export const SPEAKER: Shape = {
  kind: 'solid',
  d: 'M3.5 9.3v5.4c0 .4.3.7.7.7h3l4.2 3.7c.5.4 1.1.1 1.1-.5V5.4c0-.6-.6-.9-1.1-.5L7.2 8.6h-3c-.4 0-.7.3-.7.7z',
};
export const LOOP: Shape = {
  d: 'M4 11V9.5A3.5 3.5 0 0 1 7.5 6H19M16 3l3 3-3 3M20 13v1.5a3.5 3.5 0 0 1-3.5 3.5H5M8 21l-3-3 3-3',
};

/** Of what a player shows at rest, on a 24 px field: filled for what moves the tape, stroked for settings. */
export const RESTING_DRAWINGS = {
  play: [
    {
      kind: 'solid',
      d: 'M7 4.6v14.8a.8.8 0 0 0 1.2.7l12-7.4a.8.8 0 0 0 0-1.4l-12-7.4A.8.8 0 0 0 7 4.6z',
    },
  ],
  pause: [
    {
      kind: 'solid',
      d: 'M7 4.5h2.4a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM14.6 4.5H17a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-2.4a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z',
    },
  ],
  back: [
    { d: 'M4.2 12.6a7.8 7.8 0 1 0 2.5-6.3L4.4 8.4M4.2 4.4v4.2h4.2' },
    { kind: 'solid', tenAt: 12.2 },
  ],
  forward: [
    { d: 'M19.8 12.6a7.8 7.8 0 1 1-2.5-6.3l2.3 2.1M19.8 4.4v4.2h-4.2' },
    { kind: 'solid', tenAt: 11.8 },
  ],
  loop: [LOOP],
  loud: [SPEAKER, { d: 'M15.6 9.2a4 4 0 0 1 0 5.6M18 6.6a7.6 7.6 0 0 1 0 10.8' }],
  bars: [{ kind: 'heavy', d: 'M4.5 19v-6M9.5 19V6M14.5 19V9.5M19.5 19v-4' }],
  line: [{ d: 'M3 16c3 0 3-9 6-9s3 7 6 7 3-4 6-4' }],
  spectrogram: [
    {
      kind: 'solid',
      d: 'M3.5 4.5h5v4h-5zM15.5 4.5h5v4h-5zM9.5 10h5v4h-5zM3.5 15.5h5v4h-5zM15.5 15.5h5v4h-5z',
    },
    { kind: 'solid pale', d: 'M9.5 4.5h5v4h-5zM3.5 10h5v4h-5zM15.5 10h5v4h-5zM9.5 15.5h5v4h-5z' },
  ],
  oscilloscope: [{ d: 'M3 12h3l2-6 4 12 3.5-9 1.5 3h4' }],
  spinner: [{ kind: 'heavy turning', d: 'M12 4a8 8 0 1 1-8 8' }],
  note: [
    {
      kind: 'solid',
      d: 'M9 17.6a2.9 2.9 0 1 1-1.5-2.5V5.2c0-.4.3-.7.6-.8l9.2-2c.5-.1 1 .3 1 .8v11.9a2.9 2.9 0 1 1-1.5-2.5V7.6L9 9.3z',
    },
  ],
} as const satisfies Record<string, Drawing>;
