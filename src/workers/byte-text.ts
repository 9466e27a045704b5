/** Whether the ASCII `text` stands in `bytes` at `at`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
