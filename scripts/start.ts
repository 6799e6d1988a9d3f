import { type ChildProcess, spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import type { Content } from '#articles/content.ts';
import { isStoreError } from '#audience/store.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import type { Host } from '#server/host.ts';
import { serveUntilStopped } from '#server/host-process.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';
import { liveRoutesIn } from '#server/live-routes.ts';
import { loadHandler } from '#server/load-handler.ts';
import { loadManifest } from '#server/manifest.ts';
import { postEndpoints } from '#server/post-endpoints.ts';
import type { Services } from '#server/services.ts';
import { openServicesFor } from '#server/services-for.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { machineTrouble } from './support/machine-trouble.ts';

const usage = `Builds the hub, writes the share kits and serves the site with its audience service.

  npm start -- [--no-build] [--static-only]

  --no-build      serves dist/ as it is
  --static-only   serves the pages without opening the store: what needs it answers that it is not possible now

PORT (4321) and HOST (localhost) choose the address, FREEHOLD_DATA the folder of the store and the outbox,
SMTP_URL sends mail instead of writing it to the outbox. When a build fails, the last good one is served.

Example: PORT=8080 npm start`;

/** Serves the hub until it is stopped. Returns the exit status: 0 stopped, 1 it could not start, 2 wrong usage. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      'no-build': { type: 'boolean', default: false },
      'static-only': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const environment = readEnvironment();
  const built = options['no-build'] || (await runCommandFile('build')) === 0;
  const { content, problems } = await readContent(environment.hubRoot);
  const dist = await realpath(path.join(environment.hubRoot, 'dist')).catch(() => null);
  if (!content || dist === null) {
    if (built && !content) for (const problem of problems) output.remark(problemLine(problem));
    const remedy =
      built && content
        ? 'Run npm start without --no-build.'
        : 'Mend the errors above, then npm start.';
    output.remark(
      dist === null
        ? `There is nothing to serve: no build has succeeded yet. ${remedy}`
        : `The hub cannot be read, so nothing is served. ${remedy}`,
    );
    return 1;
  }
  if (!built) output.remark('Serving the last good build.');
  // A kit that is wrong is no reason to keep readers waiting: its errors are printed.
  if (built) await runCommandFile('share', '--texts-only');
  const isStaticOnly = options['static-only'];
  // To draw pictures is no reason either: they follow while the hub is open.
  const pictures = built && !options['no-build'] ? drawInBackground(output) : null;
  try {
    return await serve({ environment, content, dist, output, isStaticOnly });
  } finally {
    pictures?.kill();
  }
}

async function serve({
  environment,
  content,
  dist,
  output,
  isStaticOnly,
}: {
  environment: Environment;
  content: Content;
  dist: string;
  output: Output;
  isStaticOnly: boolean;
}): Promise<number> {
  const { hub } = content;
  const log = output.remark;
  const manifest = await loadManifest({
    clientDir: path.join(dist, 'client'),
    encodedDir: path.join(dist, 'encoded'),
    hub,
  });
  const place = (folder: string) => path.relative('.', folder) || '.';
  const live = isStaticOnly ? null : await openLive(environment, { content, dist, output });
  if (live === 'refused') return 1;
  const outboxDir = live?.services.outboxDir;
  const host = { environment, hub, manifest, log, routes: liveRoutesIn(hub.languages) };
  const outboxLine =
    outboxDir === undefined
      ? 'none: only pages are served'
      : outboxDir === null
        ? 'mail is sent by SMTP'
        : `${place(outboxDir)}/`;
  const told = ({ url }: Host) => {
    output.data(`
  ${hub.name} is open.

  Site         ${url}
  Outbox       ${outboxLine}
  Share kits   ${place(path.join(environment.hubRoot, 'exports', 'share'))}/

  Stop with Ctrl-C.
`);
  };
  return live
    ? serveUntilStopped({ ...host, ...live }, told)
    : serveUntilStopped({ ...host, services: noServices }, told);
}

/** The services and the pages that need them, or that the store cannot be used, which the operator is told. */
async function openLive(
  environment: Environment,
  { content, dist, output }: { content: Content; dist: string; output: Output },
) {
  try {
    const services = await openServicesFor(environment, { content, log: output.remark });
    const handler = await loadHandler<LiveLocals<Services>>(path.join(dist, 'server'));
    return { services, handler, endpoints: postEndpoints };
  } catch (error) {
    const trouble = isStoreError(error) ? machineTrouble(error) : null;
    if (trouble === null) throw error;
    output.remark(
      `${trouble}\nTo serve the pages meanwhile, without sign-ups: npm start -- --static-only`,
    );
    return 'refused';
  }
}

const noServices: HostedServices = {
  check: () => Promise.resolve(),
  checkReady: () => Promise.reject(new Error('the store is not opened')),
  close: () => Promise.resolve(),
};

/** Other commands run in processes of their own, so that their memory is given back before serving begins. */
function runCommandFile(name: 'build' | 'share', ...argv: string[]): Promise<number> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${name}.ts`), ...argv], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

/** Makes what the kits lack beside their texts; what is wrong with the content was said before. */
function drawInBackground({ remark }: Output): ChildProcess {
  const file = path.join(import.meta.dirname, 'share.ts');
  const child = spawn(process.execPath, [file], { stdio: 'ignore' });
  child.on('exit', (status) => {
    if (status !== null && status !== 0)
      remark(
        'The pages and pictures of the share kits are not as they should be; npm run share says why.',
      );
  });
  return child;
}

await runCommand(import.meta, main);
