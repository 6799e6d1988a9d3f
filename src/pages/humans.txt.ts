import type { APIRoute } from 'astro';

import { humansFile } from '#site/machine-files.ts';

export const GET: APIRoute = async () => new Response(await humansFile());
