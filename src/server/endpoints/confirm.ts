import { z } from 'zod';

import type { ConfirmationView, ConfirmOutcome } from '#audience/confirmation.ts';
import type { NotMeOutcome } from '#audience/not-me.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { type PlaceId, pathTo } from '#hub/urls.ts';

import { readBrowserCookie } from '../browser-cookie.ts';
import { seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readTokenForm } from './token-form.ts';

export interface OpenConfirmContext {
  readonly services: Pick<Services, 'openConfirmation' | 'origins'>;
  readonly language: Language;
}

export interface ConfirmView {
  readonly token: string;
  readonly request: Extract<ConfirmationView, { kind: 'open' }>;
  /** Whether the page sends its form by itself: in the browser that asked, when its reader really opens it. */
  readonly confirmsItself: boolean;
}

/** What the page behind a mailed link shows, or the answer in its place. It changes nothing. */
export async function openConfirm(
  request: Request,
  { services, language }: OpenConfirmContext,
): Promise<ConfirmView | Response> {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  try {
    const cookie = readBrowserCookie(request, services.origins);
    const view = await services.openConfirmation({ token, cookie });
    if (view.kind === 'open') {
      return { token, request: view, confirmsItself: view.isSameBrowser && !isAhead(request) };
    }
    return seeOther(
      pathTo(view.kind === 'already-confirmed' ? 'welcome' : 'linkExpired', language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

/** Whether a browser or proxy asks before its reader does (Fetch standard, `Sec-Purpose`; older: `Purpose`). */
function isAhead({ headers }: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].some((name) => headers.has(name));
}

export interface ConfirmEndpointContext {
  readonly services: Pick<Services, 'confirm' | 'sayNotMe' | 'origins'>;
  /** The language of the page, by its path. */
  readonly language: Language;
}

const pageAfter = {
  confirmed: 'welcome',
  forgotten: 'notMe',
  'already-confirmed': 'welcome',
  expired: 'linkExpired',
  'unknown-token': 'linkExpired',
} as const satisfies Record<(ConfirmOutcome | NotMeOutcome)['kind'], PlaceId>;

/** What the confirm page's second button sends as `action`. */
export const notMeAction = 'not-me';

const formSchema = z.strictObject({ token: z.string(), action: z.literal(notMeAction).optional() });

/**
 * `POST` of the confirm page: the form's `token` confirms, or withdraws what somebody else asked, and the browser goes
 * on to an address without it. Only this method changes anything, since mail scanners follow links.
 */
export async function postConfirm(
  request: Request,
  { services, language }: ConfirmEndpointContext,
): Promise<Response> {
  const read = await readTokenForm(request, { origins: services.origins, schema: formSchema });
  if ('refusal' in read) return read.refusal;
  try {
    const { token, action } = read.fields;
    const outcome = await (action === notMeAction
      ? services.sayNotMe(token)
      : services.confirm(token));
    return seeOther(
      pathTo(pageAfter[outcome.kind], 'language' in outcome ? outcome.language : language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
