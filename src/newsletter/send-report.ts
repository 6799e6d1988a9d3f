import type { DeliveryState } from './delivery.ts';

/** What became of a delivery, in words that an operator needs no manual for. */
export interface PlainOutcome {
  readonly outcome: keyof typeof outcomeLabels;
  /** Why, with the codes of the server behind it. */
  readonly why: string;
  /** What to do, where somebody can do something. */
  readonly fix: string | null;
}

export const outcomeLabels = {
  delivered: 'delivered',
  'refused-by-them': 'refused by them',
  'refused-by-us': 'refused because of us',
  unknown: 'unknown',
  'left-out': 'left out',
  waiting: 'still to come',
} as const;

/** Explains a delivery in `state` with the `reason` that its row holds. */
export function plainOutcome(state: DeliveryState, reason: string | null): PlainOutcome {
  switch (state) {
    case 'sent':
      return { outcome: 'delivered', why: 'the mail server took it', fix: null };
    case 'unknown':
      return unknownBecause(reason);
    case 'excluded':
      return {
        outcome: 'left-out',
        why: leftOut[reason ?? ''] ?? 'was erased meanwhile',
        fix: null,
      };
    case 'failed':
      return failedBecause(reason ?? '');
    case 'deferred':
      return { outcome: 'waiting', why: `asked to come back later (${reason})`, fix: null };
    case 'queued':
    case 'leased':
    case 'in_data':
      return { outcome: 'waiting', why: 'not sent yet', fix: null };
  }
}

const leftOut: Readonly<Record<string, string>> = {
  left: 'unsubscribed before the mail went',
  paused: 'paused until another day',
  suppressed: 'is never to be mailed: a bounce, a complaint or by hand',
  gone: 'was erased meanwhile',
};

const retryUnknown =
  'If nobody else knows, send it again with --retry-unknown: who has it may get it twice.';

function unknownBecause(reason: string | null): PlainOutcome {
  const died = 'the sender died while the mail was under way';
  const lost = `the server had the whole mail and its answer was lost (${reason})`;
  const restored = 'the store came out of a backup that is older than the mail may be';
  const why = reason === 'sender-died' ? died : reason === 'restored' ? restored : lost;
  return { outcome: 'unknown', why, fix: retryUnknown };
}

// RFC 3463 §3: the second number says what a refusal is about; the first that fits is told.
const refusals: readonly [RegExp, Omit<PlainOutcome, 'why'>, string][] = [
  [
    /^address$/,
    { outcome: 'refused-by-us', fix: 'Ask the person for another address.' },
    'the address cannot be mailed safely',
  ],
  [
    /5\.1\.(?:[0-6]|10)\b/,
    {
      outcome: 'refused-by-them',
      fix: 'The address is suppressed; the person may sign up with another.',
    },
    'there is no such mailbox',
  ],
  [/5\.2\.2\b/, { outcome: 'refused-by-them', fix: null }, 'the mailbox is full'],
  [
    /5\.3\.4\b|5\.2\.3\b/,
    {
      outcome: 'refused-by-us',
      fix: 'Shorten the issue: npm run issue -- preview shows what it weighs.',
    },
    'the mail is too large for them',
  ],
  [
    /5\.7\.515\b/,
    {
      outcome: 'refused-by-us',
      fix: 'Set up SPF, DKIM and DMARC: npm run doctor says what is missing.',
    },
    'they want SPF, DKIM and DMARC',
  ],
  [
    /5\.7\.\d/,
    {
      outcome: 'refused-by-us',
      fix: 'Look at npm run doctor and at what the codes mean to that server; no recipient is to blame.',
    },
    'their policy does not take mail of this sender',
  ],
  [
    /5\.[46]\.\d/,
    { outcome: 'refused-by-us', fix: 'Ask whoever runs the mail server what the codes mean.' },
    'it could not be passed on',
  ],
];

function failedBecause(reason: string): PlainOutcome {
  const [, found, words] = refusals.find(([pattern]) => pattern.test(reason)) ?? [];
  if (found && words !== undefined) {
    return { ...found, why: reason === 'address' ? words : `${words} (${reason})` };
  }
  const why = /\b4\d\d\b/.test(reason)
    ? `asked to come back later for a day (${reason})`
    : `said no (${reason})`;
  return { outcome: 'refused-by-them', why, fix: null };
}
