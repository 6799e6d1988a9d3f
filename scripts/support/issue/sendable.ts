import { findMailParts } from '#adapters/mail-parts.ts';
import { topicName } from '#articles/topic.ts';
import type { Subscription } from '#audience/subscription.ts';
import { dayOf } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';
import { reasonFor } from '#newsletter/reason.ts';
import { publicOrigin } from '#server/environment.ts';
import { digestIssue } from '#server/sending/digest-issue.ts';
import type { SendableIssue } from '#server/sending/list-recipients.ts';
import { writtenIssue } from '#server/sending/written-issue.ts';

import type { IssuePlace } from './issue-place.ts';

type Found =
  | { readonly kind: 'found'; readonly issue: SendableIssue }
  | { readonly kind: 'missing'; readonly message: string };

/** The issue called `id` as the last build made it ready; `digest` is the digest of today. */
export async function findSendable(
  id: string,
  { environment, hub, deliveries, clock }: IssuePlace,
): Promise<Found> {
  const parts = await findMailParts(environment.hubRoot);
  if (parts === null) {
    return { kind: 'missing', message: 'Nothing is ready to be sent. Run npm run build first.' };
  }
  const siteUrl = publicOrigin(environment, hub);
  const isDigest = id === 'digest' || id.startsWith('digest/');
  if (isDigest) {
    const day = id === 'digest' ? dayOf(clock(), hub.timeZone) : id.slice('digest/'.length);
    const findComposition = (composition: string) =>
      deliveries.findComposition(`digest/${day}`, composition);
    return { kind: 'found', issue: digestIssue({ parts, hub, siteUrl, day, findComposition }) };
  }
  const issue = writtenIssue(id, { parts, hub, siteUrl });
  if (issue) return { kind: 'found', issue };
  const ready = parts.issues.map((one) => one.id).join(', ') || 'none';
  const message = `The last build made no issue ${id} ready (ready: ${ready}). Only published issues whose day has come are; write or correct content/issues/${id}.mdx and run npm run build.`;
  return { kind: 'missing', message };
}

/** Says to each subscriber why they get an issue, in their language. */
export function reasonsOf({ hub, topics }: IssuePlace): (subscription: Subscription) => string {
  const names = new Map<Language, ReadonlyMap<string, string>>();
  return (subscription) => {
    const { language } = subscription;
    const topicNames =
      names.get(language) ?? new Map(topics.map((topic) => [topic.id, topicName(topic, language)]));
    names.set(language, topicNames);
    return reasonFor(subscription, { hub, topicNames });
  };
}
