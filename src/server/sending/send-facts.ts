import type { Resolve } from '#adapters/dns.ts';
import type { Hub } from '#hub/hub.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import { isBulk, type SendFacts } from '#newsletter/send-guards.ts';

import { checkMail } from '../doctor/mail-checks.ts';
import type { Environment } from '../environment.ts';
import { choicesFor, type SendableIssue } from './list-recipients.ts';
import { senderName } from './sender-test.ts';

export interface FactsContext {
  readonly deliveries: DeliveryStore;
  readonly environment: Pick<Environment, 'smtpUrl' | 'dkim' | 'dkimKeyFile'>;
  readonly hub: Hub;
  readonly dns: Resolve;
  readonly postalAddress: string | undefined;
  readonly contentErrors: readonly string[];
  readonly lateOk: boolean;
  readonly afterRestore: boolean;
  readonly now: Date;
}

/** Gathers what decides whether `issue` may go out. Asks the DNS only where many are meant. */
export async function sendFactsOf(issue: SendableIssue, context: FactsContext): Promise<SendFacts> {
  const { deliveries, environment, hub, dns, now } = context;
  const { smtpUrl, dkim } = environment;
  const begun = await deliveries.findIssue(issue.id);
  const recipients = begun?.snapshot ?? (await countRecipients(issue, deliveries));
  const test = await deliveries.findSenderTest();
  const isTested =
    smtpUrl !== undefined && test !== null && test.sender === senderName(hub, { smtpUrl, dkim });
  return {
    now,
    dueAt: issue.dueAt,
    begun,
    epoch: await deliveries.epoch(),
    recipients,
    isMailSent: smtpUrl !== undefined,
    testedAt: isTested ? test.at : null,
    postalAddress: context.postalAddress,
    contentErrors: context.contentErrors,
    recordsMissing: isBulk(recipients) ? await recordsMissing(environment, { hub, dns }) : [],
    lateOk: context.lateOk,
    afterRestore: context.afterRestore,
    corrected: issue.corrects && (await deliveries.findIssue(issue.corrects.issueId)),
    isCorrection: issue.corrects !== null,
  };
}

async function countRecipients(issue: SendableIssue, deliveries: DeliveryStore): Promise<number> {
  let count = 0;
  for await (const page of choicesFor(issue, { deliveries })) {
    count += page.filter(({ choice }) => choice.kind === 'gets').length;
  }
  return count;
}

async function recordsMissing(
  environment: FactsContext['environment'],
  { hub, dns }: { hub: Hub; dns: Resolve },
): Promise<string[]> {
  const findings = await checkMail(environment, { hub, dns });
  return findings
    .filter(({ check, status }) => ['SPF', 'DKIM', 'DMARC'].includes(check) && status !== 'ok')
    .map(({ check }) => check);
}
