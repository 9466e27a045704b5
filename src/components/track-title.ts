/**
 * The name of a track that tells no other: the file's name without extension, decoded. Empty for
 * what has no name, such as blobs, data and streams.
 */
export function titleFromUrl(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, pathname } = new URL(url);
  if (['blob:', 'data:', 'mediastream:'].includes(protocol)) return '';
  const name = pathname.split('/').findLast((part) => part !== '') ?? '';
  const stem = name.replace(/(?<=.)\.\w{1,5}$/, '');
  try {
    return decodeURIComponent(stem);
  } catch {
    // A percent sign that encodes nothing is part of the name.
    return stem;
  }
}
