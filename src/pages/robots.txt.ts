import type { APIRoute } from 'astro';

import { robotsFile } from '#site/machine-files.ts';

export const GET: APIRoute = () => new Response(robotsFile());
