import type { APIRoute } from 'astro';

import { articleText } from '#components/article-text.ts';
import type { CopiedArticle } from '#site/article-copy.ts';
import { markdownFile, markdownPaths } from '#site/machine-files.ts';

export const getStaticPaths = () => markdownPaths();

export const GET: APIRoute<CopiedArticle> = async ({ props }) =>
  new Response(await markdownFile(props, articleText), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
