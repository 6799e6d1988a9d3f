import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { main } from '../../scripts/import.ts';
import { makeHub } from '../support/hub-folder.ts';
import { asOf } from '../support/mistakes.ts';

/** A folder with the texts and pictures of another blog, for as long as a test lives. */
async function openBlog(files: Record<string, string | Uint8Array>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'freehold-blog-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

async function openHub() {
  const hub = await makeHub();
  const run = async (...argv: string[]) => {
    const data: string[] = [];
    const remarks: string[] = [];
    const status = await main(
      argv,
      { data: (line) => data.push(line), remark: (line) => remarks.push(line) },
      { hubRoot: hub.root, asOf },
    );
    return { status, report: data.join('\n'), remarks: remarks.join('\n') };
  };
  const problems = async () =>
    (await checkContent(hub.root, { asOf })).problems.filter(
      ({ severity }) => severity === 'error',
    );
  return { ...hub, run, problems };
}

const chain = `---
title: Een ketting die lang meegaat
date: 2019-05-01 10:00:00 +0200
author: Bea Buitenband
categories: [Onderhoud]
tags: [ketting, olie]
permalink: /2019/05/ketting.html
---

Olie je ketting [na elke bui](2019-06-02-regen.md), niet ervoor. Zie het [schema](#het-schema).

# Het schema

![Een schone ketting](/images/Chain%20Photo.SVG)
`;

const rain = `---
title: Fietsen in de regen is een keuze
date: 2019-06-02
author: Bea Buitenband
categories: [Onderhoud]
---

Terug naar [de ketting](/2019/05/ketting.html#het-schema).
`;

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2H0z"/></svg>';

const blog = {
  '_posts/2019-05-01-ketting.md': chain,
  '_posts/2019-06-02-regen.md': rain,
  'images/Chain Photo.SVG': drawing,
};

describe('npm run import', () => {
  test('brings articles, pictures, people and topics, and leaves a hub without errors', async () => {
    await using old = await openBlog(blog);
    await using hub = await openHub();
    expect(await hub.run(old.folder)).toMatchObject({ status: 0 });
    expect(await hub.problems()).toEqual([]);
    const article = await hub.read('content/articles/nl/ketting.mdx');
    expect(article).toContain('publishedAt: 2019-05-01');
    expect(article).toContain('[na elke bui](/artikelen/regen/)');
    expect(article).toContain('[schema](#het-schema)');
    expect(article).toContain('## Het schema');
    expect(article).toContain('![Een schone ketting](../../media/imported/chain-photo.svg)');
    expect(await hub.read('content/people/bea-buitenband.yaml')).toContain('name: Bea Buitenband');
    expect(await hub.read('content/topics/onderhoud.yaml')).toContain('- ketting');
    expect(await hub.read('content/redirects.yaml')).toContain(
      '/2019/05/ketting.html: /artikelen/ketting/',
    );
    expect(await hub.read('content/articles/nl/regen.mdx')).toContain(
      '(/artikelen/ketting/#het-schema)',
    );
  });

  test('changes nothing the second time, and keeps what a person changed', async () => {
    await using old = await openBlog(blog);
    await using hub = await openHub();
    await hub.run(old.folder);
    expect((await hub.run(old.folder)).remarks).toContain('0 files written');
    const file = 'content/articles/nl/regen.mdx';
    await writeFile(path.join(hub.root, file), `${await hub.read(file)}\nVan mij.\n`);
    const { remarks } = await hub.run(old.folder);
    expect(remarks).toContain(`${file} was changed by hand`);
    expect(await hub.read(file)).toContain('Van mij.');
  });

  test.each([
    ['mapping.yaml', 'topics: { Recepten: Eten & Drinken }', /Recepten is no id.*Correct it/],
    ['mapping.yaml', 'topics: [', /mapping\.yaml is no YAML .*Correct it/],
    ['record.json', '{', /record\.json is not as an import wrote it; put it back/],
  ])('says what is wrong in %s that holds %j, and writes nothing', async (file, text, says) => {
    await using old = await openBlog(blog);
    await using hub = await openHub();
    await mkdir(path.join(hub.root, 'content/import'));
    await writeFile(path.join(hub.root, 'content/import', file), text);
    const { status, remarks } = await hub.run(old.folder);
    expect(status).toBe(1);
    expect(remarks).toMatch(says);
    expect(remarks).toContain('Nothing was written');
  });

  test('writes nothing with --dry-run, and says the same', async () => {
    await using old = await openBlog(blog);
    await using hub = await openHub();
    const trial = await hub.run(old.folder, '--dry-run');
    expect(trial.status).toBe(0);
    await expect(hub.read('content/articles/nl/regen.mdx')).rejects.toThrow('ENOENT');
    expect((await hub.run(old.folder)).report).toBe(trial.report);
  });

  test.each([
    [[], 'Import what?'],
    [['/no/such/folder'], 'does not exist'],
    [['.', 'twice'], 'is too much'],
    [['.', '--language', 'fr'], 'none of nl, en'],
    [['.', '--site', 'old'], 'is no address'],
  ])('refuses %j and says why', async (argv, reason) => {
    await using hub = await openHub();
    const { status, remarks } = await hub.run(...argv);
    expect(status).toBe(2);
    expect(remarks).toContain(reason);
  });
});
