import { createHash } from 'node:crypto';

import type { Hub } from '#hub/hub.ts';
import { type Language, textIn } from '#hub/languages.ts';

import type { EventSource } from './events.ts';
import type { Frequency } from './subscription.ts';

/** The version of the sign-up form; raise it when what the form shows around the consent sentence changes. */
export const formVersion = '2';

/**
 * An entry of the consent ledger, which only ever grows: what a person was asked (`asked`), that they confirmed it,
 * changed what they get, withdrew it, or had everything erased. Proof is an `asked` entry together with its
 * `confirmed` one, or what another service recorded (`imported`).
 */
export type Consent = AskedConsent | ImportedConsent | ConsentChange;

/** What a subscription rests on. */
export type ConsentBasis = AskedConsent | ImportedConsent;

export interface AskedConsent extends ConsentEntry {
  readonly kind: 'asked';
  /** The exact sentence that was shown, and its SHA-256. */
  readonly wording: string;
  readonly wordingHash: string;
  readonly language: Language;
  readonly formVersion: string;
  /** The path of the page that held the form. */
  readonly page: string;
  readonly topics: readonly string[];
  readonly frequency: Frequency;
  /** How the person came; entries from before it was kept have none. */
  readonly source?: EventSource;
}

/** Consent that another service recorded; `origin` is what its file says of it, not our own observation. */
export interface ImportedConsent extends ConsentEntry {
  readonly kind: 'imported';
  readonly origin: Readonly<Record<string, string>>;
}

export interface ConsentChange extends ConsentEntry {
  readonly kind: 'confirmed' | 'changed' | 'withdrawn' | 'erased';
  /** The entry that says what was asked, or that was imported. */
  readonly askedId: string;
  /** What changed, where something did; no text of a person's. */
  readonly detail?: Readonly<Record<string, string>>;
}

interface ConsentEntry {
  readonly id: string;
  readonly subscriberId: string;
  /** The address as a keyed hash: the proof outlives the address. */
  readonly addressHash: string;
  readonly at: Date;
}

/** The sentence that a subscriber agrees to in `language`; `null` where the hub takes no sign-ups in it. */
export function consentWording(hub: Hub, language: Language): string | null {
  if (!hub.languages.includes(language)) return null;
  return textIn(language, hub.newsletter.consent);
}

/** SHA-256 of a consent sentence, in hexadecimal. */
export function wordingHash(wording: string): string {
  return createHash('sha256').update(wording).digest('hex');
}
