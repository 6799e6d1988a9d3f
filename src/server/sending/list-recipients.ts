import { createHash } from 'node:crypto';

import type { Subscription } from '#audience/subscription.ts';
import type {
  Candidate,
  DeliveryStore,
  IssueKind,
  ListedDelivery,
  WhatWasHad,
} from '#newsletter/delivery-store.ts';
import { mailIdOf } from '#newsletter/mail-id.ts';
import type { IssueMessage } from '#newsletter/message.ts';

/** What somebody is to get, or why nothing. */
export type Choice =
  | {
      readonly kind: 'gets';
      readonly composition: string;
      readonly articles: readonly string[];
      /** See {@link Composition.letters}. */
      readonly letters?: Readonly<Record<string, string>>;
    }
  /** On the list, and left out: the operator sees why. */
  | { readonly kind: 'left-out'; readonly reason: string }
  /** It is not for them. */
  | { readonly kind: 'not-for'; readonly reason: string };

/** An issue as it is sent: whom it is for, and its words. */
export interface SendableIssue {
  readonly id: string;
  readonly kind: IssueKind;
  readonly dueAt: Date;
  /** The issue whose readers it goes to, and the name of its words as they are now; only of a correction. */
  readonly corrects: { readonly issueId: string; readonly content: string | null } | null;
  choose(subscription: Subscription, had: WhatWasHad | undefined): Choice;
  compose(composition: string): Promise<IssueMessage>;
}

export interface ListingContext {
  readonly deliveries: DeliveryStore;
  readonly serverKey: Uint8Array;
  readonly clock: () => Date;
}

const pageSize = 1000;
const knownCompositions = 10_000;

/** Everybody who might be meant by `issue`, with what they get. Memory does not grow with their number. */
export async function* choicesFor(
  issue: SendableIssue,
  { deliveries }: Pick<ListingContext, 'deliveries'>,
): AsyncGenerator<readonly { readonly candidate: Candidate; readonly choice: Choice }[]> {
  const { corrects } = issue;
  const isMixed = corrects !== null && (await deliveries.listContents(corrects.issueId)).length > 1;
  for (let after: string | null = null; ;) {
    const page: readonly Candidate[] = await deliveries.listCandidates({ after, max: pageSize });
    const ids = page.map(({ subscriber }) => subscriber.id);
    const had =
      issue.kind === 'digest' ? await deliveries.listHad(ids) : new Map<string, WhatWasHad>();
    const reached = corrects && (await reachedOf(corrects, { ids, isMixed, deliveries }));
    yield page.map((candidate) => {
      const { subscriber, isSuppressed } = candidate;
      const isMeant = reached === null || reached.has(subscriber.id);
      const choice: Choice = isMeant
        ? issue.choose(subscriber.subscription, had.get(subscriber.id))
        : { kind: 'not-for', reason: 'not-reached' };
      const isKept = choice.kind === 'gets' && isSuppressed;
      return { candidate, choice: isKept ? { kind: 'left-out', reason: 'suppressed' } : choice };
    });
    if (page.length < pageSize) return;
    after = ids.at(-1) ?? null;
  }
}

/**
 * Which of some people got an issue that is corrected. Once it goes on in other words, those who get these need no
 * correction.
 */
async function reachedOf(
  { issueId, content }: NonNullable<SendableIssue['corrects']>,
  {
    ids,
    isMixed,
    deliveries,
  }: { ids: readonly string[]; isMixed: boolean; deliveries: DeliveryStore },
): Promise<ReadonlySet<string>> {
  const reached = await deliveries.findReached(issueId, ids);
  const outdated = [...reached].filter(([, words]) => !isMixed || words !== content);
  return new Set(outdated.map(([id]) => id));
}

/** Writes a row for each recipient, and lets senders begin once all are there. Begun again it goes on. */
export async function listRecipients(
  issue: SendableIssue,
  context: ListingContext,
): Promise<number> {
  const { deliveries, clock, serverKey } = context;
  await deliveries.openIssue(issue, clock());
  const known = new Set<string>();
  for await (const page of choicesFor(issue, context)) {
    const listed: ListedDelivery[] = [];
    const added: Promise<void>[] = [];
    for (const { candidate, choice } of page) {
      if (choice.kind === 'not-for') continue;
      const subscriberId = candidate.subscriber.id;
      const mailId = mailIdOf(serverKey, { issueId: issue.id, subscriberId });
      const gets = choice.kind === 'gets' ? choice : null;
      if (gets && !known.has(gets.composition)) {
        const { composition: id, articles, letters } = gets;
        added.push(
          deliveries.addComposition(issue.id, { id, articles, ...(letters && { letters }) }),
        );
        // Adding one twice changes nothing: so memory need not hold them all.
        if (known.size >= knownCompositions) known.clear();
        known.add(id);
      }
      listed.push({
        subscriberId,
        mailId,
        composition: gets?.composition ?? '',
        excluded: choice.kind === 'left-out' ? choice.reason : null,
      });
    }
    // Those of a page are committed together: where all digests differ there are as many as people.
    await Promise.all(added);
    await deliveries.addDeliveries(issue.id, listed, clock());
  }
  return deliveries.closeListing(issue.id);
}

/** A short name for what a digest brings. */
export function compositionOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
