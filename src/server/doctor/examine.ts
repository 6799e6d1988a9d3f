import path from 'node:path';

import type { Resolve } from '#adapters/dns.ts';
import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { smtpMailer } from '#adapters/mail/smtp-mailer.ts';
import type { SessionOptions } from '#adapters/mail/smtp-session.ts';
import type { Finding } from '#audience/sender/finding.ts';
import { testMail } from '#audience/sender/test-mail.ts';
import type { Hub } from '#hub/hub.ts';

import { type Environment, publicOrigin } from '../environment.ts';
import { openAudience } from '../open-audience.ts';
import { openDeliveries } from '../sending/open-deliveries.ts';
import { senderName } from '../sending/sender-test.ts';
import { addressFinding, checkSite, mailboxFinding, nodeFinding } from './hub-checks.ts';
import { checkMail } from './mail-checks.ts';
import { checkStore } from './store-checks.ts';

export interface ExamineContext extends SessionOptions {
  readonly hub: Hub;
  readonly dns: Resolve;
  readonly now: Date;
  /** Sends a test mail there. */
  readonly test: { readonly to: string; readonly id: string } | null;
}

/** Looks at all that a hub needs to be live, and changes nothing; only `test` sends. */
export async function examine(
  environment: Environment,
  context: ExamineContext,
): Promise<Finding[]> {
  const { hub, now } = context;
  const site = await checkSite(environment.url);
  return [
    nodeFinding(process.versions.node),
    addressFinding(environment, hub),
    site.finding,
    ...(await checkStore(environment, { now, httpClock: site.clock })),
    ...(await checkMail(environment, context)),
    await mailboxFinding(environment.unsubscribeMailbox),
    ...(context.test === null
      ? []
      : [await sendTest(environment, { ...context, test: context.test })]),
  ];
}

async function sendTest(
  environment: Environment,
  { hub, now, test, ...options }: ExamineContext & { test: NonNullable<ExamineContext['test']> },
): Promise<Finding> {
  const check = 'Test mail';
  const { smtpUrl, dkim, dataDir } = environment;
  const mailer =
    smtpUrl === undefined
      ? folderMailer(path.join(dataDir, 'outbox'))
      : smtpMailer(smtpUrl, { ...options, dkim });
  const siteUrl = publicOrigin(environment, hub);
  const outcome = await mailer.send(testMail(hub, { ...test, now, siteUrl }));
  await mailer.close();
  if (outcome.kind === 'sent') {
    await noteTest(environment, { hub, now });
    const found = outcome.file ?? 'the server took it; look at how it arrives';
    return { check, status: 'ok', found };
  }
  const found = `${outcome.kind}: ${outcome.reason}`;
  return {
    check,
    status: 'problem',
    found,
    remedy: 'Ask whoever runs the mail server what the codes mean.',
  };
}

/** An issue goes out only by a sender that was tested: the store remembers which was. */
async function noteTest(
  environment: Environment,
  { hub, now }: Pick<ExamineContext, 'hub' | 'now'>,
): Promise<void> {
  const { smtpUrl, dkim } = environment;
  if (smtpUrl === undefined) return;
  const audience = await openAudience(environment, { now }).catch(() => null);
  // Why there is no store to note it in is a finding of its own.
  if (audience === null) return;
  const { store, serverKey } = audience;
  try {
    const options = { serverKey, timeZone: hub.timeZone, clock: () => now };
    const sender = senderName(hub, { smtpUrl, dkim });
    await openDeliveries(store, options).noteSenderTest({ sender, at: now });
  } finally {
    await store.close();
  }
}
