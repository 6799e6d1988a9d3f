/** How pictures begin, and what their names end in. */
const beginnings: readonly (readonly [ending: string, begins: RegExp])[] = [
  ['.png', /^\x89PNG\r\n\x1a\n/],
  ['.jpg', /^\xff\xd8\xff/],
  ['.webp', /^RIFF[\s\S]{4}WEBP/],
  ['.avif', /^[\s\S]{4}ftyp(?:avif|avis|mif1)/],
  ['.gif', /^GIF8/],
  ['.svg', /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?a-z]/i],
];

/** So many bytes say what a picture is. */
export const tellingBytes = 64;

/** What the name of a picture that begins with `bytes` ends in, whatever it is called; `null` where it is none. */
export function pictureEnding(bytes: Uint8Array): string | null {
  const text = String.fromCharCode(...bytes.subarray(0, tellingBytes));
  return beginnings.find(([, begins]) => begins.test(text))?.[0] ?? null;
}
