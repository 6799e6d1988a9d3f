import { serialize } from 'parse5';

import { portableTree } from '#articles/portable-html.ts';
import { portableMarkdown } from '#articles/portable-markdown.ts';
import { absoluteUrl } from '#hub/urls.ts';
import type { CopiedArticle } from '#site/article-copy.ts';
import type { ArticleText } from '#site/feeds.ts';
import { hub } from '#site/shell.ts';

import ArticleCopy from './ArticleCopy.astro';
import { renderedApart } from './rendered-apart.ts';

/** Every feed and the Markdown copy of an article show the same text: it is rendered once a build. */
const rendered = new Map<string, Promise<ArticleText>>();

/**
 * The text of an article for elsewhere: disclosures and origin, text, sources. A test holds its words
 * equal to the page's.
 */
export function articleText(article: CopiedArticle): Promise<ArticleText> {
  const known = rendered.get(article.digest) ?? renderedText(article);
  rendered.set(article.digest, known);
  return known;
}

async function renderedText({ copy, entry }: CopiedArticle): Promise<ArticleText> {
  const url = absoluteUrl(hub.site, copy.path);
  const html = await renderedApart(ArticleCopy, { props: { copy, entry }, url });
  const tree = portableTree(html, { url });
  return { html: serialize(tree), markdown: portableMarkdown(tree) };
}
