// Express: `app.use(isolation)` before the routes and express.static.
export function isolation(request, response, next) {
  response.set('Cross-Origin-Opener-Policy', 'same-origin');
  response.set('Cross-Origin-Embedder-Policy', 'credentialless');
  next();
}
