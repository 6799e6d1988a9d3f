/** The largest body that any route takes. */
export const maxBodyBytes = 64 * 1024;

export type BodyOutcome =
  | { readonly kind: 'form'; readonly fields: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unsupported-type' }
  | { readonly kind: 'malformed' };

/** Reads a form-encoded or JSON body of at most 64 KB; the rest of a larger one is never read. */
export async function readBody(request: Request): Promise<BodyOutcome> {
  const type = mediaType(request);
  if (type !== formType && type !== jsonType) return { kind: 'unsupported-type' };
  if (request.headers.has('content-encoding')) return { kind: 'unsupported-type' };

  const bytes = await readBytes(request);
  if (bytes === null) return { kind: 'too-large' };
  const text = decode(bytes);
  if (text === null) return { kind: 'malformed' };
  return type === formType ? parseForm(text) : parseJson(text);
}

/** The body, or `null` when it is larger than {@link maxBodyBytes}. */
export async function readBytes(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return null;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The media type of the body without its parameters, in lower case. */
export function mediaType(request: Request): string {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  return type.trim().toLowerCase();
}

export const formType = 'application/x-www-form-urlencoded';
const jsonType = 'application/json';

/** The text of `bytes`, or `null` when they are no UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** WHATWG form decoding replaces bad escapes silently; a form of ours never has any. */
function parseForm(text: string): BodyOutcome {
  const fields = new Map<string, string[]>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const [name, ...rest] = pair.split('=');
    const key = decodeField(name ?? '');
    const value = decodeField(rest.join('='));
    if (key === null || value === null) return { kind: 'malformed' };
    const values = fields.get(key);
    if (values) values.push(value);
    else fields.set(key, [value]);
  }
  return { kind: 'form', fields };
}

function decodeField(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function parseJson(text: string): BodyOutcome {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}
