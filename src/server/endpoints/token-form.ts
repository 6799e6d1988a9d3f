import { readBody } from '../request-body.ts';
import { isFromElsewhere } from '../request-guards.ts';
import { methodNotAllowed, plainText } from '../responses.ts';

/**
 * The `token` that the button behind a mailed link sends, or the answer that refuses the request. The token alone is
 * the authority, so only a request that another site is known to have made is turned away.
 */
export async function readToken(
  request: Request,
  origins: readonly string[],
): Promise<{ readonly token: string } | { readonly refusal: Response }> {
  if (request.method !== 'POST') return { refusal: methodNotAllowed('GET, HEAD, POST') };
  if (isFromElsewhere(request, origins)) {
    return { refusal: plainText(403, 'This form can be sent from the pages of this hub only.') };
  }
  const body = await readBody(request);
  if (body.kind === 'too-large') {
    return { refusal: plainText(413, 'The body is larger than 64 KB.') };
  }
  if (body.kind === 'unsupported-type' || body.kind === 'json') {
    return { refusal: plainText(415, 'Send a form (application/x-www-form-urlencoded).') };
  }
  const tokens = body.kind === 'form' ? (body.fields.get('token') ?? []) : [];
  const [token] = tokens;
  if (body.kind !== 'form' || token === undefined || tokens.length > 1 || body.fields.size > 1) {
    return { refusal: plainText(400, 'Send one field, token.') };
  }
  return { token };
}
