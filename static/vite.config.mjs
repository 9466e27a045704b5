// Vite: for the development server and the preview; the real host needs its own headers.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

export default { server: { headers }, preview: { headers } };
