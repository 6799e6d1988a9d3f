import type { UnsubscribeOutcome } from '#audience/leaving.ts';
import { messagesIn } from '#audience/messages.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { formType, mediaType, readBody, readBytes } from '../request-body.ts';
import { methodNotAllowed, plainText, privately, seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';

export interface UnsubscribeEndpointContext {
  readonly services: Pick<Services, 'unsubscribe' | 'unsubscribeOnPage'>;
  /** The language of the page, by its path. */
  readonly language: Language;
  /** Answers with the page that takes leave. */
  readonly renderGoodbye: (goodbye: Goodbye) => Response | Promise<Response>;
}

/** What the page shows that takes leave: with the token that takes it back, in a form, never in an address. */
export interface Goodbye {
  readonly language: Language;
  readonly undo: string;
}

/**
 * `POST` of the unsubscribe address. The page's own form carries `token` as a field and is answered by the goodbye
 * page. Everything else is a mail program's one click (RFC 8058 §3.2): the token is in the address, the body may be
 * of any form or empty, no cookie and no Origin are asked, and the answer is 200 without a redirect.
 */
export async function postUnsubscribe(
  request: Request,
  { services, language, renderGoodbye }: UnsubscribeEndpointContext,
): Promise<Response> {
  if (request.method !== 'POST') return methodNotAllowed('GET, HEAD, POST');
  const form = await readForm(request);
  if (form === null) return plainText(413, 'The body is larger than 64 KB.');
  const token = form.token ?? new URL(request.url).searchParams.get('token') ?? '';

  try {
    const isOnPage = form.token !== undefined;
    const outcome = isOnPage
      ? await services.unsubscribeOnPage(token)
      : await services.unsubscribe(token);
    if (!isOnPage || outcome.kind === 'unknown-token') {
      return plainText(200, textAfter(outcome, language));
    }
    if (outcome.kind === 'unsubscribed' && outcome.undo !== undefined) {
      const goodbye = { language: outcome.language, undo: outcome.undo };
      return privately(await renderGoodbye(goodbye));
    }
    return seeOther(pathTo('goodbye', outcome.language));
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

/** The token of the page's own form, absent from any other body; `null` when the body is too large. */
async function readForm(request: Request): Promise<{ token?: string | undefined } | null> {
  if (mediaType(request) !== formType) return (await readBytes(request)) && {};
  const body = await readBody(request);
  if (body.kind === 'too-large') return null;
  return body.kind === 'form' ? { token: body.fields.get('token')?.[0] } : {};
}

function textAfter(outcome: UnsubscribeOutcome, language: Language): string {
  // Who comes with a mangled link must not believe that it worked.
  if (outcome.kind === 'unknown-token') return messagesIn(language).nothingToUnsubscribe;
  return messagesIn(outcome.language).unsubscribed;
}
