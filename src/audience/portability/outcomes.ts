/** What becomes of a line of a file, or would become of it; each with the sentence that a report says. */
export const rowOutcomes = {
  added: 'new: subscribed, with the consent that was given elsewhere',
  'added-unsubscribed': 'left elsewhere: recorded as unsubscribed',
  'added-suppressed':
    'mail to it bounced or was complained about elsewhere: recorded as suppressed',
  'already-subscribed': 'is subscribed here already: nothing changes',
  'stays-subscribed': 'left elsewhere, but subscribed here by an own confirmation: nothing changes',
  'waits-for-confirmation': 'asked here and has not confirmed yet: only their own click counts',
  'was-unsubscribed': 'unsubscribed here: no import brings anybody back',
  'is-suppressed':
    'never to be mailed, by bounce, complaint, erasure or own wish: no import lifts that',
  'nothing-new': 'left elsewhere, and not subscribed here either: nothing changes',
  'no-proof':
    'says nowhere when consent was given: left out. Add --proof "where consent was given"',
  'unconfirmed-elsewhere': 'never confirmed there: left out',
  'unknown-status': 'has a status that this format does not know: left out',
  'invalid-address': 'is no mail address that can be used: left out',
  'unsupported-address': 'has letters before the @ that most mail servers refuse: left out',
  duplicate: 'is in this file before: counted once',
  'wrong-columns': 'has more or fewer cells than the header: left out',
} as const satisfies Record<string, string>;

export type RowOutcome = keyof typeof rowOutcomes;

export interface LineOutcome {
  readonly line: number;
  readonly outcome: RowOutcome;
}

/** The outcomes that change something. */
export const changes: readonly RowOutcome[] = ['added', 'added-unsubscribed', 'added-suppressed'];

/** How many lines came to each outcome. */
export type OutcomeCounts = Readonly<Partial<Record<RowOutcome, number>>>;
