import { setTimeout as wait } from 'node:timers/promises';

import { readEnvironment } from '#server/environment.ts';
import { serveUntilStopped } from '#server/host-process.ts';
import { loadManifest } from '#server/manifest.ts';

import { makeBuild, servedHub } from './served-hub.ts';

// A hub in a process of its own, for tests that send it signals or make it fail. It writes its
// address when it is ready and `asked` at each request for a live route, which takes as long as its
// query says.
await using build = await makeBuild();
const manifest = await loadManifest({ ...build, hub: servedHub });
const services = {
  check: async () => {},
  checkReady: async () => {},
  close: async () => console.info('services closed'),
};

process.exitCode = await serveUntilStopped(
  {
    environment: readEnvironment(),
    hub: { site: 'https://hub.example' },
    manifest,
    services,
    log: (line) => console.error(line),
    handler: async (request, response) => {
      console.info('asked');
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      const reject = () => void Promise.reject(new Error('lost ada@reader.example'));
      if (query.has('forget')) setTimeout(reject, 10);
      if (query.has('later')) setTimeout(() => JSON.parse('{'), 10);
      await wait(Number(query.get('ms') ?? 0));
      response.writeHead(200).end('done');
    },
  },
  ({ url }) => console.info(url),
);
