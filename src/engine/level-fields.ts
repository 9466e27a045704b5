/** Where `AudioEngine.readLevels` writes what; right follows left. */
export const LEVEL_FIELDS = { peak: 0, rms: 1, truePeak: 2, perChannel: 3, count: 6 } as const;
