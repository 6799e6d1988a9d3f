import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { applySharePlan, planShareFiles } from '#adapters/share-files.ts';
import { fits } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';

import { main } from '../../scripts/share.ts';
import { articleText, type FileChange, makeHub } from '../support/hub-folder.ts';

const asOf = '2026-11-30';
const article = 'content/articles/nl/eerste-lekke-band.mdx';
const folder = 'exports/share';

/** The minimal hub on every platform. */
function makeSharingHub(files: Record<string, FileChange> = {}) {
  const uses = platformIds.map((id) => `    ${id}: { use: distribution }`).join('\n');
  return makeHub({
    'content/hub.yaml': (text) => `${text}share:\n  platforms:\n${uses}\n`,
    ...files,
  });
}

async function share(root: string, ...argv: string[]) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => data.push(line),
    remark: (line: string) => remarks.push(line),
  };
  const status = await main(argv, output, { hubRoot: root, asOf });
  return { status, data: data.join('\n'), remarks: remarks.join('\n') };
}

/** Every file below the folder with its text and the moment it was written. */
async function filesIn(root: string): Promise<Record<string, string>> {
  const entries = await readdir(path.join(root, folder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const texts = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs } = await stat(file);
      return [
        path.relative(path.join(root, folder), file),
        `${mtimeMs} ${await readFile(file, 'utf8')}`,
      ] as const;
    }),
  );
  return Object.fromEntries(texts);
}

describe('npm run share', () => {
  test('writes a text per platform and one kit.json, each within its limit', async () => {
    await using hub = await makeSharingHub();
    const { status, data, remarks } = await share(hub.root);

    expect(status).toBe(0);
    expect(data).toContain(folder);
    expect(remarks).toContain('1 article, 8 posts; 9 files written, 0 unchanged, 0 removed.');
    const files = await readdir(path.join(hub.root, folder, 'eerste-lekke-band'));
    expect(files.sort()).toEqual([...platformIds.map((id) => `${id}.txt`), 'kit.json'].sort());

    const kit = JSON.parse(await hub.read(`${folder}/eerste-lekke-band/kit.json`));
    for (const [index, id] of platformIds.entries()) {
      const text = await hub.read(`${folder}/eerste-lekke-band/${id}.txt`);
      expect(kit.posts[index]).toMatchObject({ platform: id, text });
      expect(fits(text, platforms[id])).toBe(true);
      const links = text.split('https://proefhub.example').length - 1;
      expect(links).toBe(platforms[id].links === 'in-post' ? 1 : 0);
      expect(kit.posts[index].url).toContain(`utm_source=${id}`);
    }
  });

  test('a second run writes nothing', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const before = await filesIn(hub.root);
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain('0 files written, 9 unchanged, 0 removed');
    expect(await filesIn(hub.root)).toEqual(before);
  });

  test('the same content elsewhere gives the same bytes', async () => {
    await using one = await makeSharingHub();
    await using other = await makeSharingHub();
    await rm(path.join(other.root, 'content'), { recursive: true });
    await cp(path.join(one.root, 'content'), path.join(other.root, 'content'), { recursive: true });
    await share(one.root);
    await share(other.root);
    for (const name of ['manifest.json', 'eerste-lekke-band/kit.json', 'eerste-lekke-band/x.txt']) {
      expect(await other.read(`${folder}/${name}`)).toBe(await one.read(`${folder}/${name}`));
    }
  });

  test('only what changed is written again', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const overrides = { linkedin: 'Onze eigen woorden voor collega’s.' };
    await writeFile(
      path.join(hub.root, article),
      articleText({ fields: { share: { overrides } } }),
    );
    const { data } = await share(hub.root, '--json');
    expect(JSON.parse(data).written).toEqual([
      'eerste-lekke-band/linkedin.txt',
      'eerste-lekke-band/kit.json',
    ]);
    expect(await hub.read(`${folder}/eerste-lekke-band/linkedin.txt`)).toMatch(
      /^Onze eigen woorden/,
    );
  });

  test('an override over the limit exits 1, names file, line and overrun, and writes nothing', async () => {
    const overrides = { x: 'a'.repeat(300), mastodon: 'b'.repeat(600) };
    await using hub = await makeSharingHub({
      [article]: articleText({ fields: { share: { overrides } } }),
    });
    const { status, remarks } = await share(hub.root);

    expect(status).toBe(1);
    const line =
      (await hub.read(article)).split('\n').findIndex((text) => text.includes('x: a')) + 1;
    expect(remarks).toContain(
      `${article}:${line} error share/over-limit: the X post of nl/eerste-lekke-band`,
    );
    expect(remarks).toContain('45 over the limit of 280');
    expect(remarks).toContain('125 over the limit of 500');
    expect(await filesIn(hub.root)).toEqual({});
  });

  test('a post file without an article is refused, named and left alone', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const before = await filesIn(hub.root);
    await mkdir(path.join(hub.root, folder, 'losse-post'));
    await writeFile(path.join(hub.root, folder, 'losse-post/x.txt'), 'Volg ons!');
    await writeFile(path.join(hub.root, folder, 'mastodon.txt'), 'Volg ons ook daar!');

    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain(`${folder}/losse-post/x.txt:1 error share/no-original`);
    expect(remarks).toContain(`${folder}/mastodon.txt:1 error share/no-original`);
    expect(await hub.read(`${folder}/losse-post/x.txt`)).toBe('Volg ons!');
    expect(await filesIn(hub.root)).toMatchObject(before);
  });

  test.each([
    ['a draft', { status: 'draft' }],
    ['an article under review', { status: 'review' }],
    ['an article of tomorrow', { publishedAt: '2026-12-01' }],
  ])('%s gets no kit, and loses the one it had', async (_, fields) => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    await writeFile(path.join(hub.root, folder, 'eerste-lekke-band/notitie.md'), 'Zelf geschreven');
    await writeFile(path.join(hub.root, article), articleText({ fields }));

    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain('0 articles, 0 posts; 0 files written, 0 unchanged, 9 removed.');
    expect(Object.keys(await filesIn(hub.root)).sort()).toEqual([
      'eerste-lekke-band/notitie.md',
      'manifest.json',
    ]);
  });

  test('a folder is removed with its last file', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    await rm(path.join(hub.root, article));
    await share(hub.root);
    expect(await readdir(path.join(hub.root, folder))).toEqual(['manifest.json']);
  });

  test('a run that was stopped halfway leaves nothing that it takes for someone else’s', async () => {
    await using hub = await makeSharingHub();
    const files = new Map([['eerste-lekke-band/x.txt', 'Vast is vast.']]);
    const folders = new Set(['eerste-lekke-band']);
    const plan = await planShareFiles(hub.root, files, { folders, isInScope: () => true });
    const stop = () => {
      throw new Error('stopped');
    };
    await expect(applySharePlan(hub.root, plan, stop)).rejects.toThrow('stopped');
    await writeFile(path.join(hub.root, article), articleText({ fields: { status: 'draft' } }));

    expect(await share(hub.root)).toMatchObject({ status: 0 });
    expect(await readdir(path.join(hub.root, folder))).toEqual(['manifest.json']);
  });

  test('an altered manifest makes it remove nothing else', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const files = [
      '../../content/hub.yaml',
      '/etc/hosts',
      'eerste-lekke-band/../../../content/hub.yaml',
      3,
    ];
    await writeFile(path.join(hub.root, folder, 'manifest.json'), JSON.stringify({ files }));
    const { status } = await share(hub.root);
    expect(status).toBe(0);
    expect(await hub.read('content/hub.yaml')).toContain('Proefhub');
  });

  test('a link in the place of a folder is refused', async () => {
    await using hub = await makeSharingHub();
    await mkdir(path.join(hub.root, folder), { recursive: true });
    await symlink(path.join(hub.root, 'content'), path.join(hub.root, folder, 'eerste-lekke-band'));
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain(`${folder}/eerste-lekke-band:1 error share/symlink`);
    expect(await readdir(path.join(hub.root, 'content'))).not.toContain('x.txt');
  });

  test('an English article has a folder of its own, ending in -en where the slugs are equal', async () => {
    await using hub = await makeSharingHub({
      'content/articles/en/first-puncture.mdx': articleText({ fields: { lang: 'en' } }),
      'content/articles/en/eerste-lekke-band.mdx': articleText({ fields: { lang: 'en' } }),
    });
    await share(hub.root);
    expect((await readdir(path.join(hub.root, folder))).sort()).toEqual([
      'eerste-lekke-band',
      'eerste-lekke-band-en',
      'first-puncture',
      'manifest.json',
    ]);
    expect(await hub.read(`${folder}/eerste-lekke-band-en/x.txt`)).toContain('/en/articles/');
  });

  test('--article and --platform write only that and leave the rest', async () => {
    await using hub = await makeSharingHub({
      'content/articles/nl/tweede-band.mdx': articleText({
        fields: { title: 'De tweede lekke band' },
      }),
    });
    expect(
      (await share(hub.root, '--article', 'tweede-band', '--platform', 'bluesky')).status,
    ).toBe(0);
    expect(Object.keys(await filesIn(hub.root)).sort()).toEqual([
      'manifest.json',
      'tweede-band/bluesky.txt',
      'tweede-band/kit.json',
    ]);
    await share(hub.root);
    const { remarks } = await share(hub.root, '--article', 'nl/tweede-band');
    expect(remarks).toContain('1 article, 8 posts; 0 files written, 9 unchanged, 0 removed.');
    expect(Object.keys(await filesIn(hub.root))).toHaveLength(2 * 9 + 1);
  });

  test('--dry-run tells and does nothing', async () => {
    await using hub = await makeSharingHub();
    const { status, data, remarks } = await share(hub.root, '--dry-run');
    expect(status).toBe(0);
    expect(data).toContain(`${folder}/eerste-lekke-band/x.txt`);
    expect(remarks).toContain('9 files to write');
    expect(await filesIn(hub.root)).toEqual({});
  });

  test('--json is one object, also when refused', async () => {
    await using hub = await makeSharingHub();
    const done = JSON.parse((await share(hub.root, '--json')).data);
    expect(done).toMatchObject({ asOf, dryRun: false, unchanged: 0, removed: [], problems: [] });
    expect(done.kits[0].posts[0]).toMatchObject({
      platform: 'x',
      count: { limit: 280, unit: 'weighted' },
    });

    const overrides = { twitter: 'Oude naam' };
    await writeFile(
      path.join(hub.root, article),
      articleText({ fields: { share: { overrides } } }),
    );
    const refused = JSON.parse((await share(hub.root, '--json')).data);
    expect(refused.problems).toMatchObject([{ rule: 'share/unknown-platform', file: article }]);
  });

  test('every problem is told at once, in the content and in the folder', async () => {
    await using hub = await makeSharingHub({
      'content/hub.yaml': (text) =>
        `${text}share:\n  platforms:\n    x: { use: service }\n    oud-plein: { use: service }\n`,
      [article]: articleText({ fields: { share: { overrides: { x: 'a'.repeat(300) } } } }),
      [`${folder}/losse-post/x.txt`]: 'Volg ons!',
    });
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain('share/unknown-platform: "oud-plein" is no platform');
    expect(remarks).toContain('share/over-limit');
    expect(remarks).toContain('share/no-original');
    expect(remarks).toContain('Nothing was written: 3 errors to mend first.');
  });

  test('broken content stops it, so that no kit is removed for a typing mistake', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const before = await filesIn(hub.root);
    await writeFile(path.join(hub.root, article), articleText({ fields: { titel: 'Tikfout' } }));
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain('titel');
    expect(await filesIn(hub.root)).toEqual(before);
  });

  test('hub.yaml may make a rule milder', async () => {
    await using hub = await makeSharingHub({
      'content/hub.yaml': (text) =>
        `${text}share:\n  platforms:\n    x: { use: service }\nrules:\n  share/over-limit: warning\n`,
      [article]: articleText({ fields: { share: { overrides: { x: 'a'.repeat(300) } } } }),
    });
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain('warning share/over-limit');
  });

  test.each([
    ['an unknown platform', ['--platform', 'myspace'], 2, 'known are x, linkedin'],
    ['a platform the hub is not on', ['--platform', 'x'], 1, 'add it to share.platforms'],
    ['an unknown article', ['--article', 'bestaat-niet'], 1, 'There is no article "bestaat-niet"'],
    ['a draft', ['--article', 'concept'], 1, 'has the status draft'],
    ['a later article', ['--article', 'later'], 1, 'is published on 2027-01-01, after 2026-11-30'],
  ])('asked for %s it says so', async (_, argv, expected, message) => {
    await using hub = await makeHub({
      'content/articles/nl/concept.mdx': articleText({ fields: { status: 'draft' } }),
      'content/articles/nl/later.mdx': articleText({ fields: { publishedAt: '2027-01-01' } }),
    });
    const { status, remarks } = await share(hub.root, ...argv);
    expect(status).toBe(expected);
    expect(remarks).toContain(message);
  });

  test('a hub without platforms has no posts and is told how to get them', async () => {
    await using hub = await makeHub();
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain('name platforms under share.platforms');
  });

  test('--help has an example, and an unknown option is a usage error', async () => {
    await using hub = await makeHub();
    const { status, data } = await share(hub.root, '--help');
    expect(status).toBe(0);
    expect(data).toContain('Example: npm run share -- --article');
    await expect(share(hub.root, '--artikel', 'x')).rejects.toThrow(/Unknown option/);
  });
});
