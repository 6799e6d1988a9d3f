import { z } from 'zod';

import { readBody } from '../request-body.ts';
import { isFromElsewhere } from '../request-guards.ts';
import { methodNotAllowed, plainText, foreignForm } from '../responses.ts';

/**
 * The fields that a form behind a mailed link sends, as `schema` wants them, or the answer that refuses the request.
 * The token among them is the authority, so only a request that another site is known to have made is turned away.
 * Fields of `lists` may stand more than once and always are arrays.
 */
export async function readTokenForm<Schema extends z.ZodType>(
  request: Request,
  {
    origins,
    schema,
    lists = [],
  }: { origins: readonly string[]; schema: Schema; lists?: readonly string[] },
): Promise<{ readonly fields: z.infer<Schema> } | { readonly refusal: Response }> {
  if (request.method !== 'POST') return { refusal: methodNotAllowed('GET, HEAD, POST') };
  if (isFromElsewhere(request, origins)) {
    return { refusal: foreignForm() };
  }
  const body = await readBody(request);
  if (body.kind === 'too-large') {
    return { refusal: plainText(413, 'The body is larger than 64 KB.') };
  }
  if (body.kind === 'unsupported-type' || body.kind === 'json') {
    return { refusal: plainText(415, 'Send a form (application/x-www-form-urlencoded).') };
  }
  if (body.kind === 'malformed') return { refusal: plainText(400, 'The form cannot be read.') };

  const single = [...body.fields].filter(([name]) => !lists.includes(name));
  const given = {
    ...Object.fromEntries(single.map(([name, texts]) => [name, only(texts)])),
    ...Object.fromEntries(lists.map((name) => [name, body.fields.get(name) ?? []])),
  };
  const parsed = schema.safeParse(given);
  if (parsed.success) return { fields: parsed.data };
  return { refusal: plainText(400, `This form is not ours: ${z.prettifyError(parsed.error)}`) };
}

/** A field that stands twice is no text, which the schema refuses. */
function only(texts: readonly string[]): unknown {
  return texts.length === 1 ? texts[0] : texts;
}

const tokenSchema = z.strictObject({ token: z.string() });

/** The `token` of a form that holds nothing else, or the answer that refuses the request. */
export async function readToken(
  request: Request,
  origins: readonly string[],
): Promise<{ readonly token: string } | { readonly refusal: Response }> {
  const read = await readTokenForm(request, { origins, schema: tokenSchema });
  return 'refusal' in read ? read : { token: read.fields.token };
}
