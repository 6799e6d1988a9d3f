import type { Language } from '#hub/languages.ts';

import type { Consent, ConsentBasis, ConsentChange } from './consent.ts';
import type { Subscription } from './subscription.ts';

/** What a person agreed to, as they may read and keep it: one agreement for each time they were asked, oldest first. */
export type ConsentReceipt = readonly Agreement[];

export interface Agreement {
  /** Asked by this hub, or taken over from another service. */
  readonly kind: ConsentBasis['kind'];
  /** The exact sentence that was shown; `null` where another service asked. */
  readonly wording: string | null;
  readonly language: Language | null;
  /** The version of the form that showed it. */
  readonly formVersion: string | null;
  /** The path of the page that held the form. */
  readonly page: string | null;
  /** Ids of the topics that were asked for; none means all. */
  readonly topics: readonly string[];
  /** What the other service's file says. */
  readonly origin: Readonly<Record<string, string>> | null;
  /** When it was asked, or taken over. */
  readonly at: Date;
  readonly confirmedAt: Date | null;
  /** What the person changed afterwards. */
  readonly changes: readonly {
    readonly at: Date;
    readonly what: Readonly<Record<string, string>>;
  }[];
  readonly withdrawnAt: Date | null;
  /** Whether mail is sent on the strength of it now. */
  readonly isInForce: boolean;
}

/** The receipt of a person from their consent ledger; it holds no ids and no hashes. */
export function receiptOf(
  consents: readonly Consent[],
  subscription: Pick<Subscription, 'state' | 'consentId'> | null,
): ConsentReceipt {
  const inForce = subscription?.state === 'confirmed' ? subscription.consentId : null;
  return consents.filter(isBasis).map((basis) => {
    const later = consents.filter(
      (entry): entry is ConsentChange => !isBasis(entry) && entry.askedId === basis.id,
    );
    return {
      ...questionOf(basis),
      at: basis.at,
      confirmedAt: lastOf(later, 'confirmed'),
      changes: later
        .filter(({ kind }) => kind === 'changed')
        .map(({ at, detail = {} }) => ({ at, what: detail })),
      withdrawnAt: lastOf(later, 'withdrawn'),
      isInForce: basis.id === inForce,
    };
  });
}

function questionOf(basis: ConsentBasis) {
  if (basis.kind === 'imported') {
    const { kind, origin } = basis;
    const none = { wording: null, language: null, formVersion: null, page: null, topics: [] };
    return { kind, ...none, origin };
  }
  const { kind, wording, language, formVersion, page, topics } = basis;
  return { kind, wording, language, formVersion, page, topics, origin: null };
}

function isBasis(consent: Consent): consent is ConsentBasis {
  return consent.kind === 'asked' || consent.kind === 'imported';
}

function lastOf(entries: readonly ConsentChange[], wanted: ConsentChange['kind']): Date | null {
  return entries.findLast(({ kind }) => kind === wanted)?.at ?? null;
}
