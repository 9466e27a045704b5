// Isolates every page of `storybook dev`; Vite's `server.headers` does not reach its HTML pages.
export default function isolate(router) {
  router.use((_request, response, next) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'credentialless');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    next();
  });
}
