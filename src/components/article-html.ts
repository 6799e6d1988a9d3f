import mdxRenderer from '@astrojs/mdx/server.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';

import { portableHtml } from '#articles/portable-html.ts';
import { absoluteUrl } from '#hub/urls.ts';
import type { CopiedArticle } from '#site/article-copy.ts';
import { hub } from '#site/shell.ts';

import ArticleCopy from './ArticleCopy.astro';

/** Every feed and the Markdown copy of an article show the same text: it is rendered once a build. */
const rendered = new Map<string, Promise<string>>();

/**
 * The HTML of an article for elsewhere: disclosures and origin, text, sources. The one user of Astro's
 * Container API, which is still experimental; a test holds its text equal to the page's.
 */
export function articleHtml(article: CopiedArticle): Promise<string> {
  const known = rendered.get(article.digest) ?? renderedHtml(article);
  rendered.set(article.digest, known);
  return known;
}

async function renderedHtml({ copy, entry }: CopiedArticle): Promise<string> {
  const url = absoluteUrl(hub.site, copy.path);
  // A container keeps what it has rendered, so each article gets one of its own.
  const container = await AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer: mdxRenderer });
  const html = await container.renderToString(ArticleCopy, {
    props: { copy, entry },
    request: new Request(url),
  });
  return portableHtml(html, { url });
}
