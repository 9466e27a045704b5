// Builds or serves one of the examples against the built player of this repository.
import { join } from 'node:path';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const ROOT = join(import.meta.dirname, '..');

export default defineConfig({
  // Each example is served from a folder of its own.
  base: './',
  resolve: { alias: { 'rusty-audio-player': join(ROOT, 'dist/index.js') } },
  plugins: [
    vue({
      template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('rusty-audio-') } },
    }),
    svelte({ configFile: false, preprocess: vitePreprocess() }),
  ],
  build: { target: 'es2022', emptyOutDir: true },
});
