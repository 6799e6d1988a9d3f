import type { Person } from '#articles/person.ts';
import { tokenLink } from '#audience/links.ts';
import type { OutgoingMail, QuestionMailKind } from '#audience/mail.ts';
import type { ClaimedMail } from '#audience/outbox.ts';
import { confirmLifetimeMs } from '#audience/tokens.ts';
import { inForce } from '#audience/subscription.ts';
import type { Hub } from '#hub/hub.ts';
import { absoluteUrl, personPath } from '#hub/urls.ts';

import { confirmQuestionMail, questionMail, type QuestionMailParts } from './question-mails.ts';
import type { FeedbackStore } from './store.ts';
import { mayBeAskedToVerify } from './thread.ts';
import { isLapsed } from './verification.ts';

export interface ComposeQuestionContext {
  readonly store: FeedbackStore;
  readonly hub: Hub;
  readonly people: readonly Person[];
  /** The address of the running hub, where mailed links lead. */
  readonly siteUrl: string;
  readonly now: Date;
}

/**
 * Writes the mail that `queued` asks for, or `null` when it is no longer wanted: the question is gone or in another
 * state, its link has lapsed, or the address is suppressed. To be asked right before sending.
 */
export async function composeQuestionMail(
  queued: ClaimedMail<QuestionMailKind>,
  context: ComposeQuestionContext,
): Promise<OutgoingMail | null> {
  const { store, hub, people, siteUrl } = context;
  const { language, threadId } = queued.payload;
  const found = await store.read(async (rows) => {
    const thread = await rows.findThread(threadId);
    const known = thread && (await rows.findSuppression(thread.question.addressHash));
    const suppression = inForce(known, context.now);
    return thread && { thread, suppression };
  });
  if (found === null) return null;

  const { thread, suppression } = found;
  const person = people.find(({ id }) => id === thread.person) ?? null;
  const parts: QuestionMailParts = { hub, language, siteUrl, person, thread };
  const { mailbox } = thread.question.address;
  const { id, kind, createdAt } = queued;
  const head = { id, kind, createdAt, language, from: hub.newsletter.sender, unsubscribeUrl: null };

  if (kind === 'question') {
    const link = absoluteUrl(siteUrl, personPath(thread.language, thread.person));
    const to = hub.organisation.email;
    return { ...head, ...questionMail(parts), html: null, to, replyTo: mailbox, link };
  }
  const isWanted = thread.state === 'awaiting-verification' && !isLapsed(thread, context.now);
  if (!isWanted || !mayBeAskedToVerify(suppression)) return null;
  const link = tokenLink('question', { siteUrl, language, token: queued.payload.token ?? '' });
  const expiresAt = new Date(thread.startedAt.getTime() + confirmLifetimeMs);
  const text = confirmQuestionMail({ ...parts, link, expiresAt });
  return { ...head, ...text, to: mailbox, replyTo: null, link };
}
