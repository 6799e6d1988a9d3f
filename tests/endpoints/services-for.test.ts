import { readdir } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { readEnvironment } from '#server/environment.ts';
import { openServicesFor } from '#server/services-for.ts';

import { makeFolder } from '../support/audience.ts';
import { someContent } from '../support/content-builders.ts';

const log = () => undefined;

describe('openServicesFor', () => {
  test('takes the key from the environment, and then leaves none beside the store', async () => {
    await using folder = await makeFolder();
    const place = { FREEHOLD_DATA: folder.path };
    const content = someContent();
    const secret = readEnvironment({ ...place, FREEHOLD_SECRET: 's'.repeat(32) });
    await (await openServicesFor(secret, { content, log })).close();
    const files = await readdir(folder.path);
    expect(files).toContain('audience.sqlite');
    expect(files).not.toContain('key');

    const other = readEnvironment({ ...place, FREEHOLD_SECRET: 'o'.repeat(32) });
    await expect(openServicesFor(other, { content, log })).rejects.toThrow('Restore the key');
  });

  test('mails links that open the running hub, or the address that the operator gave', async () => {
    await using folder = await makeFolder();
    const origins = async (env: Record<string, string>) => {
      const environment = readEnvironment({ FREEHOLD_DATA: folder.path, ...env });
      const services = await openServicesFor(environment, { content: someContent(), log });
      await services.close();
      return services.origins;
    };
    expect(await origins({ PORT: '8080' })).toEqual(['http://localhost:8080']);
    expect(await origins({ FREEHOLD_URL: 'https://hub.example' })).toEqual(['https://hub.example']);
  });
});
