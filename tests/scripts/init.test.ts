import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';
import { demoHash, listBrandFiles, listDemoFiles, readDemoList } from '#adapters/demo-files.ts';

import { main } from '../../scripts/init.ts';
import type { Asker } from '../../scripts/support/questions.ts';

const projectRoot = path.resolve(import.meta.dirname, '..', '..');
const today = '2026-11-30';
const article = 'content/articles/nl/de-eerlijke-som.mdx';

/** A clone's `content/` and `public/`. */
async function openClone() {
  const root = await mkdtemp(path.join(tmpdir(), 'freehold-clone-'));
  for (const folder of ['content', 'public']) {
    await cp(path.join(projectRoot, folder), path.join(root, folder), { recursive: true });
  }
  const run = async (argv: string[], ask: Asker | null = null) => {
    const data: string[] = [];
    const remarks: string[] = [];
    const status = await main(
      argv,
      { data: (line) => data.push(line), remark: (line) => remarks.push(line) },
      { hubRoot: root, asOf: today },
      ask,
    );
    return { status, data, remarks: remarks.join('\n') };
  };
  return {
    root,
    run,
    files: () => listBrandFiles(root),
    read: (file: string) => readFile(path.join(root, file), 'utf8'),
    write: async (file: string, text: string) => {
      await mkdir(path.join(root, path.dirname(file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    },
    check: async () => (await checkContent(root, { asOf: today })).problems,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

const brand = ['--name', 'Brood & Boter <3', '--domain', 'www.broodenboter.nl', '--yes'];

describe('npm run init', () => {
  test.each(['nl', 'en', 'nl,en', 'en,nl'])(
    'leaves a hub in %s of which check has nothing to say',
    async (languages) => {
      await using clone = await openClone();
      expect(await clone.run([...brand, '--languages', languages])).toMatchObject({ status: 0 });
      expect(await clone.check()).toEqual([]);
      const files = await clone.files();
      const demo = new Set(Object.keys(await readDemoList()));
      const { untouched } = await listDemoFiles(clone.root, await readDemoList());
      expect(untouched).toEqual([]);
      const folders = files.filter(
        (file) => file.startsWith('content/articles/') && !demo.has(file),
      );
      expect(new Set(folders.map((file) => file.split('/')[2]))).toEqual(
        new Set(languages.split(',')),
      );
      for (const file of files) {
        expect(await clone.read(file), file).not.toMatch(/tandradijs|\bundefined\b/i);
      }
    },
  );

  test('changes nothing the second time', async () => {
    await using clone = await openClone();
    await clone.run(brand);
    const before = await Promise.all((await clone.files()).map(clone.read));
    const { status, remarks } = await clone.run(['--name', 'Another', '--domain', 'x.nl', '--yes']);
    expect(status).toBe(0);
    expect(remarks).toContain('this is the hub of Brood & Boter <3. Nothing was changed.');
    expect(await Promise.all((await clone.files()).map(clone.read))).toEqual(before);
  });

  test('keeps what somebody added or changed, and says so', async () => {
    await using clone = await openClone();
    await clone.write('content/topics/brood.yaml', 'name: { nl: Brood }\nintro: { nl: Brood. }\n');
    const changed = `${await clone.read(article)}\nEen zin van ons.\n`;
    await clone.write(article, changed);
    const { status, data, remarks } = await clone.run(brand);
    expect(status).toBe(1);
    expect(data.join('\n')).toContain(
      `Stays, as it is yours (2):\n  ${article}\n  content/topics/brood.yaml\n`,
    );
    expect(remarks).toMatch(/de-eerlijke-som\.mdx:\d+ error reference\/dangling/);
    expect(await clone.read(article)).toBe(changed);
  });

  test('takes a demo file with other line endings for what it is', async () => {
    const text = await readFile(path.join(projectRoot, article), 'utf8');
    const onWindows = Buffer.from(text.replaceAll('\n', '\r\n'));
    expect(demoHash(onWindows)).toBe((await readDemoList())[article]);
  });

  test('ends what was begun when a brand wrote its hub.yaml by hand', async () => {
    await using clone = await openClone();
    const own = (await clone.read('content/hub.yaml'))
      .replaceAll('tandradijs', 'ons')
      .replace('name: Tandradijs\n', 'name: Ons merk\n');
    await clone.write('content/hub.yaml', own);
    const { status, remarks } = await clone.run(['--yes']);
    expect(remarks).toContain('content/hub.yaml is yours (Ons merk) and stays');
    expect(status).toBe(0);
    expect(await clone.read('content/hub.yaml')).toBe(own);
    expect(await clone.files()).not.toContain(article);
  });

  test('only says what it would do with --dry-run, and without anybody to ask', async () => {
    await using clone = await openClone();
    const before = await clone.files();
    const plan = await clone.run([...brand.slice(0, -1), '--dry-run', '--json']);
    expect(plan.status).toBe(0);
    expect(JSON.parse(plan.data.join(''))).toMatchObject({
      done: false,
      removed: expect.arrayContaining([article]),
      written: expect.arrayContaining(['content/hub.yaml']),
      kept: [],
    });
    const unsure = await clone.run(brand.slice(0, -1));
    expect(unsure).toMatchObject({ status: 1, remarks: expect.stringContaining('Add --yes') });
    expect(await clone.files()).toEqual(before);
  });

  test('asks a person for everything, and offers the nearest colour that can be read', async () => {
    await using clone = await openClone();
    const asked: string[] = [];
    const answers: Record<string, string> = {
      'What is the brand': 'Geel',
      'On which': 'geel.nl',
      'The brand': '#ffd400',
    };
    const ask: Asker = {
      text: async (question) => {
        asked.push(question);
        return Object.entries(answers).find(([begin]) => question.startsWith(begin))?.[1] ?? '';
      },
      choose: async (question, options) => {
        asked.push(question);
        return question === 'Go ahead?' ? 'yes' : (options[0]?.value ?? null);
      },
    };
    const { status, remarks } = await clone.run([], ask);
    expect(status).toBe(0);
    expect(remarks).toContain('Text in #ffd400 has a contrast of 1.2 on a light ground');
    expect(await clone.read('content/hub.yaml')).toContain('color: oklch(0.52 0.1067 94.02)');
    expect(asked).toHaveLength(12);
  });
});

describe('npm run init on a clone that stays as it is', async () => {
  const shared = await openClone();
  afterAll(() => shared[Symbol.asyncDispose]());

  test.each([
    [['--domain', 'brood.nl'], '--name is missing.'],
    [['--name', 'Brood', '--domain', 'https://brood.nl/blog'], '--domain must be an origin only'],
    [
      ['--name', 'Brood', '--domain', 'brood nl'],
      '--domain is "https://brood nl", which is no domain',
    ],
    [
      ['--name', 'Brood', '--domain', 'brood.nl', '--accent', 'red'],
      '--accent is no colour; write it as #1f5fa8',
    ],
    [
      ['--name', 'Brood', '--domain', 'brood.nl', '--languages', 'fr'],
      '--languages is "fr"; write one of nl, en',
    ],
    [
      ['--name', 'Brood', '--domain', 'brood.nl', '--languages', 'nl', '--default-language', 'en'],
      '--default-language is "en"; write one of nl.',
    ],
    [
      ['--name', 'Brood', '--domain', 'brood.nl', '--email', 'us'],
      '--email is "us", which is no mail address',
    ],
    [
      ['--name', 'Brood', '--domain', 'brood.nl', '--topics', 'Deeg, deeg'],
      '--topics has "deeg" twice',
    ],
    [['--name', 'Brood', '--domain', 'brood.nl', '--person', '家'], 'which gives no address'],
  ])('%s is wrong usage and changes nothing', async (argv, says) => {
    const { status, remarks } = await shared.run([...argv, '--yes']);
    expect(remarks).toContain(says);
    expect(status).toBe(2);
    expect((await listDemoFiles(shared.root, await readDemoList())).own).toEqual([]);
  });
});

test('the list of demo files is that of this version (update it with: npm exec -- vitest run -u -c tests/vitest.config.ts tests/scripts/init.test.ts)', async () => {
  const files = await listBrandFiles(projectRoot);
  const hashes = await Promise.all(
    files.map(async (file) => [file, demoHash(await readFile(path.join(projectRoot, file)))]),
  );
  await expect(`${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`).toMatchFileSnapshot(
    path.join(projectRoot, 'src/adapters/demo-files.json'),
  );
});
