import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { cover } from '../support/cards.ts';
import { articleText } from '../support/hub-folder.ts';
import { article, folder, makeSharingHub, share, shareAll } from '../support/sharing-hub.ts';

const files = { 'content/media/tyre.svg': cover };
const kit = `${folder}/eerste-lekke-band`;
const on = ['mastodon', 'pinterest'] as const;

describe('npm run share', () => {
  test('draws what the hub’s platforms ask for and no more, and writes a page with them', async () => {
    await using hub = await makeSharingHub(files, on);
    const { status } = await shareAll(hub.root);
    expect(status).toBe(0);
    const pictures = (await readdir(path.join(hub.root, kit))).filter((one) =>
      one.endsWith('.jpg'),
    );
    expect(pictures.sort()).toEqual(['og.jpg', 'pin.jpg']);
    expect(await sharp(path.join(hub.root, kit, 'pin.jpg')).metadata()).toMatchObject({
      width: 1000,
      height: 1500,
    });
    expect(await hub.read(`${kit}/index.html`)).toContain('src="pin.jpg"');
    expect(await hub.read(`${folder}/index.html`)).toContain('eerste-lekke-band/index.html');

    const before = await stat(path.join(hub.root, kit, 'pin.jpg'));
    expect((await shareAll(hub.root)).remarks).toContain(' 0 files written,');
    expect((await stat(path.join(hub.root, kit, 'pin.jpg'))).mtimeMs).toBe(before.mtimeMs);
  });

  test('with --texts-only pages and pictures stay as they are', async () => {
    await using hub = await makeSharingHub(files, on);
    await shareAll(hub.root);
    const page = await hub.read(`${kit}/index.html`);
    await writeFile(path.join(hub.root, article), articleText({ fields: { title: 'Een andere' } }));
    await share(hub.root);
    expect(await hub.read(`${kit}/index.html`)).toBe(page);
    await shareAll(hub.root);
    expect(await hub.read(`${kit}/index.html`)).not.toBe(page);
  });

  test('pages and pictures go with their article', async () => {
    await using hub = await makeSharingHub(files, on);
    await shareAll(hub.root);
    await rm(path.join(hub.root, article));
    await shareAll(hub.root);
    expect(await readdir(path.join(hub.root, folder))).not.toContain('eerste-lekke-band');
  });

  test('a cover that cannot be drawn is an error, and nothing is written', async () => {
    await using hub = await makeSharingHub({ 'content/media/tyre.svg': '<svg' }, on);
    const { status, remarks } = await shareAll(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain('error card/picture');
    expect(await readdir(path.join(hub.root, folder)).catch(() => [])).toEqual([]);
  });
});
