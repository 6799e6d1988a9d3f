import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { articleText } from '../support/hub-folder.ts';
import { article, folder, makeSharingHub, share } from '../support/sharing-hub.ts';

const overrides = { x: 'Onze eigen woorden.' };

describe('npm run share -- keep', () => {
  test('notes what a text of one’s own was written for; a change of the article then shows, the text stays', async () => {
    await using hub = await makeSharingHub({
      [article]: articleText({ fields: { share: { overrides } } }),
    });
    const kept = await share(hub.root, 'keep', 'eerste-lekke-band', 'x');
    expect(kept).toMatchObject({ status: 0, data: expect.stringContaining('x text is kept') });
    expect(await hub.read(article)).toMatch(
      /x: \{ text: "Onze eigen woorden\.", writtenFor: "[0-9a-f]{16}" \}/,
    );
    expect((await share(hub.root)).remarks).not.toContain('share/stale');

    const before = await hub.read(`${folder}/eerste-lekke-band/x.txt`);
    const changed = (await hub.read(article)).replace('op zijn kop', 'op zijn kant');
    await writeFile(path.join(hub.root, article), changed);
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(0);
    expect(remarks).toContain('warning share/stale: the X post of nl/eerste-lekke-band');
    expect(await hub.read(`${folder}/eerste-lekke-band/x.txt`)).toBe(before);

    await share(hub.root, 'keep', 'nl/eerste-lekke-band', 'x');
    expect((await share(hub.root)).remarks).not.toContain('share/stale');
    const again = await share(hub.root, 'keep', 'nl/eerste-lekke-band', 'x');
    expect(again.data).toContain('kept already');
  });

  test('--dry-run shows the article as it would be', async () => {
    await using hub = await makeSharingHub({
      [article]: articleText({ fields: { share: { overrides } } }),
    });
    const before = await hub.read(article);
    const { data } = await share(hub.root, 'keep', 'eerste-lekke-band', 'x', '--dry-run');
    expect(data).toContain('writtenFor');
    expect(await hub.read(article)).toBe(before);
  });

  test.each([
    ['an unknown article', ['weg', 'x'], 1, 'There is no article "weg"'],
    ['a platform without a text', ['eerste-lekke-band', 'x'], 1, 'has no text of its own for x'],
    ['no platform', ['eerste-lekke-band'], 2, 'Name an article and a platform'],
  ])('with %s it says so', async (_, argv, expected, message) => {
    await using hub = await makeSharingHub();
    const { status, remarks } = await share(hub.root, 'keep', ...argv);
    expect(status).toBe(expected);
    expect(remarks).toContain(message);
  });

  test('an article with the same name in two languages must be named in full', async () => {
    const fields = { share: { overrides } };
    await using hub = await makeSharingHub({
      [article]: articleText({ fields }),
      'content/articles/en/eerste-lekke-band.mdx': articleText({
        fields: { ...fields, lang: 'en' },
      }),
    });
    const { status, remarks } = await share(hub.root, 'keep', 'eerste-lekke-band', 'x');
    expect(status).toBe(1);
    expect(remarks).toContain('name one of them');
  });
});

describe('npm run share', () => {
  test('names its commands when it does not know one', async () => {
    await using hub = await makeSharingHub();
    const { status, remarks } = await share(hub.root, 'post');
    expect(status).toBe(2);
    expect(remarks).toMatch(/"post" is no command; write one of export, .*keep/);
  });
});
