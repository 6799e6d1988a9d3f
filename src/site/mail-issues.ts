import type { CollectionEntry } from 'astro:content';

import { addDays } from '#hub/calendar.ts';
import { articlePath } from '#hub/urls.ts';
import type { MailIssue, MailPicture } from '#newsletter/mail-parts.ts';
import type { MailHtml } from '#newsletter/mail-tree.ts';

import { digestOf, shellDigest } from './digest.ts';
import { issuesOf, type SiteIssue } from './issues.ts';
import { asOf, hub, preview } from './shell.ts';

/** For so many days after its day an issue is made ready as a mail; after that nobody sends it any more. */
const mailDays = 62;

/** Renders the text of an issue or article, whose page is at `path`, as a mail shows it. */
export type MailTextOf = (
  entry: CollectionEntry<'articles'> | CollectionEntry<'issues'>,
  options: { readonly path: string; readonly isArticle: boolean },
) => Promise<MailHtml & { readonly pictures: readonly MailPicture[] }>;

/** What `getStaticPaths` of the mails' own route needs. */
export async function mailIssuePaths() {
  const issues = await Promise.all(hub.languages.map((language) => issuesOf(language)));
  const oldest = addDays(asOf, -mailDays);
  return issues
    .flat()
    .filter(({ day }) => preview || day >= oldest)
    .map((issue) => ({
      params: { issue: issue.id },
      props: { issue },
      cacheKey: digestOf([issue.digest, shellDigest]),
    }));
}

/** `issue` with its texts and those of the articles it brings whole, rendered by `textOf`. */
export async function mailIssueOf(issue: SiteIssue, textOf: MailTextOf): Promise<MailIssue> {
  const { id, slug, path, data, entry, articles } = issue;
  const intro = await textOf(entry, { path, isArticle: false });
  const isWhole = (articleId: string) =>
    data.items.some(({ article, as }) => as === 'whole' && `${data.lang}/${article}` === articleId);
  const wholes = await Promise.all(
    articles
      .filter((article) => isWhole(article.id))
      .map(async (article) => ({
        article,
        text: await textOf(article.entry, { path: articlePathOf(article), isArticle: true }),
      })),
  );
  const inFile = (file: string, { leaks }: MailHtml) => leaks.map((leak) => ({ ...leak, file }));
  return {
    ...{ id, slug, path, data, intro: intro.html },
    wholes: Object.fromEntries(wholes.map(({ article, text }) => [article.id, text.html])),
    pictures: [intro, ...wholes.map(({ text }) => text)].flatMap(({ pictures }) => pictures),
    leaks: [
      ...inFile(`content/issues/${id}.mdx`, intro),
      ...wholes.flatMap(({ article, text }) => inFile(`content/articles/${article.id}.mdx`, text)),
    ],
  };
}

function articlePathOf({ slug, data }: SiteIssue['articles'][number]): string {
  return articlePath(data.lang, slug);
}
