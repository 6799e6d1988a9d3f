import { confirmationIds, judgeRequest, recordConfirmation } from './confirming.ts';
import type { ConfirmContext, ConfirmOutcome } from './confirmation.ts';
import { hashCode, hashCookie, isSameHash, maxCodeTries, readCode } from './sign-up-browser.ts';
import { isToken } from './tokens.ts';

export type ConfirmByCodeOutcome =
  | Extract<ConfirmOutcome, { kind: 'confirmed' | 'already-confirmed' }>
  /** Wrong, tried too often, expired, of another browser or of none: nobody is told which. */
  | { readonly kind: 'refused' };

/**
 * Confirms the request of the browser that holds `cookie` by the code that was mailed for it. A wrong code counts,
 * also where there is nothing to confirm, so that neither answer nor time tells the state of an address; after five
 * only the link confirms.
 */
export async function confirmByCode(
  { code, cookie }: { code: string; cookie: string },
  context: ConfirmContext,
): Promise<ConfirmByCodeOutcome> {
  const { store, serverKey, random, now } = context;
  const digits = readCode(code);
  if (digits === null || !isToken(cookie)) return { kind: 'refused' };
  const ids = confirmationIds(now, random);

  return store.write(async (rows): Promise<ConfirmByCodeOutcome> => {
    const browser = await rows.findBrowser(hashCookie(cookie));
    if (!browser || browser.expiresAt <= now || browser.tries >= maxCodeTries) {
      return { kind: 'refused' };
    }
    const { request } = browser;
    const typed = hashCode(serverKey, { digits, consentId: request?.consentId ?? '' });
    if (!request || !isSameHash(typed, request.codeHash)) {
      await rows.saveBrowser({ ...browser, tries: browser.tries + 1 });
      return { kind: 'refused' };
    }

    const { expiresAt, usedAt } = browser;
    const found = await judgeRequest({ ...request, expiresAt, usedAt }, { rows, now });
    if (found.kind === 'already-confirmed') return found;
    if (found.kind !== 'valid') return { kind: 'refused' };
    return recordConfirmation(found, { rows, ids, serverKey, now });
  });
}
