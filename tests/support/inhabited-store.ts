import type { Transaction } from 'kysely';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { openEngine } from '#adapters/store/open-engine.ts';
import type { Tables } from '#adapters/store/tables.ts';
import { keyFingerprint } from '#audience/tokens.ts';

import { serverKey } from './audience.ts';
import { live } from './import-histories.ts';
import { importLines } from './imports.ts';
import { aConsent, aSubscriber, now } from './store-rows.ts';

/** Makes a store at `place` with something in every table that moves, odd texts and people of every history. */
export async function inhabit(place: string): Promise<void> {
  const store = await openAudienceStore(place, { now, gatherMs: 0 });
  await store.bindKey(keyFingerprint(serverKey));
  for (const history of ['pending', 'own', 'left', 'bounce', 'erasure'] as const) {
    await live(`${history}@example.org`, { history, store });
  }
  await live('=cmd@example.org', { history: 'own', store });
  await importLines(
    [
      { email: "'+moved@example.org", consentAt: '2023-04-21T11:16:57.000Z', tags: ['repairs'] },
      { email: 'gone@example.org', status: 'unsubscribed' },
    ],
    { store, batch: '2026-11-22-aaaaaa' },
  );
  const odd = '"regel 1\n\u2028\t\\" 🚲 ĳ';
  await store.write(async (rows) => {
    const { address, ...ada } = aSubscriber('ada', {
      frequency: 'weekly',
      pausedUntil: '2027-01-01',
      measure: true,
      source: { channel: 'platform', platform: 'mastodon', campaign: odd },
    });
    await rows.addSubscriber({ ...ada, address: { ...address, typed: 'Ada@Example.org' } });
    await rows.addConsent(aConsent('ada', { wording: odd, topics: ['repair', odd] }));
    await rows.addSuppression({
      addressHash: 'h1',
      reason: 'manual',
      since: now,
      until: new Date('2027-11-22T09:00:00.001Z'),
      source: 'not-me',
    });
  });
  await store.close();
  await addRareRows(place);
}

/** Rows of the tables that take months, or another part of the hub, to fill. */
async function addRareRows(place: string): Promise<void> {
  const engine = await openEngine(place);
  const trx = await engine.begin();
  const at = now.getTime();
  const names = {
    address_key: 'new@example.org',
    mailbox: 'new@example.org',
    typed: '+new@example.org',
  };
  await trx
    .insertInto('address_changes')
    .values({ token_hash: 't1', subscription_id: 'subscription-ada', created_at: at, ...names })
    .execute();
  await trx
    .insertInto('threads')
    .values({
      id: 'q1',
      person: 'ilyas',
      language: 'nl',
      state: 'open',
      started_at: at,
      opened_at: at,
    })
    .execute();
  await trx
    .insertInto('questions')
    .values({
      ...{ id: 'q1', thread_id: 'q1', text: 'Waarom\n"kraakt" hij?', name: null, ...names },
      ...{ address_hash: 'h2', page: '/team/ilyas/', asked_at: at, token_hash: 't2' },
    })
    .execute();
  await trx
    .insertInto('lifecycle_mails')
    .values({ subscription_id: 'subscription-ada', kind: 'quiet-choice', at })
    .execute();
  await trx
    .insertInto('useful_votes')
    .values({ article: 'nl/tyre', day: '2026-11-22', answer: 'no', n: 3 })
    .execute();
  const where = { channel: 'web', platform: '', campaign: 'Zomer' };
  for (const age of [0, 2, 10]) {
    await trx
      .insertInto('cohort_totals')
      .values({ campaign: 'Zomer', joined_on: '2024-01-01', age, joined: 4, lost: 1 })
      .execute();
  }
  for (const topic of ['repair', 'Repair', 'éénheid', '']) {
    await trx
      .insertInto('daily_totals')
      .values({ day: '2024-01-01', kind: 'base.joined', topic, imported_on: '', n: 4, ...where })
      .execute();
  }
  await trx
    .insertInto('folded_relationships')
    .values({
      ...{ subscriber_id: 'person-ada', joined_on: '2024-01-01', is_import: 0, is_active: 1 },
      ...{ left_on: null, ...where },
    })
    .execute();
  await addIssue(trx, at);
  await trx.commit().execute();
  await engine.close();
}

async function addIssue(trx: Transaction<Tables>, at: number): Promise<void> {
  const issue_id = 'nl/2026-11-18';
  await trx
    .insertInto('issues')
    .values({
      ...{ id: issue_id, kind: 'issue', state: 'sending', note: null, epoch: 'e1', due_at: at },
      ...{ created_at: at, resume_at: null, snapshot: 3, accepted: 1, finished_at: null },
    })
    .execute();
  await trx
    .insertInto('compositions')
    .values({ issue_id, id: 'issue', articles: '["nl/ketting"]' })
    .execute();
  const common = { issue_id, composition: 'issue', owner: 'one', epoch: 1, attempts: 1 };
  for (const [subscriber_id, state, due_at] of [
    ['person-ada', 'sent', null],
    ['person-gone', 'deferred', at],
  ] as const) {
    const own = { subscriber_id, state, due_at, mail_id: `mail-${subscriber_id}`, tried_at: at };
    const end = { reason: '451 4.7.1', content: 'c1', finished_at: due_at === null ? at : null };
    await trx
      .insertInto('deliveries')
      .values({ ...common, ...own, ...end })
      .execute();
  }
  await trx.insertInto('delivery_totals').values({ issue_id, state: 'failed', n: 1 }).execute();
  await trx
    .insertInto('outcomes')
    .values({
      ...{ issue_id, subscriber_id: 'person-ada', kind: 'bounced', judgement: 'soft' },
      ...{ status: '5.2.2', source: 'mailbox', at },
    })
    .execute();
  await trx.insertInto('outcome_totals').values({ issue_id, kind: 'complained', n: 1 }).execute();
}
