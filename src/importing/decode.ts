/** Text of a file, or why it is none. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly remark: string | null }
  | { readonly kind: 'binary' };

/** Text with `\n` at the end of lines and without a byte order mark, whatever it was saved as. */
export function decode(bytes: Uint8Array): Decoded {
  const [encoding, remark] = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes).replaceAll(/\r\n?/g, '\n');
  // No writer types a NUL: pictures and programs are full of them.
  if (text.includes('\0')) return { kind: 'binary' };
  const strange = text.match(/[\u0001-\u0008\u000E-\u001F]/g)?.length ?? 0;
  if (strange > text.length / 20) return { kind: 'binary' };
  const plain = text.replaceAll(invisible, '');
  const without = plain === text ? remark : (remark ?? 'invisible control characters left out');
  return { kind: 'text', text: plain, remark: without };
}

/** Bells, colours of a terminal, and marks that turn the direction of text: no hub publishes them. */
const invisible = /[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

function encodingOf(bytes: Uint8Array): [encoding: string, remark: string | null] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le', 'UTF-16, read as such'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be', 'UTF-16, read as such'];
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ['utf-8', null];
  } catch {
    // What Windows and old web servers wrote before UTF-8 became common.
    return ['windows-1252', 'no valid UTF-8; read as Windows-1252'];
  }
}
