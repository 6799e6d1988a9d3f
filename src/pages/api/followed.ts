import type { APIRoute } from 'astro';

import { postFollowed } from '#server/endpoints/followed.ts';

export const prerender = false;

export const ALL: APIRoute = ({ request, locals }) => postFollowed(request, locals);
