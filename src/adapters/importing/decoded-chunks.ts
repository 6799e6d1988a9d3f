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

function encodingIn(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // The declaration itself is in letters that all others spell alike (XML 1.0, appendix F).
  const text = new TextDecoder('latin1').decode(head);
  const said = /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(text)?.[1];
  if (said === undefined || /^utf-?16/i.test(said)) return 'utf-8';
  try {
    return new TextDecoder(said).encoding;
  } catch {
    return 'utf-8';
  }
}
