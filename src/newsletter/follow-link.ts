import { createHash } from 'node:crypto';

import type { AudienceEvent } from '#audience/events.ts';
import type { Store } from '#audience/store.ts';
import { articleAt } from '#audience/attribution.ts';
import { type Day, dayOf } from '#hub/calendar.ts';

import { mailIdIn } from './follow-token.ts';

/** A mail whose link somebody followed, with its reader as they are now. */
export interface FollowedMail {
  readonly issueId: string;
  readonly subscriberId: string;
  /** When a server took it; `null` before that. */
  readonly sentAt: Date | null;
  /** The articles that it brought. */
  readonly articles: readonly string[];
  /** Whether the reader is a subscriber and agrees to measurement. */
  readonly isMeasured: boolean;
}

export interface FollowReads {
  findFollowedMail(mailId: string): Promise<FollowedMail | null>;
}

export interface FollowRows extends FollowReads {
  /** Adding an event that is there already changes nothing. */
  addEvent(event: AudienceEvent): Promise<void>;
}

export interface FollowContext {
  readonly store: Store<FollowReads, FollowRows>;
  readonly serverKey: Uint8Array;
  readonly hub: { readonly timeZone: string };
  readonly now: Date;
}

/** What a browser tells of a link that was followed. */
export interface Following {
  readonly token: string;
  /** The path of the page that it led to. */
  readonly page: string;
}

/** Scanners follow the links of a mail as it comes in; people need longer. A choice of ours. */
export const scannerMs = 30_000;

/**
 * Writes down that a subscriber who agrees to measurement followed a link: once a day for each page of a mail. Of whom
 * agreed no more, left, or never got the mail, nothing is written.
 */
export async function followLink(
  { token, page }: Following,
  { store, serverKey, hub, now }: FollowContext,
): Promise<'noted' | 'not-noted'> {
  const mailId = mailIdIn(serverKey, token);
  if (mailId === null) return 'not-noted';
  const today = dayOf(now, hub.timeZone);
  const seen = await store.read((rows) => rows.findFollowedMail(mailId));
  if (!counts(seen, now)) return 'not-noted';
  return store.write(async (rows) => {
    const mail = await rows.findFollowedMail(mailId);
    if (!counts(mail, now)) return 'not-noted';
    const { issueId, subscriberId: pid, articles } = mail;
    const article = articleAt(page);
    const brought = article !== null && articles.includes(article) ? { article } : {};
    await rows.addEvent({
      id: eventIdOf({ mailId, article: brought.article ?? '', today }),
      at: now,
      type: 'link.followed',
      pid,
      source: { channel: 'newsletter', content: contentOf(issueId), ...brought },
    });
    return 'noted';
  });
}

function counts(mail: FollowedMail | null, now: Date): mail is FollowedMail {
  if (mail === null || !mail.isMeasured || mail.sentAt === null) return false;
  return now.getTime() - mail.sentAt.getTime() >= scannerMs;
}

/** The issue as links are tagged with it (`utm_content`). */
function contentOf(issueId: string): string {
  const [folder, name = issueId] = issueId.split('/');
  return folder === 'digest' ? `digest-${name}` : name;
}

/** Derived, so that a page that is read again on the same day says nothing new. */
function eventIdOf(what: { mailId: string; article: string; today: Day }): string {
  const hex = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  // A UUID of version 8: RFC 9562 §5.8
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
