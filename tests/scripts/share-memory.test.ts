import { cp, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ExportWay, recallExport } from '#adapters/share-memory.ts';

import { articleText, type HubFolder } from '../support/hub-folder.ts';
import { article, asOf, filesIn, folder, makeSharingHub, share } from '../support/sharing-hub.ts';

const way: ExportWay = { withPages: false, dayIn: () => asOf };
const kit = `${folder}/eerste-lekke-band`;

/** A hub whose texts were made, some time after its content was written. */
async function makeExportedHub(): Promise<HubFolder> {
  const hub = await makeSharingHub({}, ['x', 'mastodon']);
  // Changes that are hardly older than an export may have come in between.
  await wait(80);
  const { status, remarks } = await share(hub.root);
  if (status !== 0) throw new Error(remarks);
  return hub;
}

const changed = { fields: { description: 'Wat je doet als je lek rijdt waar niemand woont.' } };

describe('recallExport', () => {
  let exported: HubFolder;
  beforeAll(async () => {
    exported = await makeExportedHub();
  });
  afterAll(() => exported[Symbol.asyncDispose]());

  test('knows what was told while nothing has changed, and the next run tells the same', async () => {
    const hub = exported;
    const before = await filesIn(hub.root);
    expect(recallExport(hub.root, way)).toMatchObject({
      asOf,
      kits: [['eerste-lekke-band', { article: 'nl/eerste-lekke-band' }]],
    });
    const { status, remarks, data } = await share(hub.root);
    expect({ status, data }).toEqual({ status: 0, data: `Share kits: ${await folderTold(hub)}` });
    expect(remarks).toContain('1 article, 2 posts; 0 files written, 5 unchanged, 0 removed.');
    expect(await filesIn(hub.root)).toEqual(before);
    const json = JSON.parse((await share(hub.root, '--json')).data);
    expect(json).toMatchObject({ asOf, written: [], removed: [], unchanged: 5, problems: [] });
    expect(json.kits[0].posts.map((post: { platform: string }) => post.platform)).toEqual([
      'x',
      'mastodon',
    ]);
  });

  test.each<[string, (hub: { readonly root: string }) => Promise<unknown>]>([
    ['an article says something else', ({ root }) => put(root, article, articleText(changed))],
    ['a file was added to the content', ({ root }) => put(root, 'content/topics/x.yaml', '')],
    ['an article is gone', ({ root }) => rm(path.join(root, article))],
    ['a picture was put into public/', ({ root }) => put(root, 'public/new.svg', '<svg/>')],
    ['the content has a link', ({ root }) => symlink('hub.yaml', at(root, 'content/link.yaml'))],
    ['somebody changed a text', ({ root }) => put(root, `${kit}/x.txt`, 'Anders')],
    ['a text is gone', ({ root }) => rm(at(root, `${kit}/x.txt`))],
    ['a file lies beside the texts', ({ root }) => put(root, `${folder}/los.txt`, 'Los')],
    ['the list of our files is gone', ({ root }) => rm(at(root, `${folder}/manifest.json`))],
    ['what was kept cannot be read', ({ root }) => put(root, '.cache/share/last-export.json', '{')],
  ])('knows nothing when %s', async (_, change) => {
    const root = `${exported.root}-changed`;
    await cp(exported.root, root, { recursive: true });
    try {
      expect(recallExport(root, way)).not.toBeNull();
      await change({ root });
      expect(recallExport(root, way)).toBeNull();
    } finally {
      await rm(root, { recursive: true });
    }
  });

  test('knows nothing of another day, nor of an export with pages', () => {
    expect(recallExport(exported.root, { ...way, dayIn: () => '2026-12-01' })).toBeNull();
    expect(recallExport(exported.root, { ...way, withPages: true })).toBeNull();
  });

  test('knows nothing of an export during which something may have changed', async () => {
    await using hub = await makeSharingHub({}, ['x']);
    await put(hub.root, 'content/topics/README.md', 'now');
    await share(hub.root);
    expect(recallExport(hub.root, way)).toBeNull();
  });

  test('a text that somebody changed is written again', async () => {
    await using hub = await makeExportedHub();
    const text = await hub.read(`${kit}/x.txt`);
    await put(hub.root, `${kit}/x.txt`, 'Anders');
    const { remarks } = await share(hub.root);
    expect(remarks).toContain('1 file written');
    expect(await hub.read(`${kit}/x.txt`)).toBe(text);
  });
});

function at(root: string, file: string): string {
  return path.join(root, file);
}

function put(root: string, file: string, text: string): Promise<void> {
  return writeFile(at(root, file), text);
}

async function folderTold({ root }: HubFolder): Promise<string> {
  return path.join(path.relative('.', root), folder);
}
