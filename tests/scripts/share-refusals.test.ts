import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { articleText, makeHub } from '../support/hub-folder.ts';
import { article, filesIn, folder, makeSharingHub, share } from '../support/sharing-hub.ts';

describe('npm run share, when something is wrong', () => {
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

  test('a link in the place of a file is refused, wherever it leads', async () => {
    await using hub = await makeSharingHub({ [`${folder}/eerste-lekke-band/notitie.md`]: 'Zelf' });
    const base = path.join(hub.root, folder, 'eerste-lekke-band');
    await symlink(path.join(hub.root, 'content/hub.yaml'), path.join(base, 'x.txt'));
    await symlink(path.join(hub.root, 'weg.txt'), path.join(base, 'bluesky.txt'));
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain(`${folder}/eerste-lekke-band/x.txt:1 error share/symlink`);
    expect(remarks).toContain(`${folder}/eerste-lekke-band/bluesky.txt:1 error share/symlink`);
    expect(await hub.read('content/hub.yaml')).toContain('Proefhub');
  });

  test.each([
    [
      'a folder where a file belongs',
      'eerste-lekke-band/x.txt/notitie.md',
      'eerste-lekke-band/x.txt',
    ],
    ['a file where a folder belongs', 'eerste-lekke-band', 'eerste-lekke-band'],
  ])('%s is named and left alone', async (_, file, named) => {
    await using hub = await makeSharingHub({ [`${folder}/${file}`]: 'Zelf geschreven' });
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain(`${folder}/${named}:1 error share/in-the-way`);
    expect(Object.keys(await filesIn(hub.root))).toEqual([file]);
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

  test.each(['hook: "Vast \\uD83D is vast"', 'overrides: { x: "Vast \\uD83D is vast" }'])(
    'half an emoji in %s is named with its line',
    async (field) => {
      await using hub = await makeSharingHub({
        [article]: articleText().replace('title:', `share: { ${field} }\ntitle:`),
      });
      const { status, remarks } = await share(hub.root);
      expect(status).toBe(1);
      expect(remarks).toContain(`${article}:2 error`);
      expect(remarks).toContain('U+D83D');
    },
  );

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
    ['a part of its name', ['--article', 'eerste-lekke'], 1, 'Did you mean "eerste-lekke-band"?'],
    ['its title', ['--article', 'De eerste lekke band'], 1, 'Did you mean "eerste-lekke-band"?'],
    ['a slip', ['--article', 'eerste-leke-band'], 1, 'Did you mean "eerste-lekke-band"?'],
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
