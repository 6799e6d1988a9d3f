import {
  judge,
  type Judgement,
  mildestOf,
  type Refusal,
  statusIn,
  stopsIssue,
} from './judgement.ts';

/** What is read of a mail that came in. Its words are not. */
export interface IncomingMail {
  /** Every address that it was sent or delivered to. */
  readonly recipients: readonly string[];
  /** Header fields by name in lower case; the first of each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly report: IncomingReport | null;
  /** The header of the mail that a report brings back. */
  readonly returned: ReadonlyMap<string, string> | null;
}

export type IncomingReport =
  /** RFC 3464; one entry for each recipient, fields by name in lower case. */
  | {
      readonly kind: 'delivery-status';
      readonly recipients: readonly ReadonlyMap<string, string>[];
    }
  /** RFC 5965. */
  | { readonly kind: 'feedback'; readonly fields: ReadonlyMap<string, string> };

/**
 * What a mail means. `mailIds` names deliveries that it may be about, the surest first; `isAddressed` says that it came to
 * an address that only a mail of this hub carries.
 */
export type Incoming =
  | {
      readonly kind: 'bounce';
      readonly mailIds: readonly string[];
      readonly isAddressed: boolean;
      readonly judgement: Judgement;
      readonly status: string | null;
      readonly stopsIssue: boolean;
      /** Whom the report names, in lower case. */
      readonly addresses?: readonly string[];
    }
  | {
      readonly kind: 'complaint';
      readonly mailIds: readonly string[];
      readonly isAddressed: boolean;
    }
  | { readonly kind: 'reply'; readonly mailIds: readonly string[] }
  /** Says nothing: a machine answered, or it is somebody else's mail. */
  | { readonly kind: 'nothing' };

const nothing: Incoming = { kind: 'nothing' };

/** Says what `mail` means to a hub whose mails come back to `mailbox`. */
export function meaningOf(mail: IncomingMail, mailbox: string): Incoming {
  const { report, headers } = mail;
  if (report !== null) return meaningOfReport(mail, report, mailbox);
  if (isAutomatic(headers)) return nothing;
  const answered = `${headers.get('in-reply-to') ?? ''} ${headers.get('references') ?? ''}`;
  const mailIds = messageIdsIn(answered);
  return mailIds.length === 0 ? nothing : { kind: 'reply', mailIds };
}

function meaningOfReport(
  { recipients, returned }: IncomingMail,
  report: IncomingReport,
  mailbox: string,
): Incoming {
  const returnedIds = messageIdsIn(returned?.get('message-id') ?? '');
  if (report.kind === 'feedback') {
    const { fields } = report;
    const sender = fields.get('original-mail-from') ?? '';
    const addressed = bounceIdsIn([...recipients, sender], mailbox);
    const mailIds = [...new Set([...addressed, ...returnedIds])];
    const isComplaint = complaints.has(fields.get('feedback-type')?.toLowerCase() ?? '');
    if (!isComplaint || mailIds.length === 0) return nothing;
    return { kind: 'complaint', mailIds, isAddressed: addressed.length > 0 };
  }
  const refusals = report.recipients.map(refusalOf);
  const addressed = bounceIdsIn(recipients, mailbox);
  const mailIds = [...new Set([...addressed, ...returnedIds])];
  // Delayed, relayed, delivered: the mail is not lost (RFC 3464 §2.3.3).
  if (mailIds.length === 0 || refusals.length === 0 || refusals.includes(null)) return nothing;
  const addresses = addressesIn(report.recipients);
  const known = refusals.filter((one) => one !== null);
  const judgement = mildestOf(known.map(judge));
  const told = known.find((one) => judge(one) === judgement);
  return {
    kind: 'bounce',
    mailIds,
    isAddressed: addressed.length > 0,
    judgement,
    status: told?.status ?? null,
    stopsIssue: known.every(stopsIssue),
    ...(addresses.length > 0 && { addresses }),
  };
}

// RFC 3464 §2.3.1 and §2.3.2: the type of an address stands before it
function addressesIn(recipients: readonly ReadonlyMap<string, string>[]): string[] {
  const fields = recipients.flatMap((one) => [
    one.get('original-recipient'),
    one.get('final-recipient'),
  ]);
  const found = fields.flatMap(
    (field) => /^\s*rfc822\s*;\s*<?([^\s<>]+@[^\s<>]+)/i.exec(field ?? '')?.[1] ?? [],
  );
  return [...new Set(found.map((address) => address.toLowerCase()))];
}

// RFC 5965 §7.3: `not-spam` is the opposite, and reports of authentication (RFC 6591) are about nobody
const complaints: ReadonlySet<string> = new Set(['abuse', 'fraud']);

/** Why a recipient was refused; `null` when it was not, or not for good. */
function refusalOf(fields: ReadonlyMap<string, string>): Refusal | null {
  if (fields.get('action')?.trim().toLowerCase() !== 'failed') return null;
  return refusalIn({ status: fields.get('status'), reply: fields.get('diagnostic-code') });
}

/** The codes in the fields of a report. */
export function refusalIn({
  status,
  reply = '',
}: {
  status: string | undefined;
  reply: string | undefined;
}): Refusal {
  const written = statusIn(status ?? '');
  // RFC 3464 §2.3.4: the status may be as vague as 5.0.0, where the server's own reply (§2.3.6) is not
  const isVague = written === null || /^[245]\.0\.0$/.test(written);
  const replied = /^\s*smtp\s*;/i.test(reply) ? reply : '';
  const code = /^\s*smtp\s*;\s*([45]\d\d)\b/i.exec(reply)?.[1];
  return {
    status: (isVague ? statusIn(replied) : null) ?? written,
    code: code === undefined ? null : Number(code),
  };
}

/** The deliveries that a mail may be of which was sent `from` an address, under a Message-ID; the surest first. */
export function mailIdsIn(
  { from, messageId }: { from: string | undefined; messageId: string | undefined },
  mailbox: string | undefined,
): readonly string[] {
  const addressed = mailbox === undefined ? [] : bounceIdsIn([from ?? ''], mailbox);
  return [...new Set([...addressed, ...messageIdsIn(messageId ?? '')])];
}

/** RFC 3834 §5 and what programs wrote before it. */
function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no';
  const precedence = headers.get('precedence')?.trim().toLowerCase() ?? '';
  return (
    !/^no\b/.test(submitted) ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(precedence) ||
    headers.get('return-path')?.trim() === '<>' ||
    automaticHeaders.some((name) => headers.has(name))
  );
}

const automaticHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-response-suppress',
  'list-id',
  'list-unsubscribe',
];

/** The ids in addresses as `bounceAddressOf` makes them. */
function bounceIdsIn(addresses: readonly string[], mailbox: string): string[] {
  const at = mailbox.lastIndexOf('@');
  return addresses.flatMap((address) => {
    const text = address.trim().replaceAll(/^<|>$/g, '').toLowerCase();
    const [, name, id, host] = /^([^+]+)[+]([0-9a-f]{32})(@.+)$/.exec(text) ?? [];
    const isOurs = `${name}${host}` === mailbox.toLowerCase() && name?.length === at;
    return isOurs && id !== undefined ? [dashed(id)] : [];
  });
}

/** The ids of mails of ours among Message-IDs. */
function messageIdsIn(text: string): string[] {
  const found = text.matchAll(/<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>@\s]+>/gi);
  return [...new Set([...found].map(([, id = '']) => id.toLowerCase()))].slice(0, maxIds);
}

/** A thread may be long; the issue that it is about stands at one end. */
const maxIds = 20;

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
