/** True for network URLs of another origin than the page's; blob: and data: are the page's own. */
export function isCrossOrigin(url: string): boolean {
  const { protocol, origin } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && origin !== location.origin;
}
