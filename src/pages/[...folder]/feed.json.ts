import type { APIRoute } from 'astro';

import { articleText } from '#components/article-text.ts';
import { issueText } from '#components/issue-text.ts';
import { feedFormats } from '#feeds/formats.ts';
import { feedPaths, type FeedProps, feedText } from '#site/feeds.ts';

export const getStaticPaths = () => feedPaths('json');

export const GET: APIRoute<FeedProps> = async ({ props }) =>
  new Response(await feedText('json', props, { articleText, issueText }), {
    headers: { 'content-type': feedFormats.json.mediaType },
  });
