import { readEnvironment } from '#server/environment.ts';
import { serveUntilStopped } from '#server/host-process.ts';
import { loadManifest } from '#server/manifest.ts';
import { postEndpoints } from '#server/post-endpoints.ts';
import { openServices } from '#server/services.ts';

import { aBusyHub, ilyas } from './audience.ts';
import { makeBuild, servedHub } from './served-hub.ts';

// A whole hub in a process of its own: the real host, endpoints and services, and a small build without live
// pages. Several of them may share a store. It writes its address once it is ready, then what it logs.
await using build = await makeBuild();
const environment = readEnvironment();
const manifest = await loadManifest({ ...build, hub: servedHub });
const log = (line: string) => console.info(line);
const services = await openServices({
  dataDir: environment.dataDir,
  databaseUrl: environment.databaseUrl,
  siteUrl: environment.url ?? 'http://localhost',
  hub: aBusyHub(),
  topics: [{ id: 'repair' }],
  people: [ilyas],
  serverKey: new Uint8Array(32).fill(7),
  log,
});

process.exitCode = await serveUntilStopped(
  { environment, hub: aBusyHub(), manifest, services, endpoints: postEndpoints, log },
  ({ url }) => console.info(`open at ${url}`),
);
