import type { IssueSending, StoreEpoch } from './delivery-store.ts';

/** All that decides whether an issue may go out now. */
export interface SendFacts {
  readonly now: Date;
  readonly dueAt: Date;
  /** The sending as the store knows it; `null` before the first. */
  readonly begun: IssueSending | null;
  readonly epoch: StoreEpoch;
  readonly recipients: number;
  /** Whether mails leave the machine. */
  readonly isMailSent: boolean;
  /** When this server took a test mail of this sender; `null` for never. */
  readonly testedAt: Date | null;
  readonly postalAddress: string | undefined;
  /** What is wrong with the content: broken links, drafts that are linked, and all else that keeps a build from going through. */
  readonly contentErrors: readonly string[];
  /** Of SPF, DKIM and DMARC, what is not in order. */
  readonly recordsMissing: readonly string[];
  /** What the operator takes the responsibility for. */
  readonly lateOk: boolean;
  readonly afterRestore: boolean;
  readonly isCorrection: boolean;
  /** The sending that a correction corrects; `null` when that was never begun, or for any other issue. */
  readonly corrected: IssueSending | null;
}

/** Why an issue does not go out, and what to do. */
export interface SendRefusal {
  readonly guard:
    | 'early'
    | 'late'
    | 'restored'
    | 'overrun'
    | 'untested'
    | 'postal-address'
    | 'content'
    | 'records'
    | 'correction';
  readonly message: string;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** A test mail says nothing of a server that was changed since. A choice of ours. */
const testLastsMs = 30 * dayMs;

// Gmail and Yahoo since February 2024, Microsoft since May 2025: from 5,000 mails a day on
const bulkFrom = 5000;

/** Everything that speaks against sending, not only the first. */
export function refusalsOf(facts: SendFacts): SendRefusal[] {
  return [timing, restored, overrun, correction, sender, content, records].flatMap((judge) =>
    judge(facts),
  );
}

function timing({ now, dueAt, begun, lateOk }: SendFacts): SendRefusal[] {
  const aheadMs = dueAt.getTime() - now.getTime();
  if (aheadMs > 0) {
    const message = `It is due at ${dueAt.toISOString()}. Send it then, or change its day and time.`;
    return [{ guard: 'early', message }];
  }
  if (aheadMs >= -hourMs || begun !== null || lateOk) return [];
  const message = `It was due at ${dueAt.toISOString()}, more than an hour ago. If it has not gone out in any other way, add --late-ok.`;
  return [{ guard: 'late', message }];
}

function restored({ begun, epoch, dueAt, afterRestore }: SendFacts): SendRefusal[] {
  if (afterRestore) return [];
  const isOfBefore =
    begun === null
      ? epoch.restored !== null && dueAt < epoch.restored.at
      : begun.epoch !== epoch.id;
  if (!isOfBefore) return [];
  const what =
    epoch.restored === null
      ? 'It was begun by another hub, which may have sent more of it since'
      : `The store came out of a backup of ${epoch.restored.from.toISOString()}: what was sent from then until ${epoch.restored.at.toISOString()} is not known`;
  const message = `${what}. Look at the mail server's log; then add --after-restore. Whoever may have it becomes unknown, and gets it only with --retry-unknown.`;
  return [{ guard: 'restored', message }];
}

/** No flag lets it go on: every further mail might be somebody's second. */
function overrun({ begun }: SendFacts): SendRefusal[] {
  if (begun === null || begun.accepted <= (begun.snapshot ?? begun.accepted)) return [];
  const message = `The mail server took ${begun.accepted} mails of it for ${begun.snapshot} recipients, so somebody may have it twice. npm run issue -- status ${begun.id} names those who are left; find out why in the mail server's log, and send them what they miss as another issue.`;
  return [{ guard: 'overrun', message }];
}

/** Whom a correction is for is only clear while nobody is being sent what it corrects. */
function correction({ isCorrection, corrected, begun }: SendFacts): SendRefusal[] {
  if (!isCorrection || begun !== null) return [];
  if (corrected === null) {
    const message =
      'What it corrects was never sent, so nobody needs it. Correct that issue itself.';
    return [{ guard: 'correction', message }];
  }
  if (corrected.state !== 'sending') return [];
  const message = `${corrected.id} is being sent. Stop it first (npm run issue -- stop ${corrected.id}), correct it, send this, and let it go on.`;
  return [{ guard: 'correction', message }];
}

function sender({ now, isMailSent, testedAt, postalAddress }: SendFacts): SendRefusal[] {
  const refusals: SendRefusal[] = [];
  if (postalAddress === undefined) {
    const message =
      'The brand has no postal address, which mail to many must name. Write organisation.postalAddress in content/hub.yaml.';
    refusals.push({ guard: 'postal-address', message });
  }
  if (!isMailSent) return refusals;
  if (testedAt === null || now.getTime() - testedAt.getTime() > testLastsMs) {
    const message =
      'This sender was not tested with this mail server and signature in the last 30 days. Run npm run doctor -- --send-to you@brand.example and look at what arrives.';
    refusals.push({ guard: 'untested', message });
  }
  return refusals;
}

function content({ contentErrors }: SendFacts): SendRefusal[] {
  return contentErrors.map((message) => ({ guard: 'content', message }));
}

function records({ recipients, isMailSent, recordsMissing }: SendFacts): SendRefusal[] {
  if (!isMailSent || recipients <= bulkFrom || recordsMissing.length === 0) return [];
  const message = `For ${recipients} recipients large providers want SPF, DKIM and DMARC; not in order: ${recordsMissing.join(', ')}. Run npm run doctor.`;
  return [{ guard: 'records', message }];
}

/** Whether SPF, DKIM and DMARC matter for so many. */
export function isBulk(recipients: number): boolean {
  return recipients > bulkFrom;
}
