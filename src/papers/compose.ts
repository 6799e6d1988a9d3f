import { findPaper, type Paper } from '#articles/paper.ts';
import type { OutgoingMail, PaperMailKind } from '#audience/mail.ts';
import type { ClaimedMail } from '#audience/outbox.ts';
import type { SubscriptionStore } from '#audience/store.ts';
import { inForce } from '#audience/subscription.ts';
import { dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { absoluteUrl, paperPath } from '#hub/urls.ts';

import { deliveryMail } from './delivery-mail.ts';

export interface ComposePaperContext {
  readonly store: Pick<SubscriptionStore, 'read'>;
  readonly hub: Hub;
  readonly papers: readonly Paper[];
  /** The address of the running hub, where mailed links lead. */
  readonly siteUrl: string;
  readonly now: Date;
}

/**
 * Writes the mail that brings a paper, or `null` when it may not go out: the paper is gone, or the address is
 * suppressed. To be asked right before sending.
 */
export async function composePaperMail(
  queued: ClaimedMail<PaperMailKind>,
  { store, hub, papers, siteUrl, now }: ComposePaperContext,
): Promise<OutgoingMail | null> {
  const { id, kind, createdAt, addressHash, payload } = queued;
  const { language, mailbox, paperId } = payload;
  const suppression = await store.read((rows) => rows.findSuppression(addressHash));
  if (inForce(suppression, now) !== null) return null;

  const slug = paperId.slice(paperId.indexOf('/') + 1);
  const paper = findPaper(papers, { slug, language, asOf: dayOf(now, hub.timeZone) });
  if (paper === null) return null;
  const pageUrl = absoluteUrl(siteUrl, paperPath(language, slug));
  const link = paper.data.file === undefined ? pageUrl : absoluteUrl(siteUrl, paper.data.file);
  return {
    ...deliveryMail({ hub, language, siteUrl, paper, link, pageUrl }),
    id,
    kind,
    createdAt,
    language,
    from: hub.newsletter.sender,
    to: mailbox,
    replyTo: null,
    link,
    unsubscribeUrl: null,
  };
}
