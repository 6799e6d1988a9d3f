/** What a refusal says about the recipient. */
export type Judgement =
  /** The mailbox is no more: it is never mailed again. */
  | 'hard'
  /** The mailbox takes nothing for now: it counts, see {@link isGivenUp}. */
  | 'soft'
  /** The sender is refused, its domain, its server or its words: nobody else is to blame. */
  | 'ours'
  /** It says nothing about anybody. */
  | 'ignore';

/** A refusal in codes, wherever it came from: a server's reply, a report by mail or a provider. */
export interface Refusal {
  /** Enhanced status code, for example `5.1.1`; `null` where none was given. */
  readonly status: string | null;
  /** Reply code of SMTP, for example 550; `null` where none was given. */
  readonly code: number | null;
}

// RFC 3463 §3, and the registry: https://www.iana.org/assignments/smtp-enhanced-status-codes
// The longest entry that a code begins with counts.
const meanings: ReadonlyMap<string, Judgement> = new Map<string, Judgement>([
  ['4', 'soft'],
  // About the sender, as below.
  ['4.1.7', 'ours'],
  ['4.1.8', 'ours'],
  ['4.7', 'ours'],
  // The address: no such mailbox, host or mail server, or it moved away.
  ['5.1', 'hard'],
  ['5.1.7', 'ours'],
  ['5.1.8', 'ours'],
  // Relayed to a server that may not pass it on: RFC 3463 §3.2
  ['5.1.9', 'ignore'],
  // The mailbox: disabled or full. Both may pass.
  ['5.2.0', 'soft'],
  ['5.2.1', 'soft'],
  ['5.2.2', 'soft'],
  ['5.2.3', 'ours'],
  ['5.3.4', 'ours'],
  // No route to the recipient's host, or the time to try is over.
  ['5.4.1', 'soft'],
  ['5.4.4', 'soft'],
  ['5.4.7', 'soft'],
  // The content, and policy.
  ['5.6', 'ours'],
  ['5.7', 'ours'],
]);

/** Judges by codes alone: the words beside them are a server's own and mean nothing certain. */
export function judge({ status, code }: Refusal): Judgement {
  if (status !== null) return meaningOf(status);
  // RFC 5321 §4.2.1: 4yz may pass; §4.2.2: 552 is a mailbox without room. 550 alone may mean anything.
  if (code !== null && ((code >= 400 && code < 500) || code === 552)) return 'soft';
  return 'ignore';
}

function meaningOf(status: string): Judgement {
  const [kind = '', subject = '', detail = ''] = status.split('.');
  const entries = [`${kind}.${subject}.${detail}`, `${kind}.${subject}`, kind];
  return (
    entries.map((entry) => meanings.get(entry)).find((found) => found !== undefined) ?? 'ignore'
  );
}

/** Whether the whole issue will be refused. Microsoft's answer to senders without SPF, DKIM and DMARC (since 5 May 2025). */
export function stopsIssue({ status }: Refusal): boolean {
  return status === '5.7.515';
}

/** The enhanced status code in the text of a reply (RFC 2034 §4), or `null`. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/.exec(text)?.[0] ?? null;
}

const mildness: readonly Judgement[] = ['ignore', 'ours', 'soft', 'hard'];

/** The mildest of several: a mail that reached one of many mailboxes behind an address did not bounce. */
export function mildestOf(judgements: readonly Judgement[]): Judgement {
  return mildness.find((one) => judgements.includes(one)) ?? 'ignore';
}
