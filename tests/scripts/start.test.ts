import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { startCommand } from '../support/built-hub.ts';
import { type FileChange, makeHub } from '../support/hub-folder.ts';

/** Runs `npm start -- --no-build` on a hub that was never built. */
async function startUnbuilt(files: Record<string, FileChange> = {}) {
  await using hub = await makeHub(files);
  const child = startCommand('start.ts', { root: hub.root, argv: ['--no-build'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [status] = await once(child, 'close');
  return { status, said };
}

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
