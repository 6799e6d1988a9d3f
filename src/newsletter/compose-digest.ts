import { type Day, formatDay } from '#hub/calendar.ts';
import { escapeHtml } from '#hub/escape-html.ts';
import { type Language, localeOf, bestTextIn } from '#hub/languages.ts';
import { absoluteUrl, pathTo } from '#hub/urls.ts';

import { articleBlock } from './article-block.ts';
import type { ComposeIssueContext } from './compose-issue.ts';
import type { ComposeDigest } from './composed-once.ts';
import { type DigestArticle, digestKey } from './digest.ts';
import { type Fragment, fragmentOf } from './fragment.ts';
import { type Frame, frameOf } from './mail-frame.ts';
import { linked, type MailLinks } from './mail-links.ts';
import { articleIdsOf, dayOfIssue } from './issue.ts';
import type { MailArticle, MailIssue } from './mail-parts.ts';
import { mailCss } from './mail-styles.ts';
import { newsletterMessagesIn } from './messages.ts';
import { questionBlock } from './question-block.ts';

export interface DigestContext extends ComposeIssueContext {
  /** The issues whose letters digests may bring; none when left out. */
  readonly issues?: readonly MailIssue[];
  readonly asOf: Day;
}

/**
 * Composes the digests of the day `asOf`. Frame, letters and articles are rendered once; a digest only puts them
 * together, so that every subscriber may have one of their own.
 */
export function digestComposer({
  hub,
  siteUrl,
  articles,
  issues = [],
  asOf,
}: DigestContext): ComposeDigest {
  const css = mailCss(hub);
  const links: MailLinks = { site: hub.site, siteUrl, content: `digest-${asOf}` };
  const byId = new Map(articles.map((article) => [article.id, article]));
  const issueById = new Map(issues.map((issue) => [issue.id, issue]));
  const fragment = (html: string) => fragmentOf(linked(html, links), css);
  const blocks = new Map<string, Fragment>();
  const frames = new Map<Language, Frame>();
  const dayText = (language: Language) => formatDay(asOf, localeOf[language]);

  const frameIn = (language: Language) =>
    frameOf({
      ...{ hub, language, links, css, dayText: dayText(language) },
      online: {
        label: newsletterMessagesIn(language).digestMore,
        url: absoluteUrl(hub.site, pathTo('root', language)),
      },
    });
  const nameIn = (language: Language) => bestTextIn(language, hub.newsletter.name);
  const block = (key: string, html: () => string) =>
    remembered(blocks, key, () => fragment(html()));
  const introIn = (language: Language, count: number) =>
    block(`intro ${language} ${count}`, () => {
      const t = newsletterMessagesIn(language);
      return `<p>${escapeHtml(t.digestIntro(count, nameIn(language)))}</p>`;
    });

  const blockOf = (article: MailArticle) => block(article.id, () => articleBlock(article, hub));

  return (language, content) => {
    const t = newsletterMessagesIn(language);
    const found = content.articles.flatMap(({ id }) => byId.get(id) ?? []);
    const letters = content.letters.flatMap(({ id }) => issueById.get(id) ?? []);
    const [letter, ...earlier] = letters;
    const [first] = found;
    if (letters.length < content.letters.length || found.length < content.articles.length) {
      throw new Error(`no such public pieces: ${digestKey(language, content)}`);
    }
    if (!letter && !first) throw new Error('a digest brings something');
    const subject = letter?.data.subject ?? t.digestSubject(first?.title ?? '', found.length - 1);
    const question = letter?.data.question;
    const pickedIds = new Set(letter ? articleIdsOf(letter) : []);
    const picked = found.filter(({ id }) => pickedIds.has(id));
    const others = found.filter(({ id }) => !pickedIds.has(id));
    const frame = remembered(frames, language, () => frameIn(language));
    const fragments = [
      ...(letter && letter.intro.trim() !== ''
        ? [block(`letter ${letter.id}`, () => letter.intro)]
        : []),
      ...picked.map(blockOf),
      ...(others.length === 0 ? [] : [introIn(language, others.length)]),
      ...others.map(blockOf),
      ...(question === undefined
        ? []
        : [block(`question ${letter?.id ?? ''}`, () => questionBlock(question, language))]),
      ...(earlier.length === 0
        ? []
        : [
            block(`earlier ${earlier.map(({ id }) => id).join(' ')}`, () =>
              earlierLetters(earlier, { site: hub.site, language }),
            ),
          ]),
    ];
    return {
      ...{ id: `digest-${asOf} ${digestKey(language, content)}`, language, subject },
      ...frame({
        subject,
        preheader: letter?.data.preheader ?? preheaderOf(found),
        title: letter ? subject : `${nameIn(language)}, ${dayText(language)}`,
        fragments,
      }),
      articleIds: found.map(({ id }) => id),
      onlineUrl: absoluteUrl(siteUrl, pathTo('root', language)),
    };
  };
}

/** The titles of what comes after the first article, which the subject names; else what that is about. */
function preheaderOf([first, ...others]: readonly MailArticle[]): string {
  if (others.length === 0) return first?.description ?? '';
  return others
    .slice(0, 3)
    .map(({ title }) => title)
    .join(' · ');
}

/** The letters that are only named, with the way to where they can be read. */
function earlierLetters(
  issues: readonly MailIssue[],
  { site, language }: { readonly site: string; readonly language: Language },
): string {
  const t = newsletterMessagesIn(language);
  const lines = issues.map(({ path, data, slug }) => {
    const day = formatDay(dayOfIssue({ slug }), localeOf[language]);
    const url = escapeHtml(absoluteUrl(site, path));
    return `<li><a class="m-link" href="${url}">${escapeHtml(data.subject)}</a>, ${escapeHtml(day)}</li>`;
  });
  return `<h2 class="m-ink">${escapeHtml(t.digestLetters)}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
}

/** `article` as the choice of a digest knows it. */
export function digestArticle({ topic, ...article }: MailArticle): DigestArticle {
  const { id, language, publishedAt, alsoAs } = article;
  return { id, language, topic: topic.id, publishedAt, alsoAs };
}

function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}
