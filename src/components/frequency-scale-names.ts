/** How frequencies may lie along an axis; what each means: frequency-scale.ts. */
export const FREQUENCY_SCALES = ['log', 'mel', 'bark', 'linear'] as const;
export type FrequencyScale = (typeof FREQUENCY_SCALES)[number];
