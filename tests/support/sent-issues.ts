import type { DeliveryStore } from '#newsletter/delivery-store.ts';

import type { TestClock } from './audience.ts';
import { mailTo } from './returned-mail.ts';

/** Hands every mail of an issue to a server that takes it. */
export async function sendAll(
  deliveries: DeliveryStore,
  { issue, clock }: { issue: string; clock: TestClock },
): Promise<void> {
  const claimed = await deliveries.claim({
    ...{ issueId: issue, owner: 'one', now: clock(), max: 10 },
    ...{ transport: 'transport:mail.example', maxPerMinute: null },
  });
  for (const { subscriber, ...lease } of claimed) {
    const mailbox = subscriber?.address.mailbox ?? '';
    await deliveries.beginData({ ...lease, mailbox, content: 'words' });
    await deliveries.settle({ ...lease, state: 'sent', reason: null, dueAt: null, isTry: true });
  }
}

/** Lists one more issue for ada and bob and sends it. */
export async function sendAnother(
  issue: string,
  { deliveries, clock }: { deliveries: DeliveryStore; clock: TestClock },
): Promise<void> {
  await listAnother(issue, { deliveries, clock });
  await sendAll(deliveries, { issue, clock });
}

/** Lists one more issue for ada and bob. */
export async function listAnother(
  issue: string,
  { deliveries, clock }: { deliveries: DeliveryStore; clock: TestClock },
): Promise<void> {
  await deliveries.openIssue({ id: issue, kind: 'issue', dueAt: clock() }, clock());
  const listed = ['ada', 'bob'].map((name) => ({
    subscriberId: `person-${name}`,
    mailId: mailTo(name, issue),
    composition: 'issue',
    excluded: null,
  }));
  await deliveries.addDeliveries(issue, listed, clock());
  await deliveries.closeListing(issue);
}
