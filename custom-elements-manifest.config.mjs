/** Custom elements manifest, generated from the class comments; `npm run build` writes it. */
export default {
  globs: ['src/components/*.ts', 'src/index.ts'],
  exclude: ['src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
};
