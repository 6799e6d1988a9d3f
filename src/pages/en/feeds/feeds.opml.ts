import type { APIRoute } from 'astro';

import { opmlText } from '#site/feeds.ts';

export const GET: APIRoute = async () =>
  new Response(await opmlText('en'), { headers: { 'content-type': 'text/x-opml' } });
