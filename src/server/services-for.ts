import type { Content } from '#articles/content.ts';

import { crashAtCall } from './crash-at.ts';
import { type Environment, publicOrigin } from './environment.ts';
import type { Log } from './log-line.ts';
import { openServices, type Services } from './services.ts';

/** Opens the services of `content` as the environment says, alike for the served hub and the preview. */
export function openServicesFor(
  environment: Environment,
  { content, log }: { content: Content; log: Log },
): Promise<Services> {
  const { hub, topics, people, papers, articles } = content;
  const { dataDir, databaseUrl, smtpUrl, dkim, unsubscribeMailbox, secret, crashAt } = environment;
  return openServices({
    dataDir,
    databaseUrl,
    siteUrl: publicOrigin(environment, hub),
    hub,
    topics,
    people,
    papers,
    articles,
    smtpUrl,
    dkim,
    unsubscribeMailbox,
    webhook: environment.webhook,
    bounces: environment.bounces,
    serverKey: secret === undefined ? undefined : Buffer.from(secret),
    onStoreCall: crashAt === undefined ? undefined : crashAtCall(crashAt),
    log,
  });
}
