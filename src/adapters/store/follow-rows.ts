import type { Kysely } from 'kysely';

import type { FollowReads } from '#newsletter/follow-link.ts';

import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';

/** What may be read of the mails whose links are followed, on `db`, a connection or a transaction. */
export function followReads(db: Kysely<Tables>): FollowReads {
  return {
    async findFollowedMail(mailId) {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('subscriptions', 'subscriptions.subscriber_id', 'deliveries.subscriber_id')
        .leftJoin('compositions', (join) =>
          join
            .onRef('compositions.issue_id', '=', 'deliveries.issue_id')
            .onRef('compositions.id', '=', 'deliveries.composition'),
        )
        .select(['deliveries.issue_id', 'deliveries.subscriber_id', 'deliveries.finished_at'])
        .select(['deliveries.state as delivery', 'subscriptions.state as subscription'])
        .select(['subscriptions.measure', 'compositions.articles'])
        .where('deliveries.mail_id', '=', mailId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        issueId: row.issue_id,
        subscriberId: row.subscriber_id,
        sentAt: row.delivery === 'sent' ? toDate(row.finished_at) : null,
        articles: JSON.parse(row.articles ?? '[]') as string[],
        isMeasured: row.subscription === 'confirmed' && row.measure === 1,
      };
    },
  };
}
