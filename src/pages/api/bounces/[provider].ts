import type { APIRoute } from 'astro';

import { postBounces } from '#server/endpoints/bounces.ts';

export const prerender = false;

export const ALL: APIRoute = ({ request, locals, params: { provider = '' } }) =>
  postBounces(request, { ...locals, provider });
