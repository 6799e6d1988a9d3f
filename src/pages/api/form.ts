import type { APIRoute } from 'astro';

import { getForm } from '#server/endpoints/form.ts';

export const prerender = false;

export const GET: APIRoute = ({ request, locals }) => getForm(request, locals);
