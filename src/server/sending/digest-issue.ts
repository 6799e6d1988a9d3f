import type { MailParts } from '#adapters/mail-parts.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { digestComposer } from '#newsletter/compose-digest.ts';
import { type DigestArticle, digestFor, digestKey } from '#newsletter/digest.ts';
import type { MailArticle } from '#newsletter/mail-parts.ts';
import { sendMomentOf } from '#newsletter/send-moment.ts';

import { compositionOf, type SendableIssue } from './list-recipients.ts';

export interface DigestContext {
  readonly parts: MailParts;
  readonly hub: Hub;
  readonly siteUrl: string;
  readonly day: Day;
  /** The articles of a composition, as they were written down when it was listed. */
  readonly articlesOf: (composition: string) => Promise<readonly string[]>;
}

/** When a digest goes out. */
const digestTime = '09:00';

/** The digests of `day`, as one issue: each subscriber gets what they have not had yet, and nobody an empty one. */
export function digestIssue({
  parts,
  hub,
  siteUrl,
  day,
  articlesOf,
}: DigestContext): SendableIssue {
  const known = new Map(parts.articles.map((article) => [article.id, digestArticleOf(article)]));
  const articles = [...known.values()];
  const compose = digestComposer({ hub, siteUrl, articles: parts.articles, asOf: day });
  return {
    id: `digest/${day}`,
    kind: 'digest',
    dueAt: sendMomentOf({ slug: day, data: { time: digestTime } }, hub.timeZone),
    corrects: null,
    choose(subscription, had) {
      const since = subscription.firstConfirmedAt ?? subscription.requestedAt;
      const reader = {
        ...subscription,
        since: dayOf(since, hub.timeZone),
        had: had?.articles ?? new Set<string>(),
        lastOn: had?.digestAt ? dayOf(had.digestAt, hub.timeZone) : null,
      };
      const chosen = digestFor(reader, { articles, asOf: day });
      if (chosen === null) return { kind: 'not-for', reason: 'nothing' };
      const composition = compositionOf(digestKey(subscription.language, chosen));
      return { kind: 'gets', composition, articles: chosen.map(({ id }) => id) };
    },
    async compose(composition) {
      const chosen = (await articlesOf(composition)).flatMap((id) => known.get(id) ?? []);
      const [first] = chosen;
      if (!first) throw new Error(`nothing is left of what digest ${day} was to bring`);
      return compose(first.language, chosen);
    },
  };
}

function digestArticleOf({ id, language, topic, publishedAt, alsoAs }: MailArticle): DigestArticle {
  return { id, language, topic: topic.id, publishedAt, alsoAs };
}
