import { createReadStream } from 'node:fs';

/** How much of a file its encoding is looked for in. */
const headBytes = 1024;

/** The text of a file piece by piece, in the encoding that its byte order mark or its XML declaration names; else UTF-8. */
export async function* decodedChunks(
  file: string,
  range: { readonly end?: number } = {},
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of createReadStream(file, range) as AsyncIterable<Uint8Array>) {
    decoder ??= new TextDecoder(encodingIn(chunk.subarray(0, headBytes)));
    yield decoder.decode(chunk, { stream: true });
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/** The same for bytes that came over HTTP, where the `charset` of their type goes before the declaration (RFC 7303, section 3). */
export function decodedBytes(bytes: Uint8Array, type: string): string {
  const head = bytes.subarray(0, headBytes);
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1];
  const hasMark = [0xef, 0xff, 0xfe].includes(head[0] ?? 0);
  const encoding = (!hasMark && charset && knownEncoding(charset)) || encodingIn(head);
  return new TextDecoder(encoding).decode(bytes);
}

function encodingIn(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // The declaration itself is in letters that all others spell alike (XML 1.0, appendix F).
  const text = new TextDecoder('latin1').decode(head);
  const said = /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(text)?.[1];
  if (said === undefined || /^utf-?16/i.test(said)) return 'utf-8';
  return knownEncoding(said) ?? 'utf-8';
}

function knownEncoding(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}
