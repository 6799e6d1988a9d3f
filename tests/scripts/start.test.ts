import { once } from 'node:events';

import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { startCommand } from '../support/built-hub.ts';
import { type FileChange, makeHub } from '../support/hub-folder.ts';
import { ask } from '../support/raw-http.ts';
import { makeBuild } from '../support/served-hub.ts';

/** Runs `npm start -- --no-build` on a hub that was never built. */
async function startUnbuilt(files: Record<string, FileChange> = {}) {
  await using hub = await makeHub(files);
  const child = startCommand('start.ts', { root: hub.root, argv: ['--no-build'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [status] = await once(child, 'close');
  return { status, said };
}

/** A hub that was built, whose store is no store. */
async function makeDamagedHub() {
  const hub = await makeHub();
  await using build = await makeBuild({
    'index.html': '<!doctype html><title>Thuis</title>',
    '503/index.html': '<!doctype html><title>Nu even niet</title>',
  });
  const dist = path.join(hub.root, 'dist');
  await cp(build.clientDir, path.join(dist, 'client'), { recursive: true });
  await cp(build.encodedDir, path.join(dist, 'encoded'), { recursive: true });
  await mkdir(path.join(dist, 'server'));
  await writeFile(path.join(dist, 'server/entry.mjs'), 'export const handler = () => {};');
  await mkdir(path.join(hub.root, 'data'));
  await writeFile(path.join(hub.root, 'data/audience.sqlite'), 'no store at all\n'.repeat(300));
  return hub;
}

function startHub(root: string, ...options: string[]) {
  const child = startCommand('start.ts', {
    ...{ root, argv: ['--no-build', ...options] },
    env: { PORT: '0', HOST: '127.0.0.1' },
  });
  const output = { data: '', remarks: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.data += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.remarks += chunk.toString()));
  const ended = once(child, 'close').then(([status]) => Number(status));
  return { child, output, ended };
}

describe('npm start with a store that cannot be used', { timeout: 60_000 }, () => {
  test('refuses, says what to do, and names --static-only', async () => {
    await using hub = await makeDamagedHub();
    const { output, ended } = startHub(hub.root);
    expect(await ended).toBe(1);
    expect(output.remarks).toContain('audience.sqlite is damaged');
    expect(output.remarks).toContain('npm run restore');
    expect(output.remarks).toMatch(/npm start -- --static-only\n$/);
    expect(output.remarks).not.toContain('    at ');
  });

  test('serves the pages with --static-only, and leaves the store alone', async () => {
    await using hub = await makeDamagedHub();
    const { child, output, ended } = startHub(hub.root, '--static-only');
    await expect.poll(() => output.data, { timeout: 60_000 }).toMatch(/Site .*:\d+\n/);
    const port = Number(/Site .*:(\d+)\n/.exec(output.data)?.[1]);
    const answers = await Promise.all([
      ask(port, 'GET', '/'),
      ask(port, 'POST', '/api/subscribe/'),
      ask(port, 'GET', '/healthz'),
      ask(port, 'GET', '/readyz'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200, 503]);
    expect(answers[1]?.body).toContain('Nu even niet');
    expect(answers[1]?.headers['retry-after']).toBeDefined();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await readdir(path.join(hub.root, 'data'))).toEqual(['audience.sqlite']);
  });
});

describe('npm start -- --no-build', () => {
  test('says what to run when there is no build yet', async () => {
    expect(await startUnbuilt()).toEqual({
      status: 1,
      said: 'There is nothing to serve: no build has succeeded yet. Run npm start without --no-build.\n',
    });
  });

  test('names what is wrong in a hub that cannot be read', async () => {
    const { status, said } = await startUnbuilt({ 'content/hub.yaml': 'name: Proefhub\n' });
    expect(status).toBe(1);
    expect(said).toContain('content/hub.yaml:1 error content/schema: "site" is missing');
    expect(said).toContain('Mend the errors above, then npm start.');
  });
});
