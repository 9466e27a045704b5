import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../dist/custom-elements.json';

// What the docs say of each element is what its class comment says.
setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    // The ground of each story has its own margin.
    layout: 'fullscreen',
    controls: { expanded: true },
    // The dynamic kind renders each story once more, outside of the page, to read its markup: a
    // player that starts by itself would play there and pause the one that is seen.
    docs: { source: { type: 'code', language: 'typescript' } },
  },
};

export default preview;
