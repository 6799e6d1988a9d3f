import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { servedBuild } from '#adapters/build-folder.ts';
import type { BuildReport } from '#adapters/hub-build.ts';

import {
  type BuiltHub,
  builtVaried,
  copyOfBuild,
  copyOfHub,
  differences,
  digestsOf,
  namesIn,
  startCommand,
} from '../support/built-hub.ts';
import { articleText } from '../support/hub-folder.ts';

let hub: BuiltHub;
let buildMs: number;
const article = 'content/articles/nl/remmen-in-de-regen.mdx';

beforeAll(async () => {
  hub = await copyOfBuild('failing', builtVaried());
  const { milliseconds } = JSON.parse(await hub.read('exports/build-report.json')) as BuildReport;
  buildMs = Object.values(milliseconds).reduce((sum, ms) => sum + ms, 0);
});

afterAll(() => hub[Symbol.asyncDispose]());

/** What readers would get now. */
async function served() {
  return { name: await servedBuild(hub.root), files: await digestsOf(hub.clientDir) };
}

describe('a build that fails', () => {
  test('names every error at once and leaves what is served alone', async () => {
    const before = await served();
    const sound = await hub.read(article);
    await hub.change(article, (text) => `${text}\n<Callout kind="tip">Nooit gesloten.\n`);
    await hub.change(
      'content/articles/nl/zonder-beeld.mdx',
      articleText({
        fields: {
          title: 'Een stuk zonder beeld',
          description: 'Dit stuk noemt een plaatje dat niemand in de map heeft gezet, en dat telt.',
          cover: { src: '../../media/nergens.jpg', alt: { nl: 'Niets', en: 'Nothing' } },
        },
      }),
    );
    await hub.change('content/people/carla.yaml', 'name: [Carla\n');

    const { status, stdout, stderr } = await hub.build();
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/remmen-in-de-regen\.mdx:\d+ error .*Callout/);
    expect(stderr).toMatch(/zonder-beeld\.mdx:\d+ error .*nergens\.jpg/);
    expect(stderr).toMatch(/carla\.yaml:\d+ error /);
    expect(stderr).toMatch(/3 errors to mend first/);
    expect(await served()).toEqual(before);

    await hub.change(article, sound);
    await hub.change('content/articles/nl/zonder-beeld.mdx', null);
    await hub.change('content/people/carla.yaml', null);
  });

  test('stops at a share post that breaks a rule of its platform', async () => {
    const sound = await hub.read(article);
    await hub.change(article, (text) =>
      text.replace(/^title:/mu, 'share: { overrides: { oud-plein: Vast is vast. } }\ntitle:'),
    );
    const { status, stderr } = await hub.build();
    expect(status).toBe(1);
    expect(stderr).toMatch(/remmen-in-de-regen\.mdx:2 error share\/unknown-platform/);
    await hub.change(article, sound);
  });

  test.each([
    { where: 'a card', picture: 'content/media/chain.jpg' },
    { where: 'a page', picture: 'content/media/wet-rim.webp' },
  ])(
    'ends and leaves what is served alone when a picture of $where is unreadable',
    async ({ picture }) => {
      const before = await served();
      const sound = await readFile(path.join(hub.root, picture));
      // Its header still says how large it is; only reading all of it shows the damage.
      await hub.change(picture, Buffer.from(sound).fill(0x55, Math.floor(sound.length * 0.6)));

      const { status, stderr } = await hub.build();
      expect(status).toBe(1);
      expect(stderr).toContain(path.basename(picture));
      expect(await served()).toEqual(before);
      expect(await namesIn(hub.root)).not.toContain('dist.next');

      await hub.change(picture, sound);
    },
  );
});

describe('a build that is killed', () => {
  test('leaves the old build or the new one, whole, and the next build is sound', async () => {
    const kills = 2;
    const before = await served();
    await hub.change(article, (text) => text.replace('Knijp eerder.', 'Knijp op tijd.'));

    for (let kill = 0; kill < kills; kill += 1) {
      const child = startCommand('build.ts', { root: hub.root });
      await wait(((kill + Math.random()) / kills) * buildMs);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const after = await served();
      // A kill may come when the new build is published already.
      if (after.name === before.name) expect(after.files).toEqual(before.files);
      else expect(Object.keys(after.files)).toHaveLength(Object.keys(before.files).length);
    }

    await hub.mustBuild();
    await using clean = await copyOfHub('after-kills', hub);
    await clean.mustBuild();
    expect(await differences(hub.clientDir, clean.clientDir)).toEqual([]);
    expect((await namesIn(hub.root)).filter((name) => name.startsWith('dist.'))).toHaveLength(1);
  });
});
