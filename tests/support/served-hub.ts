import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { precompress } from '#adapters/precompress.ts';
import type { Redirect } from '#hub/redirects/redirect.ts';
import { readEnvironment } from '#server/environment.ts';
import { type Host, type HostOptions, startHost } from '#server/host.ts';
import type { HostedServices } from '#server/live-host.ts';
import { loadManifest } from '#server/manifest.ts';

/** A small build: one page of each kind that the host treats in its own way. */
export const builtFiles = {
  'index.html': '<!doctype html><html lang="nl"><title>Thuis</title><p>Welkom</p></html>',
  '404.html': '<!doctype html><html lang="nl"><title>Niet gevonden</title></html>',
  'en/404/index.html': '<!doctype html><html lang="en"><title>Not found</title></html>',
  'artikelen/een-lekke-band/index.html': pageOf('Een lekke band'),
  'artikelen/één/index.html': pageOf('Eén'),
  'rss.xml': '<?xml version="1.0"?><rss version="2.0"/>',
  'cards/index.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  '_astro/page.a1b2c3.js': `console.log(${JSON.stringify('x'.repeat(1000))})`,
} as const satisfies Record<string, string | Buffer>;

/** What the host asks of a hub, its rights as they are when nobody changed them. */
export const servedHub = {
  site: 'https://hub.example',
  rights: { aiInput: false, aiTraining: false, textMining: 'reserved' },
} as const;

export interface BuiltHub extends AsyncDisposable {
  readonly clientDir: string;
  readonly encodedDir: string;
  readonly cacheDir: string;
}

/** Writes `files` as a finished build to a temporary folder, compressed as a build leaves it. */
export async function makeBuild(
  files: Readonly<Record<string, string | Buffer>> = builtFiles,
  redirects: readonly Redirect[] = [],
): Promise<BuiltHub> {
  const root = await mkdtemp(path.join(tmpdir(), 'freehold-dist-'));
  const clientDir = path.join(root, 'client');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.join(clientDir, path.dirname(name)), { recursive: true });
    await writeFile(path.join(clientDir, name), content);
  }
  await writeFile(path.join(root, 'redirects.json'), JSON.stringify(redirects));
  const encodedDir = path.join(root, 'encoded');
  const cacheDir = path.join(root, 'cache');
  await precompress(clientDir, encodedDir, { cacheDir });
  return {
    ...{ clientDir, encodedDir, cacheDir },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

export interface ServedHub extends AsyncDisposable {
  readonly host: Host;
  readonly port: number;
  /** What the host told the operator. */
  readonly lines: string[];
  readonly services: HostedServices & { closed: number };
}

type Changes = Partial<HostOptions<HostedServices>> & {
  readonly files?: Record<string, string | Buffer>;
  readonly redirects?: readonly Redirect[];
};

/** Serves a small build on a free port of this machine. */
export async function serveHub({ files, redirects, ...changes }: Changes = {}): Promise<ServedHub> {
  await using build = await makeBuild(files, redirects);
  const lines: string[] = [];
  const services = {
    closed: 0,
    check: async () => {},
    checkReady: async () => {},
    close: async () => {
      services.closed += 1;
    },
  };
  const host = await startHost({
    environment: readEnvironment({ PORT: '0', HOST: '127.0.0.1' }),
    hub: { site: 'https://hub.example' },
    manifest: await loadManifest({ ...build, hub: servedHub }),
    services,
    log: (line) => lines.push(line),
    ...changes,
  });
  const port = Number(new URL(host.url).port);
  return { host, port, lines, services, [Symbol.asyncDispose]: () => host.close() };
}

function pageOf(title: string): string {
  const text = `<p>${title}, met genoeg woorden om kleiner te worden.</p>\n`.repeat(40);
  return `<!doctype html><html lang="nl"><title>${title}</title><style>p{color:red}</style>${text}</html>`;
}
