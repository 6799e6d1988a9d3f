import { randomUUID } from 'node:crypto';

import { issueMail } from '#adapters/mail/issue-mail.ts';
import { templateOf } from '#adapters/mail/issue-template.ts';
import { tokenLink } from '#audience/links.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';
import type { IssueMessage } from '#newsletter/message.ts';
import type { HandOver } from '#newsletter/verdict.ts';

import { type Environment, publicOrigin } from '../environment.ts';
import { issueHeaders, senderDomain } from './issue-headers.ts';
import { transportFor } from './transport.ts';

/** As long as a token, and opens nothing. */
const deadToken = 'A'.repeat(43);

const words = {
  nl: {
    subject: (subject: string) => `[Proef] ${subject}`,
    reason:
      'Dit is een proef: de links om je keuzes te wijzigen of je af te melden doen hier niets.',
  },
  en: {
    subject: (subject: string) => `[Test] ${subject}`,
    reason: 'This is a test: the links to change your choices or to unsubscribe do nothing here.',
  },
} as const satisfies Record<Language, { subject: (subject: string) => string; reason: string }>;

/** Sends `message` to one mailbox as subscribers would get it, marked as a test. Nothing is written down. */
export async function sendTest(
  message: IssueMessage,
  {
    id,
    to,
    hub,
    environment,
    now,
  }: { id: string; to: string; hub: Hub; environment: Environment; now: Date },
): Promise<{ readonly outcome: HandOver; readonly by: string }> {
  const { language } = message;
  const siteUrl = publicOrigin(environment, hub);
  const own = words[language];
  const template = await templateOf(
    { ...message, subject: own.subject(message.subject) },
    issueHeaders(`test-${id}`, { hub, date: now }),
  );
  const mailId = `test-${randomUUID()}`;
  const bytes = issueMail(
    template,
    {
      mailId,
      to,
      words: { unsubscribe: deadToken, preferences: deadToken, reason: own.reason, reader: '' },
      unsubscribeUrl: tokenLink('unsubscribe', { siteUrl, language, token: deadToken }),
    },
    { domain: senderDomain(hub), dkim: environment.dkim },
  );
  const transport = transportFor(environment, { lanes: 1 });
  const lane = transport.openLane();
  try {
    const envelope = { from: hub.newsletter.sender.address, to: [to] as const };
    const mail = { mailId, envelope, bytes, createdAt: now };
    const outcome = await lane.send(mail, () => Promise.resolve(true));
    // It may always begin, so it is never withdrawn.
    if (outcome.kind === 'withdrawn') throw new Error('a test mail was withdrawn');
    return { outcome, by: transport.name };
  } finally {
    lane.close();
  }
}
