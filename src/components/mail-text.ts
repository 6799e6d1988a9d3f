import type { CollectionEntry } from 'astro:content';

import { absoluteUrl } from '#hub/urls.ts';
import type { MailPicture } from '#newsletter/mail-parts.ts';
import { type MailHtml, mailHtml } from '#newsletter/mail-tree.ts';
import { hub } from '#site/shell.ts';

import MailText from './mail/MailText.astro';
import { renderedApart } from './rendered-apart.ts';

export interface RenderedMailText extends MailHtml {
  readonly pictures: readonly MailPicture[];
}

/** The text of an issue or article whose page is at `path`, with the mail's own elements. */
export async function mailTextOf(
  entry: CollectionEntry<'articles'> | CollectionEntry<'issues'>,
  { path, isArticle }: { readonly path: string; readonly isArticle: boolean },
): Promise<RenderedMailText> {
  const pictures: MailPicture[] = [];
  const sourceIds = 'sources' in entry.data ? entry.data.sources.map(({ id }) => id) : [];
  const url = absoluteUrl(hub.site, path);
  const locals = { mailPictures: pictures, sourceIds };
  const html = await renderedApart(MailText, { props: { entry }, url, locals });
  return { ...mailHtml(html, { url, headingsDown: isArticle }), pictures };
}
