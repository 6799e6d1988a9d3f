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
import type { MailArticle } from './mail-parts.ts';
import { mailCss } from './mail-styles.ts';
import { newsletterMessagesIn } from './messages.ts';

/**
 * Composes the digests of the day `asOf`. Frame and articles are rendered once; a digest only puts them together, so
 * that every subscriber may have one of their own.
 */
export function digestComposer({
  hub,
  siteUrl,
  articles,
  asOf,
}: ComposeIssueContext & { readonly asOf: Day }): ComposeDigest {
  const css = mailCss(hub);
  const links: MailLinks = { site: hub.site, siteUrl, content: `digest-${asOf}` };
  const byId = new Map(articles.map((article) => [article.id, article]));
  const fragment = (html: string) => fragmentOf(linked(html, links), css);
  const blocks = new Map<string, Fragment>();
  const intros = new Map<string, Fragment>();
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
  const introIn = (language: Language, count: number) => {
    const t = newsletterMessagesIn(language);
    return fragment(`<p>${escapeHtml(t.digestIntro(count, nameIn(language)))}</p>`);
  };
  const blockOf = (article: MailArticle) => fragment(articleBlock(article, hub));

  return (language, chosen) => {
    const t = newsletterMessagesIn(language);
    const found = chosen.flatMap(({ id }) => byId.get(id) ?? []);
    const [first, second] = found;
    if (!first || found.length < chosen.length) {
      throw new Error(`no such public articles: ${chosen.map(({ id }) => id).join(', ')}`);
    }
    const subject = t.digestSubject(first.title, found.length - 1);
    const count = found.length;
    const content = {
      subject,
      preheader: second
        ? found
            .slice(1, 4)
            .map(({ title }) => title)
            .join(' · ')
        : first.description,
      title: `${nameIn(language)}, ${dayText(language)}`,
      fragments: [
        remembered(intros, `${language} ${count}`, () => introIn(language, count)),
        ...found.map((article) => remembered(blocks, article.id, () => blockOf(article))),
      ],
    };
    const frame = remembered(frames, language, () => frameIn(language));
    return {
      ...{ id: `digest-${asOf} ${digestKey(language, chosen)}`, language, subject },
      ...frame(content),
      articleIds: found.map(({ id }) => id),
      onlineUrl: absoluteUrl(siteUrl, pathTo('root', language)),
    };
  };
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
