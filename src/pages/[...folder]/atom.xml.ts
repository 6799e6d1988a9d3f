import type { APIRoute } from 'astro';

import { articleText } from '#components/article-text.ts';
import { issueText } from '#components/issue-text.ts';
import { feedFormats } from '#feeds/formats.ts';
import { feedPaths, type FeedProps, feedText } from '#site/feeds.ts';

export const getStaticPaths = () => feedPaths('atom');

export const GET: APIRoute<FeedProps> = async ({ props }) =>
  new Response(await feedText('atom', props, { articleText, issueText }), {
    headers: { 'content-type': feedFormats.atom.mediaType },
  });
