import type { APIRoute } from 'astro';

import { postResend } from '#server/endpoints/resend.ts';

export const prerender = false;

export const ALL: APIRoute = ({ request, locals }) => postResend(request, locals);
