import type { APIRoute } from 'astro';

import { articleHtml } from '#components/article-html.ts';
import type { CopiedArticle } from '#site/article-copy.ts';
import { markdownFile, markdownPaths } from '#site/machine-files.ts';

export const getStaticPaths = () => markdownPaths();

export const GET: APIRoute<CopiedArticle> = async ({ props }) =>
  new Response(await markdownFile(props, articleHtml), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
