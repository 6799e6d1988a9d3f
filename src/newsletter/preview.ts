import type { Content } from '#articles/content.ts';
import { topicName } from '#articles/topic.ts';

import { type Check, checklistOf, linksIn, sampleWords } from './checklist.ts';
import { digestArticle, digestComposer } from './compose-digest.ts';
import { type ComposedIssue, composeIssue } from './compose-issue.ts';
import { digestFor } from './digest.ts';
import { digestLetter } from './digest-letters.ts';
import { budgetBytes } from './encoded-size.ts';
import { articleIdsOf, dayOfIssue, type Issue } from './issue.ts';
import { verdictFor } from './issue-readers.ts';
import type { MailArticle, MailIssue, MailPicture } from './mail-parts.ts';
import { mailFor } from './message.ts';
import type { PreviewMail, PreviewParts } from './preview-page.ts';
import { previewReaders } from './preview-readers.ts';
import { previewWords } from './preview-words.ts';
import { reasonFor } from './reason.ts';
import { dayOf } from '#hub/calendar.ts';

export interface Preview extends PreviewParts {
  readonly composed: ComposedIssue;
  readonly budgetBytes: number;
  /** Every picture in the mails that it shows. */
  readonly pictures: readonly MailPicture[];
}

/** All that a preview shows of `issue`. `hasPage` tells whether the hub has a page at a path. */
export async function previewOf(
  {
    issue,
    articles,
    issues,
  }: {
    readonly issue: MailIssue;
    readonly articles: readonly MailArticle[];
    readonly issues: readonly Issue[];
  },
  {
    content,
    hasPage,
  }: { readonly content: Content; readonly hasPage: (path: string) => Promise<boolean> },
): Promise<Preview> {
  const { hub } = content;
  const language = hub.editorLanguage;
  const t = previewWords[language];
  const composed = composeIssue(issue, { hub, siteUrl: hub.site, articles });
  const dead = await deadLinks(composed.message.html, { site: hub.site, hasPage });
  const mails = mailsFor(issue, { content, articles, issues, composed });
  const shown = new Set(mails.flatMap(({ articleIds }) => articleIds));
  return {
    language,
    title: issue.data.subject,
    id: issue.id,
    checks: [
      ...checklistOf(composed, { hub, preheader: issue.data.preheader }).map((check) =>
        check.id === 'links' && dead.length > 0
          ? { ...check, isPassed: false, says: t.linksDead(dead.join(', ')) }
          : check,
      ),
      ...issue.leaks.map(({ message, file }): Check => ({
        id: 'safe-parts',
        isPassed: false,
        says: `${file}: ${message}`,
      })),
    ],
    sizes: composed.parts,
    bytes: composed.bytes,
    mails,
    composed,
    budgetBytes,
    pictures: [
      ...issue.pictures,
      ...articles.filter(({ id }) => shown.has(id)).flatMap(({ picture }) => picture ?? []),
    ],
  };
}

async function deadLinks(
  html: string,
  { site, hasPage }: { site: string; hasPage: (path: string) => Promise<boolean> },
): Promise<string[]> {
  const own = linksIn(html).filter((url) => url.startsWith(`${site}/`));
  const paths = [...new Set(own.map((url) => new URL(url).pathname))];
  const found = await Promise.all(paths.map(async (path) => ((await hasPage(path)) ? [] : [path])));
  return found.flat();
}

/** What each of the typical readers gets: the issue, or the digest that takes its place. */
function mailsFor(
  issue: MailIssue,
  {
    content,
    articles,
    issues,
    composed,
  }: {
    content: Content;
    articles: readonly MailArticle[];
    issues: readonly Issue[];
    composed: ComposedIssue;
  },
): (PreviewMail & { readonly articleIds: readonly string[] })[] {
  const { hub, topics } = content;
  const day = dayOfIssue(issue);
  const { lang } = issue.data;
  const t = previewWords[hub.editorLanguage];
  const topicNames = new Map(topics.map((topic) => [topic.id, topicName(topic, lang)]));
  const digests = digestComposer({ hub, siteUrl: hub.site, articles, issues: [issue], asOf: day });
  const letters = [digestLetter(issue) ?? []].flat();
  const topicIds = [
    ...new Set([
      ...articles.filter(({ id }) => articleIdsOf(issue).includes(id)).map(({ topic }) => topic.id),
      ...topics.map(({ id }) => id),
    ]),
  ];
  // Who gets digests has had what earlier issues brought, as far as this preview can know.
  const earlier = issues.filter((one) => one.slug < issue.slug && one.data.lang === lang);
  const had = new Set(earlier.flatMap(articleIdsOf));

  return previewReaders(issue, { hub, topicIds }).map(({ kind, choices }) => {
    const reason = reasonFor(choices, { hub, topicNames });
    const words = { ...sampleWords, reason };
    const verdict = verdictFor(choices, { slug: issue.slug, ...issue.data });
    if (verdict === 'wanted') {
      const { articleIds } = composed.message;
      return { reader: kind, why: reason, mail: mailFor(composed.message, words), articleIds };
    }
    const since = choices.confirmedAt ? dayOf(choices.confirmedAt, hub.timeZone) : day;
    const chosen = digestFor(
      { ...choices, since, had, hadLetters: new Set<string>(), lastOn: null },
      { articles: articles.map(digestArticle), letters, asOf: day },
    );
    if (chosen === null) {
      return {
        reader: kind,
        why: t.getsNothing,
        mail: null,
        articleIds: [],
      };
    }
    const message = digests(lang, chosen);
    const { articleIds } = message;
    return {
      reader: kind,
      why: t.getsDigest(reason),
      mail: mailFor(message, words),
      articleIds,
    };
  });
}
