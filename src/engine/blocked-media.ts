/**
 * What an isolated page's own headers have to do with a file of another origin that would not load. Under
 * `Cross-Origin-Embedder-Policy: require-corp` the browser blocks every file of another origin that
 * does not permit it, and tells scripts nothing but "failed"; the page's own headers can be read.
 *
 * @returns a sentence that names the missing header, or null when isolation is not the cause
 */
export async function explainBlockedMedia(url: string): Promise<string | null> {
  const page = await fetch(location.href, { method: 'HEAD' }).catch(() => null);
  const policy = page?.headers.get('Cross-Origin-Embedder-Policy') ?? '';
  if (!policy.startsWith('require-corp')) return null;
  const { origin } = new URL(url);
  return `This page is isolated by Cross-Origin-Embedder-Policy: require-corp, which blocks the file unless ${origin} sends Cross-Origin-Resource-Policy: cross-origin or Access-Control-Allow-Origin with it; Cross-Origin-Embedder-Policy: credentialless on the page would let it play, too.`;
}
