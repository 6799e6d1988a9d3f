import type { VerificationView, VerifyOutcome } from '#feedback/verification.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { type PlaceId, pathTo } from '#hub/urls.ts';

import { seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readToken } from './token-form.ts';

export interface OpenQuestionContext {
  readonly services: Pick<Services, 'openVerification'>;
  readonly language: Language;
}

/** What the page behind a question's mailed link shows, or the answer in its place. It changes nothing. */
export async function openConfirmQuestion(
  token: string,
  { services, language }: OpenQuestionContext,
): Promise<Extract<VerificationView, { kind: 'awaiting' }> | Response> {
  try {
    const view = await services.openVerification(token);
    if (view.kind === 'awaiting') return view;
    const place = view.kind === 'already-open' ? 'questionReceived' : 'questionLinkExpired';
    return seeOther(pathTo(place, language));
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

export interface ConfirmQuestionContext {
  readonly services: Pick<Services, 'verifyQuestion' | 'origins'>;
  /** The language of the page, by its path. */
  readonly language: Language;
}

const pageAfter = {
  opened: 'questionReceived',
  'already-open': 'questionReceived',
  expired: 'questionLinkExpired',
  'unknown-token': 'questionLinkExpired',
} as const satisfies Record<VerifyOutcome['kind'], PlaceId>;

/** `POST` of the page behind a question's mailed link; only this method changes anything. */
export async function postConfirmQuestion(
  request: Request,
  { services, language }: ConfirmQuestionContext,
): Promise<Response> {
  const read = await readToken(request, services.origins);
  if ('refusal' in read) return read.refusal;
  try {
    const outcome = await services.verifyQuestion(read.token);
    return seeOther(
      pathTo(pageAfter[outcome.kind], 'language' in outcome ? outcome.language : language),
    );
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
