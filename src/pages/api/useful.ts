import type { APIRoute } from 'astro';

import { postUseful } from '#server/endpoints/useful.ts';

export const prerender = false;

export const ALL: APIRoute = ({ request, locals }) => postUseful(request, locals);
