import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { readEnvironment } from '#server/environment.ts';
import { serveUntilStopped } from '#server/host-process.ts';
import { loadManifest } from '#server/manifest.ts';
import { postEndpoints } from '#server/post-endpoints.ts';
import { openServices } from '#server/services.ts';

// A hub in a process of its own, to be put under load: the host, endpoints and services that npm start runs,
// on the pages of the benchmark. It writes its address once it is ready. `--alone` gives every write a
// transaction of its own.

const { values: options } = parseArgs({
  options: {
    client: { type: 'string', default: '' },
    encoded: { type: 'string', default: '' },
    alone: { type: 'boolean', default: false },
  },
});
const environment = readEnvironment();
const { content } = await readContent(environment.hubRoot);
if (!content) throw new Error('content/ cannot be read; npm run check says why');
const { hub, topics, people } = content;
const { client: clientDir, encoded: encodedDir } = options;
const manifest = await loadManifest({ clientDir, encodedDir, hub });
const log = console.error;
const services = await openServices({
  ...{ dataDir: environment.dataDir, databaseUrl: environment.databaseUrl },
  ...{ siteUrl: `http://localhost:${environment.port}`, hub, topics, people, log },
  ...(options.alone && { commits: { gatherMs: 0, groupSize: 1 } }),
});

process.exitCode = await serveUntilStopped(
  { environment, hub, manifest, services, endpoints: postEndpoints, log },
  ({ url }) => console.info(url),
);
