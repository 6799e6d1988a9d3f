import type { APIRoute } from 'astro';

import { listMailArticles } from '#site/mail-articles.ts';

/** Private: the build takes it out of what is served. */
export const GET: APIRoute = async () => Response.json(await listMailArticles());
