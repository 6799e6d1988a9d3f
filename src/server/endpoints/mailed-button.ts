import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readToken } from './token-form.ts';

interface ButtonContext<Name extends keyof Services> {
  readonly services: Pick<Services, Name | 'origins'>;
  /** The language of the page, by its path. */
  readonly language: Language;
}

/** What the page behind the link in a new mailbox shows, or the answer in its place; changes nothing. */
export async function openNewAddress(
  token: string,
  { services, language }: ButtonContext<'openAddressChange'>,
): Promise<{ readonly typed: string } | Response> {
  return unlessUnavailable(async () => {
    const view = await services.openAddressChange(token);
    return view.kind === 'open' ? view : seeOther(pathTo('linkExpired', language));
  });
}

/** `POST` of that page: mail comes to the new address from now on. */
export async function postNewAddress(
  request: Request,
  { services, language }: ButtonContext<'confirmAddressChange'>,
): Promise<Response> {
  return pressed(request, services.origins, async (token) => {
    const outcome = await services.confirmAddressChange(token);
    return outcome.kind === 'changed'
      ? pathTo('addressChanged', outcome.language)
      : pathTo('linkExpired', language);
  });
}

/** What the page behind the undo link shows, or the answer in its place; changes nothing. */
export async function openStay(
  token: string,
  { services, language }: ButtonContext<'openReturn'>,
): Promise<{ readonly kind: 'open' } | Response> {
  return unlessUnavailable(async () => {
    const view = await services.openReturn(token);
    if (view.kind === 'open') return { kind: view.kind };
    const place = view.kind === 'returned' ? 'welcomeBack' : 'linkExpired';
    return seeOther(pathTo(place, language));
  });
}

/** `POST` of that page: the subscription is there again as it was. */
export async function postStay(
  request: Request,
  { services, language }: ButtonContext<'comeBack'>,
): Promise<Response> {
  return pressed(request, services.origins, async (token) => {
    const outcome = await services.comeBack(token);
    return outcome.kind === 'returned'
      ? pathTo('welcomeBack', outcome.language)
      : pathTo('linkExpired', language);
  });
}

/** Sends the browser on to where `act` says, an address without the token. */
async function pressed(
  request: Request,
  origins: readonly string[],
  act: (token: string) => Promise<string>,
): Promise<Response> {
  const read = await readToken(request, origins);
  if ('refusal' in read) return read.refusal;
  return unlessUnavailable(async () => seeOther(await act(read.token)));
}

async function unlessUnavailable<T>(work: () => Promise<T | Response>): Promise<T | Response> {
  try {
    return await work();
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
