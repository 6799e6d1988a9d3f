import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { DeliveryKeys } from '#adapters/store/delivery-queue.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import { mailIdOf } from '#newsletter/mail-id.ts';
import { markOf } from '#newsletter/marks.ts';
import type { IssueMessage } from '#newsletter/message.ts';
import { deliveryKeys as hubKeys } from '#server/sending/open-deliveries.ts';
import { mailPreparer } from '#server/sending/prepare-mail.ts';
import type { SendingContext } from '#server/sending/send-issue.ts';
import type { IssueTransport } from '#server/sending/transport.ts';

import { aHub, serverKey } from './audience.ts';
import { aConsent, aSubscriber, now } from './store-rows.ts';

export const issueId = 'nl/2026-11-18';

export function deliveryKeys(clock: () => Date): DeliveryKeys {
  return hubKeys({ serverKey, timeZone: 'Europe/Amsterdam', clock });
}

/** A confirmed subscriber, whose address is `<name>@example.org`. */
export function aReader(name: string) {
  return aSubscriber(name, { state: 'confirmed', confirmedAt: now, firstConfirmedAt: now });
}

export async function addReaders(store: AudienceStore, names: readonly string[]): Promise<void> {
  await store.write(async (rows) => {
    for (const name of names) {
      await rows.addSubscriber(aReader(name));
      await rows.addConsent(aConsent(name));
    }
  });
}

/** Lists the issue of these tests for `names`, of whom all are to get it. */
export async function listIssue(
  deliveries: DeliveryStore,
  names: readonly string[],
  at = now,
): Promise<void> {
  await deliveries.openIssue({ id: issueId, kind: 'issue', dueAt: at }, at);
  await deliveries.addComposition(issueId, { id: 'issue', articles: ['nl/ketting'] });
  const listed = names.map((name) => {
    const subscriberId = `person-${name}`;
    const mailId = mailIdOf(serverKey, { issueId, subscriberId });
    return { subscriberId, mailId, composition: 'issue', excluded: null };
  });
  await deliveries.addDeliveries(issueId, listed, at);
  await deliveries.closeListing(issueId);
}

/** A composed issue with every mark in both parts, in the middle of long lines too. */
export function aMessage(changes: Partial<IssueMessage> = {}): IssueMessage {
  const [unsubscribe, preferences, reason, reader] = (
    ['unsubscribe', 'preferences', 'reason', 'reader'] as const
  ).map(markOf);
  const article = `https://hub.example/artikelen/ketting/?utm_content=2026-11-18${reader}`;
  const leave = `https://hub.example/nieuwsbrief/afmelden/?token=${unsubscribe}`;
  const choices = `https://hub.example/nieuwsbrief/voorkeuren/?token=${preferences}`;
  return {
    id: issueId,
    language: 'nl',
    subject: 'De ketting die één winter meegaat',
    articleIds: ['nl/ketting'],
    onlineUrl: 'https://hub.example/nieuwsbrief/2026-11-18/',
    text: `Hoi,\n\n.Eén ketting, zes maanden zout.\n${article}\n\n${reason}\n\nAfmelden: ${leave}\nKeuzes: ${choices}\n`,
    html: `<!doctype html><html lang="nl"><body><h1>De ketting</h1><p>Eén ketting, zes maanden zout. <a href="${article}">Lees verder</a></p><p>${reason} <a href="${leave}">Afmelden</a> of <a href="${choices}">je keuzes</a></p></body></html>`,
    ...changes,
  };
}

/** Makes the mails of {@link aMessage}, for any reader. */
export function preparerOf(
  message = aMessage(),
  dkim?: Parameters<typeof mailPreparer>[0]['sender']['dkim'],
) {
  const { sender } = aHub().newsletter;
  return mailPreparer({
    compose: () => Promise.resolve(message),
    reasonOf: ({ id }) =>
      `Je krijgt dit omdat je je hebt aangemeld (${id}), op één & dezelfde dag.`,
    headers: {
      from: sender,
      replyTo: null,
      date: now,
      listId: 'De Werkbank <newsletter.hub.example>',
      feedbackId: `${issueId}:newsletter:hub.example`,
    },
    sender: { domain: 'hub.example', dkim },
    siteUrl: 'https://hub.example',
    serverKey,
    createdAt: now,
  });
}

/** What a sender of these tests works with; waits for nothing that is due later. */
export function sendingContext(
  { deliveries, transport }: { deliveries: DeliveryStore; transport: IssueTransport },
  changes: Partial<SendingContext> = {},
): SendingContext & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    deliveries,
    transport,
    prepare: preparerOf(),
    owner: 'sender',
    clock: () => now,
    rateKeyOf: deliveryKeys(() => now).rateKeyOf,
    log: (line) => void lines.push(line),
    signal: new AbortController().signal,
    waits: false,
    lines,
    ...changes,
  };
}
