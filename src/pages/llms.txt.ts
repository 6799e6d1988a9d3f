import type { APIRoute } from 'astro';

import { llmsFile } from '#site/machine-files.ts';
import { rootLanguage } from '#site/shell.ts';

export const GET: APIRoute = async () => new Response(await llmsFile(rootLanguage));
