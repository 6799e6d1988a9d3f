import type { ConfirmOutcome } from '#audience/confirmation.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { type PlaceId, pathTo } from '#hub/urls.ts';

import { readBody } from '../request-body.ts';
import { isFromElsewhere } from '../request-guards.ts';
import { methodNotAllowed, plainText, seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';

export interface ConfirmEndpointContext {
  readonly services: Pick<Services, 'confirm' | 'origins'>;
  /** The language of the page, by its path. */
  readonly language: Language;
}

const pageAfter = {
  confirmed: 'welcome',
  'already-confirmed': 'welcome',
  expired: 'linkExpired',
  'unknown-token': 'linkExpired',
} as const satisfies Record<ConfirmOutcome['kind'], PlaceId>;

/**
 * `POST` of the confirm page: the form's `token` confirms, and the browser goes on to an address without it. Only
 * this method changes anything, since mail scanners follow links.
 */
export async function postConfirm(
  request: Request,
  { services, language }: ConfirmEndpointContext,
): Promise<Response> {
  if (request.method !== 'POST') return methodNotAllowed('GET, HEAD, POST');
  if (isFromElsewhere(request, services.origins)) {
    return plainText(403, 'This form can be sent from the pages of this hub only.');
  }
  const body = await readBody(request);
  if (body.kind === 'too-large') return plainText(413, 'The body is larger than 64 KB.');
  if (body.kind === 'unsupported-type' || body.kind === 'json') {
    return plainText(415, 'Send a form (application/x-www-form-urlencoded).');
  }
  const tokens = body.kind === 'form' ? (body.fields.get('token') ?? []) : [];
  const [token] = tokens;
  if (body.kind !== 'form' || token === undefined || tokens.length > 1 || body.fields.size > 1) {
    return plainText(400, 'Send one field, token.');
  }

  try {
    const outcome = await services.confirm(token);
    return seeOther(
      pathTo(pageAfter[outcome.kind], 'language' in outcome ? outcome.language : language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
