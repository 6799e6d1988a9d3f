import type { APIRoute } from 'astro';

import { llmsFile } from '#site/machine-files.ts';

export const GET: APIRoute = async () => new Response(await llmsFile('nl'));
