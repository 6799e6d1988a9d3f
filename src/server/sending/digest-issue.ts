import { contentOf } from '#adapters/mail/issue-template.ts';
import type { MailParts } from '#adapters/mail-parts.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { digestComposer } from '#newsletter/compose-digest.ts';
import { composeIssue, type ComposeIssueContext } from '#newsletter/compose-issue.ts';
import type { Composition } from '#newsletter/delivery-store.ts';
import { type DigestArticle, digestFor, digestKey } from '#newsletter/digest.ts';
import { digestLetter, type DigestLetter } from '#newsletter/digest-letters.ts';
import type { MailArticle, MailIssue } from '#newsletter/mail-parts.ts';
import { sendMomentOf } from '#newsletter/send-moment.ts';

import { compositionOf, type SendableIssue } from './list-recipients.ts';

export interface DigestContext {
  readonly parts: MailParts;
  readonly hub: Hub;
  readonly siteUrl: string;
  readonly day: Day;
  /** What a composition holds, as it was written down when it was listed. */
  readonly findComposition: (id: string) => Promise<Composition | null>;
}

/** When a digest goes out. */
const digestTime = '09:00';

/** The digests of `day`, as one issue: each subscriber gets what they have not had yet, and nobody an empty one. */
export function digestIssue({
  parts,
  hub,
  siteUrl,
  day,
  findComposition,
}: DigestContext): SendableIssue {
  const dueAt = sendMomentOf({ slug: day, data: { time: digestTime } }, hub.timeZone);
  const known = new Map(parts.articles.map((article) => [article.id, digestArticleOf(article)]));
  const articles = [...known.values()];
  // The letter of an issue that goes out later on the day waits for the next digest.
  const issues = parts.issues.filter((issue) => sendMomentOf(issue, hub.timeZone) <= dueAt);
  const letters = new Map(issues.flatMap((issue) => lettersOf(issue)));
  const compose = digestComposer({ hub, siteUrl, articles: parts.articles, issues, asOf: day });
  const wordsOf = wordsByIssue(issues, { hub, siteUrl, articles: parts.articles });
  return {
    id: `digest/${day}`,
    kind: 'digest',
    dueAt,
    corrects: null,
    choose(subscription, had) {
      const since = subscription.firstConfirmedAt ?? subscription.requestedAt;
      const reader = {
        ...subscription,
        since: dayOf(since, hub.timeZone),
        had: had?.articles ?? new Set<string>(),
        hadLetters: had?.letters ?? new Set<string>(),
        lastOn: had?.digestAt ? dayOf(had.digestAt, hub.timeZone) : null,
      };
      const chosen = digestFor(reader, { articles, letters: [...letters.values()], asOf: day });
      if (chosen === null) return { kind: 'not-for', reason: 'nothing' };
      const composition = compositionOf(digestKey(subscription.language, chosen));
      return {
        ...{ kind: 'gets', composition, articles: chosen.articles.map(({ id }) => id) },
        ...(chosen.letters.length > 0 && {
          letters: Object.fromEntries(chosen.letters.map(({ id }) => [id, wordsOf(id)])),
        }),
      };
    },
    async compose(composition) {
      const held = await findComposition(composition);
      const chosen = {
        articles: (held?.articles ?? []).flatMap((id) => known.get(id) ?? []),
        letters: Object.keys(held?.letters ?? {}).flatMap((id) => letters.get(id) ?? []),
      };
      const [first] = [...chosen.articles, ...chosen.letters];
      if (!first) throw new Error(`nothing is left of what digest ${day} was to bring`);
      return compose(first.language, chosen);
    },
  };
}

function lettersOf(issue: MailIssue): [string, DigestLetter][] {
  const letter = digestLetter(issue);
  return letter === null ? [] : [[letter.id, letter]];
}

/** The name of the words in which an issue stands now, made when it is asked for. */
function wordsByIssue(issues: readonly MailIssue[], context: ComposeIssueContext) {
  const names = new Map<string, string>();
  return (id: string): string => {
    const issue = issues.find((one) => one.id === id);
    const name = names.get(id) ?? (issue ? contentOf(composeIssue(issue, context).message) : '');
    names.set(id, name);
    return name;
  };
}

function digestArticleOf({ id, language, topic, publishedAt, alsoAs }: MailArticle): DigestArticle {
  return { id, language, topic: topic.id, publishedAt, alsoAs };
}
