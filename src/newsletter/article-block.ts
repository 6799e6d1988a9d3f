import { escapeHtml } from '#hub/escape-html.ts';
import { localeOf } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import type { MailArticle } from './mail-parts.ts';
import { newsletterMessagesIn } from './messages.ts';

/**
 * An article in a mail, as HTML with classes: what must be known first, then its beginning or, given `whole`, all of
 * it, and the way to its page on `site`.
 */
export function articleBlock(
  article: MailArticle,
  { site, whole }: { readonly site: string; readonly whole?: string | undefined },
): string {
  const { language, title, description, topic, authors, disclosures, origin } = article;
  const t = newsletterMessagesIn(language);
  const url = escapeHtml(absoluteUrl(site, article.path));
  const names = new Intl.ListFormat(localeOf[language]).format(authors);
  const notes = [...disclosures, ...(origin === null ? [] : [origin])];
  const lines = [
    whole === undefined ? coverHtml(article, { site, url }) : '',
    `<p class="m-small m-muted">${escapeHtml(t.by(names, topic.name))}</p>`,
    `<h2 class="m-ink"><a class="m-title m-ink" href="${url}">${escapeHtml(title)}</a></h2>`,
    ...notes.map((text) => `<p class="m-small m-muted">${escapeHtml(text)}</p>`),
    whole ?? `<p>${escapeHtml(description)}</p>`,
    `<p><a class="m-more m-link" href="${url}">${escapeHtml(whole === undefined ? t.readMore(title) : t.readWhole)}</a></p>`,
  ];
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="m-article m-rule">
${lines.filter((line) => line !== '').join('\n')}
</td></tr></table>`;
}

function coverHtml(
  { picture }: MailArticle,
  { site, url }: { readonly site: string; readonly url: string },
): string {
  if (picture === null) return '';
  const { path, width, height, alt } = picture;
  const src = escapeHtml(absoluteUrl(site, path));
  return `<a class="m-cover" href="${url}"><img class="m-picture m-muted" src="${src}" width="${width}" height="${height}" alt="${escapeHtml(alt)}"></a>`;
}
