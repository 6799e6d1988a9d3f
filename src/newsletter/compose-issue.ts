import type { Hub } from '#hub/hub.ts';
import { formatDay } from '#hub/calendar.ts';
import { localeOf } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import { articleBlock } from './article-block.ts';
import { budgetBytes, encodedBytes, maxHtmlBytes } from './encoded-size.ts';
import { type Fragment, fragmentOf } from './fragment.ts';
import { articleIdsOf, dayOfIssue, type ItemForm } from './issue.ts';
import { frameOf } from './mail-frame.ts';
import { linked, type MailLinks } from './mail-links.ts';
import type { MailArticle, MailIssue } from './mail-parts.ts';
import { mailCss } from './mail-styles.ts';
import type { IssueMessage } from './message.ts';
import { newsletterMessagesIn } from './messages.ts';
import { questionBlock } from './question-block.ts';

export interface ComposeIssueContext {
  readonly hub: Hub;
  /** The address of the running hub, where mailed links lead. */
  readonly siteUrl: string;
  /** What is known of every article of the hub; those that the issue brings must be among them. */
  readonly articles: readonly MailArticle[];
}

/** What a part of an issue weighs, encoded as it travels. */
export interface PartSize {
  /** An article's id, or `intro`, `question` or `frame`. */
  readonly part: string;
  readonly as: ItemForm | null;
  /** Wished for whole, and made a teaser to keep the issue within its budget. */
  readonly isShortened: boolean;
  readonly bytes: number;
}

export interface ComposedIssue {
  readonly message: IssueMessage;
  /** What the HTML weighs, encoded as it travels. */
  readonly bytes: number;
  /** Too large to be sent: mail programs would cut off its end, with the link to unsubscribe. */
  readonly isTooLarge: boolean;
  readonly parts: readonly PartSize[];
}

/**
 * The mail of a written issue, with marks for what differs between recipients. While it weighs more than
 * {@link budgetBytes}, the longest article that stands in it whole becomes a teaser. Throws when an article is missing, which the content rules refuse.
 */
export function composeIssue(issue: MailIssue, context: ComposeIssueContext): ComposedIssue {
  const { hub, siteUrl } = context;
  const { lang: language, subject, preheader, question } = issue.data;
  const css = mailCss(hub);
  const links: MailLinks = { site: hub.site, siteUrl, content: issue.slug };
  const t = newsletterMessagesIn(language);
  const fragment = (html: string) => fragmentOf(linked(html, links), css);
  const frame = frameOf({
    ...{ hub, language, links, css },
    dayText: formatDay(dayOfIssue(issue), localeOf[language]),
    online: { label: t.readOnline, url: absoluteUrl(hub.site, issue.path) },
  });

  const intro = fragment(issue.intro);
  const ask = question === undefined ? null : fragment(questionBlock(question, language));
  let items = issue.data.items.map((item, index): Item => {
    const id = articleIdsOf(issue)[index] ?? '';
    const article = articleOf(id, context.articles);
    const teaser = fragment(articleBlock(article, hub));
    const whole = item.as === 'whole' ? issue.wholes[id] : undefined;
    if (whole === undefined) return { id, teaser, whole: null, wanted: item.as };
    const text = fragment(articleBlock(article, { site: hub.site, whole }));
    return { id, teaser, whole: text, wanted: item.as };
  });

  for (;;) {
    const fragments = [
      ...(intro.html.trim() === '' ? [] : [intro]),
      ...items.map(({ teaser, whole }) => whole ?? teaser),
      ...(ask ? [ask] : []),
    ];
    const { html, text } = frame({ subject, preheader, title: subject, fragments });
    const bytes = encodedBytes(html);
    const longest = items
      .filter(({ whole }) => whole !== null)
      .toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
    if (bytes > budgetBytes && longest) {
      items = items.map((item) => (item === longest ? { ...item, whole: null } : item));
      continue;
    }
    const frameOnly = frame({ subject, preheader, title: subject, fragments: [] });
    return {
      bytes,
      isTooLarge: bytes > maxHtmlBytes,
      parts: [
        { part: 'intro', as: null, isShortened: false, bytes: encodedBytes(intro.html) },
        ...items.map((item): PartSize => ({
          part: item.id,
          as: item.whole ? 'whole' : 'teaser',
          isShortened: item.wanted === 'whole' && item.whole === null,
          bytes: sizeOf(item),
        })),
        ...(ask
          ? [{ part: 'question', as: null, isShortened: false, bytes: encodedBytes(ask.html) }]
          : []),
        { part: 'frame', as: null, isShortened: false, bytes: encodedBytes(frameOnly.html) },
      ],
      message: {
        ...{ id: issue.id, language, subject, html, text },
        articleIds: items.map(({ id }) => id),
        onlineUrl: absoluteUrl(siteUrl, issue.path),
      },
    };
  }
}

interface Item {
  readonly id: string;
  readonly teaser: Fragment;
  /** `null` where it stands as a teaser. */
  readonly whole: Fragment | null;
  readonly wanted: ItemForm;
}

function sizeOf({ whole, teaser }: Item): number {
  return encodedBytes((whole ?? teaser).html);
}

function articleOf(id: string, articles: readonly MailArticle[]): MailArticle {
  const article = articles.find((one) => one.id === id);
  if (!article)
    throw new Error(`no public article "${id}"; the content rules refuse such an issue`);
  return article;
}
