/** What another service says of an address. */
export const foreignStatuses = [
  'subscribed',
  'unsubscribed',
  /** Mail to it bounced. */
  'cleaned',
  'complained',
  /** Asked there and never confirmed. */
  'unconfirmed',
] as const;

export type ForeignStatus = (typeof foreignStatuses)[number];

/** The text of the first of `names` that the file has a column of; empty where it has none. */
export type CellOf = (...names: readonly string[]) => string;

/** How the subscriber file of a service reads. All column names are in lower case. */
export interface Format {
  readonly label: string;
  /** A file is of this format when its columns hold all of one of these lists. */
  readonly signatures: readonly (readonly string[])[];
  readonly address: readonly string[];
  /** When the person opted in: such a time is proof of consent. */
  readonly consentAt: readonly string[];
  /** When the service first knew the address, which proves no consent. */
  readonly knownSince: readonly string[];
  readonly tags: readonly string[];
  readonly language: readonly string[];
  /** Whether cells were guarded against running as formulas, which is to be undone. */
  readonly isGuarded?: boolean;
  /** `null` for a word that says nothing we know; `otherwise` is what the file as a whole is about. */
  readonly statusOf: (cell: CellOf, otherwise: ForeignStatus) => ForeignStatus | null;
}

/** The formats by name, the most particular first: the first that fits a file is its format. */
export const formats = {
  freehold: {
    label: "Freehold's own subscribers.csv",
    signatures: [['email', 'state', 'consent_id', 'first_confirmed_at']],
    address: ['email'],
    consentAt: ['confirmed_at'],
    knownSince: ['created_at'],
    tags: ['topics'],
    language: ['language'],
    isGuarded: true,
    statusOf: (cell, otherwise) => statusOfWord(cell('state'), otherwise),
  },
  // The three files of an audience export, as in TryGhost/migrate packages/mg-mailchimp-members/src/test/fixtures/
  // {subscribed,unsubscribed,cleaned}.csv; an account with its own fields has more columns before MEMBER_RATING.
  mailchimp: {
    label: 'Mailchimp',
    signatures: [
      ['email address', 'member_rating', 'optin_time'],
      ['email address', 'leid', 'euid'],
    ],
    address: ['email address'],
    consentAt: ['confirm_time', 'optin_time'],
    knownSince: [],
    tags: ['tags'],
    language: ['language'],
    statusOf(cell, otherwise) {
      if (cell('clean_time') !== '') return 'cleaned';
      return cell('unsub_time') === '' ? otherwise : 'unsubscribed';
    },
  },
  // The list as mailed at signing up: TryGhost/migrate packages/mg-substack-members-csv/test/fixtures/; the table of
  // the dashboard: buttondown/roadmap#2282; a later one of it has "Stripe plan" and "Start date" instead.
  substack: {
    label: 'Substack',
    signatures: [
      ['email', 'active_subscription', 'email_disabled'],
      ['email', 'expiry', 'email_disabled'],
      ['email', 'subscription type', 'subscription date'],
      ['email', 'stripe plan', 'start date'],
    ],
    address: ['email'],
    consentAt: [],
    knownSince: ['created_at', 'subscription date', 'start date'],
    tags: [],
    language: [],
    statusOf: (cell, otherwise) => (isTrue(cell('email_disabled')) ? 'unsubscribed' : otherwise),
  },
  // TryGhost/Ghost ghost/core/test/e2e-api/admin/members.test.js: the header of the members' export, which grew
  // "labels", "products" (now "tiers") and "gift_id" behind these over the years.
  ghost: {
    label: 'Ghost',
    signatures: [['email', 'subscribed_to_emails']],
    address: ['email'],
    consentAt: [],
    knownSince: ['created_at'],
    tags: ['labels'],
    language: [],
    statusOf(cell, otherwise) {
      const isGone = cell('deleted_at') !== '' || isFalse(cell('subscribed_to_emails'));
      return isGone ? 'unsubscribed' : otherwise;
    },
  },
  // https://developers.kit.com/api-reference/subscribers/list-subscribers: names of fields and states. The columns of
  // a file are those fields by what others read (no file of Kit's own was seen): checked by these lists only.
  kit: {
    label: 'Kit (ConvertKit)',
    signatures: [
      ['first_name', 'email_address', 'state'],
      ['first_name', 'email', 'state'],
      ['first name', 'email', 'state'],
      ['first_name', 'email', 'status', 'created_at'],
      ['first name', 'email', 'status', 'created_at'],
    ],
    address: ['email_address', 'email'],
    consentAt: [],
    knownSince: ['created_at'],
    tags: ['tags'],
    language: [],
    statusOf: (cell, otherwise) => statusOfWord(cell('state', 'status'), otherwise),
  },
  plain: {
    label: 'a plain list',
    signatures: [['email'], ['e-mail'], ['email address'], ['e-mailadres'], ['emailadres']],
    address: ['email', 'e-mail', 'email address', 'e-mailadres', 'emailadres'],
    consentAt: ['consent_at', 'confirmed_at', 'optin_time', 'opt-in time'],
    knownSince: ['created_at', 'subscribed_at'],
    tags: ['topics', 'tags', 'labels'],
    language: ['language', 'taal'],
    statusOf: (cell, otherwise) => statusOfWord(cell('status', 'state'), otherwise),
  },
} as const satisfies Record<string, Format>;

export type FormatId = keyof typeof formats;

export const formatIds = Object.keys(formats) as FormatId[];

/** The format that a file with these column names has; `null` where none fits. */
export function detectFormat(columns: readonly string[]): FormatId | null {
  const found = new Set(columns);
  return formatIds.find((id) => fits(formats[id], found)) ?? null;
}

function fits({ signatures }: Format, found: ReadonlySet<string>): boolean {
  return signatures.some((names) => names.every((name) => found.has(name)));
}

/** What a file's name says of the people in it, as Mailchimp names its three; `null` where it says nothing. */
export function statusOfName(fileName: string): ForeignStatus | null {
  return foreignStatuses.find((status) => fileName.toLowerCase().startsWith(`${status}_`)) ?? null;
}

// Kit says active, cancelled, bounced, complained and inactive; the other words are ours and those of plain lists.
const statusWords: Readonly<Record<string, ForeignStatus>> = {
  subscribed: 'subscribed',
  active: 'subscribed',
  confirmed: 'subscribed',
  unsubscribed: 'unsubscribed',
  cancelled: 'unsubscribed',
  canceled: 'unsubscribed',
  left: 'unsubscribed',
  cleaned: 'cleaned',
  bounced: 'cleaned',
  complained: 'complained',
  inactive: 'unconfirmed',
  unconfirmed: 'unconfirmed',
  pending: 'unconfirmed',
};

function statusOfWord(word: string, otherwise: ForeignStatus): ForeignStatus | null {
  if (word === '') return otherwise;
  const status = Object.hasOwn(statusWords, word.toLowerCase()) && statusWords[word.toLowerCase()];
  // A file of people who left may call them "active" in some column: leaving weighs more.
  if (status === 'subscribed' && otherwise !== 'subscribed') return otherwise;
  return status || null;
}

function isTrue(text: string): boolean {
  return /^(true|1|yes)$/i.test(text);
}

function isFalse(text: string): boolean {
  return /^(false|0|no)$/i.test(text);
}
