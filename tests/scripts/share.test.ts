import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { applySharePlan, planShareFiles } from '#adapters/share-files.ts';
import { fits } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';

import { articleText } from '../support/hub-folder.ts';
import { article, asOf, filesIn, folder, makeSharingHub, share } from '../support/sharing-hub.ts';

const posts = platformIds.length;
/** A text for each platform and the kit. */
const kitSize = posts + 1;
/** The time of the article's posts has passed, so it stands in the two queues only. */
const queueSize = 2;

describe('npm run share', () => {
  test('writes a text per platform and one kit.json, each within its limit', async () => {
    await using hub = await makeSharingHub();
    const { status, data, remarks } = await share(hub.root);

    expect(status).toBe(0);
    expect(data).toContain(folder);
    expect(remarks).toContain(
      `1 article, ${posts} posts; ${kitSize + queueSize} files written, 0 unchanged, 0 removed.`,
    );
    const names = await readdir(path.join(hub.root, folder, 'eerste-lekke-band'));
    expect(names.sort()).toEqual([...platformIds.map((id) => `${id}.txt`), 'kit.json'].sort());

    const kit = JSON.parse(await hub.read(`${folder}/eerste-lekke-band/kit.json`));
    for (const [index, id] of platformIds.entries()) {
      const pasted = await hub.read(`${folder}/eerste-lekke-band/${id}.txt`);
      const post = kit.posts[index];
      expect(post.platform).toBe(id);
      expect(pasted).toContain(post.text);
      expect(fits(post.text, platforms[id])).toBe(true);
      const links = pasted.split('https://proefhub.example').length - 1;
      expect(links).toBe(platforms[id].links === 'in-profile' ? 0 : 1);
      expect(post.url).toContain(`utm_source=${id}&`);
    }
  });

  test('a title, and a link with a field of its own, stand in the text file as paragraphs', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const kit = JSON.parse(await hub.read(`${folder}/eerste-lekke-band/kit.json`));
    const post = kit.posts.find(({ platform }: { platform: string }) => platform === 'pinterest');
    expect(post.title).toBe('De eerste lekke band');
    expect(await hub.read(`${folder}/eerste-lekke-band/pinterest.txt`)).toBe(
      `De eerste lekke band\n\n${post.text}\n\n${post.url}`,
    );
    expect(await hub.read(`${folder}/eerste-lekke-band/x.txt`)).toBe(kit.posts[0].text);
  });

  test('a second run writes nothing', async () => {
    await using hub = await makeSharingHub();
    await share(hub.root);
    const before = await filesIn(hub.root);
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain(`0 files written, ${kitSize + queueSize} unchanged, 0 removed`);
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
      'queue.csv',
      'queue.json',
    ]);
    expect(await hub.read(`${folder}/eerste-lekke-band/linkedin.txt`)).toMatch(
      /^Onze eigen woorden/,
    );
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
    expect(remarks).toContain(
      `0 articles, 0 posts; 0 files written, 0 unchanged, ${kitSize + queueSize} removed.`,
    );
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
      'queue.csv',
      'queue.json',
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
    expect(remarks).toContain(
      `1 article, ${posts} posts; 0 files written, ${kitSize} unchanged, 0 removed.`,
    );
    expect(Object.keys(await filesIn(hub.root))).toHaveLength(2 * kitSize + queueSize + 1);
  });

  test('--article and --platform take away what the article itself gave up', async () => {
    await using hub = await makeSharingHub({
      'content/articles/nl/tweede-band.mdx': articleText({
        fields: { title: 'De tweede lekke band' },
      }),
    });
    await share(hub.root);
    const skipping = (ids: readonly string[]) =>
      articleText({
        fields: { share: { skip: ids.map((platform) => ({ platform, reason: 'Niet daar.' })) } },
      });
    const first = ['--article', 'eerste-lekke-band'];

    await writeFile(path.join(hub.root, article), skipping(['x', 'mastodon']));
    const one = await share(hub.root, ...first, '--platform', 'x');
    expect(one.remarks).toContain('1 removed.');
    const other = await share(hub.root, ...first);
    expect(other.remarks).toContain('1 removed.');
    const names = await readdir(path.join(hub.root, folder, 'eerste-lekke-band'));
    expect(names).not.toContain('x.txt');
    expect(names).not.toContain('mastodon.txt');

    await writeFile(path.join(hub.root, article), skipping(platformIds));
    const all = await share(hub.root, ...first);
    expect(all.remarks).not.toContain('name platforms');
    expect((await readdir(path.join(hub.root, folder))).sort()).toEqual([
      'manifest.json',
      'queue.csv',
      'queue.json',
      'tweede-band',
    ]);
  });

  test('--dry-run tells and does nothing', async () => {
    await using hub = await makeSharingHub();
    const { status, data, remarks } = await share(hub.root, '--dry-run');
    expect(status).toBe(0);
    expect(data).toContain(`${folder}/eerste-lekke-band/x.txt`);
    expect(remarks).toContain(`${kitSize + queueSize} files to write`);
    expect(await filesIn(hub.root)).toEqual({});
  });

  test('--check judges every post and writes nothing', async () => {
    await using hub = await makeSharingHub();
    expect(await share(hub.root, '--check')).toMatchObject({
      status: 0,
      remarks: expect.stringContaining('every post keeps the rules of its platform'),
    });
    const overrides = { x: 'a'.repeat(300) };
    await writeFile(
      path.join(hub.root, article),
      articleText({ fields: { share: { overrides } } }),
    );
    const { status, remarks } = await share(hub.root, 'export', '--check');
    expect(status).toBe(1);
    expect(remarks).toContain('45 over the limit of 280');
    expect(remarks).toContain('The posts are not right: 1 error to mend first.');
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
});
