import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { healthRoute, liveRoutes } from '#server/live-routes.ts';

test('the README names every folder that a CDN must pass on to the process', async () => {
  const readme = await readFile('README.md', 'utf8');
  const list = /pass on to the process:(.*?);/s.exec(readme)?.[1] ?? '';
  const folders = [...list.matchAll(/`([^`*]+)\*?`/g)].map(([, folder = '']) => folder);
  expect(folders.length).toBeGreaterThan(0);
  const unnamed = [...liveRoutes, healthRoute]
    .map(({ path }) => path)
    .filter((path) => !folders.some((folder) => path.startsWith(folder)));
  expect(unnamed).toEqual([]);
});
