import type { ConfirmationView, ConfirmOutcome } from '#audience/confirmation.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { type PlaceId, pathTo } from '#hub/urls.ts';

import { seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readToken } from './token-form.ts';

export interface OpenConfirmContext {
  readonly services: Pick<Services, 'openConfirmation'>;
  readonly language: Language;
}

/** What the page behind a mailed link shows, or the answer in its place. It changes nothing. */
export async function openConfirm(
  token: string,
  { services, language }: OpenConfirmContext,
): Promise<Extract<ConfirmationView, { kind: 'open' }> | Response> {
  try {
    const view = await services.openConfirmation(token);
    if (view.kind === 'open') return view;
    return seeOther(
      pathTo(view.kind === 'already-confirmed' ? 'welcome' : 'linkExpired', language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

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
  const read = await readToken(request, services.origins);
  if ('refusal' in read) return read.refusal;
  try {
    const outcome = await services.confirm(read.token);
    return seeOther(
      pathTo(pageAfter[outcome.kind], 'language' in outcome ? outcome.language : language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
