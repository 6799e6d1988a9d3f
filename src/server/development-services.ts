import { readContent } from '#adapters/content-files.ts';

import { readEnvironment } from './environment.ts';
import type { Services } from './services.ts';
import { openServicesFor } from './services-for.ts';

let opened: Promise<Services> | undefined;

/** The audience service of `npm run dev`: the real one, on the hub's own data folder. */
export function developmentServices(): Promise<Services> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Services> {
  const environment = readEnvironment();
  const { content } = await readContent(environment.hubRoot);
  if (!content) throw new Error('content/hub.yaml cannot be used; npm run check says why');
  return openServicesFor(environment, { content, log: console.info });
}
