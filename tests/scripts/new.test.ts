import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { main } from '../../scripts/new.ts';
import type { Asker } from '../../scripts/support/questions.ts';
import { articleText, type FileChange, makeHub } from '../support/hub-folder.ts';
import { articleFile, asOf, withFields } from '../support/mistakes.ts';

async function openHub(files: Record<string, FileChange> = {}) {
  const hub = await makeHub(files);
  const run = async (argv: string[], ask: Asker | null = null) => {
    const data: string[] = [];
    const remarks: string[] = [];
    const status = await main(
      argv,
      { data: (line) => data.push(line), remark: (line) => remarks.push(line) },
      { hubRoot: hub.root, asOf },
      ask,
    );
    const names = data.map((line) => path.relative(hub.root, path.resolve(line)));
    return { status, written: names, remarks: remarks.join('\n') };
  };
  const problems = async () => (await checkContent(hub.root, { asOf })).problems;
  return { ...hub, run, problems };
}

/** Answers each question by its beginning; breaks off at one it does not know. */
function answering(answers: Record<string, string>): Asker {
  const answer = (question: string) =>
    Object.entries(answers).find(([begin]) => question.startsWith(begin))?.[1] ?? null;
  return {
    text: async (question, accept) => {
      const text = answer(question);
      expect(text === null ? null : accept(text)).toBeNull();
      return text;
    },
    choose: async (question, options) => {
      const value = answer(question);
      return options.find((option) => option.value === value)?.value ?? null;
    },
  };
}

const article = ['article', 'Je ketting smeren', '--topic', 'repair', '--author', 'ada'];
const file = 'content/articles/nl/je-ketting-smeren.mdx';
const guest = `name: Gijs Gast
role: { nl: Gast }
kind: guest
organisation: Elders
bio: { nl: Gijs fietst. }
photo: { src: ../media/ada.svg, alt: { nl: Gijs, en: Gijs } }
`;

describe('npm run new', () => {
  test('writes a draft with a cover that lacks nothing but what is to be written', async () => {
    await using hub = await openHub();
    const { status, written, remarks } = await hub.run(article);
    expect(status).toBe(0);
    expect(written).toEqual([file, 'content/media/je-ketting-smeren.svg']);
    expect(remarks).toContain('Write what TODO marks, then run: npm run check');
    const problems = await hub.problems();
    expect(problems.length).toBeGreaterThan(2);
    for (const problem of problems) {
      expect(problem).toMatchObject({ rule: 'article/unfinished', severity: 'warning', file });
    }
  });

  test('has nothing left to say once every TODO is written', async () => {
    await using hub = await openHub();
    await hub.run([
      ...article,
      '--description',
      'Waarom een ketting olie wil, en hoeveel dan precies.',
    ]);
    const text = await hub.read(file);
    await writeFile(
      path.join(hub.root, file),
      text.replaceAll(/TODO: /g, '').replace('status: draft', 'status: published'),
    );
    expect(await hub.problems()).toEqual([]);
  });

  test('offers optional fields that hold when their # is removed', async () => {
    await using hub = await openHub();
    await hub.run(article);
    const text = await hub.read(file);
    const fields = text.replaceAll(
      /^# (?=(?:translationKey|question|takeaways|quotes|share|reviewBy):)/gm,
      '',
    );
    expect(fields).toContain('\ntakeaways:');
    await writeFile(path.join(hub.root, file), fields);
    const rules = new Set((await hub.problems()).map(({ rule }) => rule));
    // The example quote is no sentence of the article yet.
    expect([...rules].toSorted()).toEqual(['article/quote-text', 'article/unfinished']);
  });

  test('tells in two languages what ties a guest author to the hub', async () => {
    await using hub = await openHub({ 'content/people/gijs.yaml': guest });
    const argv = [
      'article',
      'A piece by Gijs',
      '--topic',
      'repair',
      '--author',
      'gijs',
      '--lang',
      'en',
    ];
    expect(await hub.run(argv)).toMatchObject({ status: 0 });
    const rules = new Set((await hub.problems()).map(({ rule }) => rule));
    expect([...rules]).toEqual(['article/unfinished']);
    expect(await hub.read('content/articles/en/a-piece-by-gijs.mdx')).toContain('guest: gijs');
  });

  test('never overwrites', async () => {
    await using hub = await openHub({ 'content/media/je-ketting-smeren.svg': '<svg/>\n' });
    expect(await hub.run(article)).toMatchObject({ status: 0, written: [file] });
    const before = await hub.read(file);
    const again = await hub.run([...article, '--status', 'review']);
    expect(again).toMatchObject({ status: 1, written: [] });
    expect(again.remarks).toContain(`${file} is there already`);
    expect(await hub.read(file)).toBe(before);
    expect(await hub.read('content/media/je-ketting-smeren.svg')).toBe('<svg/>\n');
  });

  test('asks for what is missing', async () => {
    await using hub = await openHub({ 'content/people/gijs.yaml': guest });
    const ask = answering({
      Title: 'Een vraag vooraf',
      Language: 'en',
      Topic: 'sums',
      Author: 'gijs',
      Description: '',
    });
    const { status, written } = await hub.run(['article'], ask);
    expect(status).toBe(0);
    expect(written[0]).toBe('content/articles/en/een-vraag-vooraf.mdx');
    expect(await hub.read(written[0] ?? '')).toMatch(/authors:\n {2}- gijs\ntopic: sums\n/);
  });

  test('writes nothing when the person breaks off', async () => {
    await using hub = await openHub();
    const { status, written, remarks } = await hub.run(
      ['article'],
      answering({ Title: 'Een begin' }),
    );
    expect({ status, written, remarks }).toEqual({
      status: 1,
      written: [],
      remarks: 'Nothing was written.',
    });
  });

  test.each([
    [[], 'What is new? Write one of article, translation, person, topic, page'],
    [['artikel', 'Titel'], 'What is new?'],
    [['article', 'Twee', 'woorden'], 'put a title of several words between quotes'],
    [['article', 'Te kort', '--topic', 'sums'], '--title has 7 characters; write 8 to 90'],
    [['article', 'Met een punt.', '--topic', 'sums'], '--title ends with a period'],
    [['article', 'Zonder onderwerp'], '--topic is missing; write one of repair, riding, sums'],
    [['article', 'Verkeerd onderwerp', '--topic', 'sum'], '--topic is "sum"; write one of'],
    [
      ['article', 'Verkeerde taal', '--topic', 'sums', '--lang', 'fr'],
      '--lang is "fr"; write one of nl, en',
    ],
    [['article', '漢字だけの題名です', '--topic', 'sums'], 'choose one with --slug'],
    [['article', 'Goede titel', '--topic', 'sums', '--slug', '../x'], '--slug is "../x"'],
    [['translation'], 'Which article?'],
    [
      ['translation', 'eerste-leke-band'],
      'There is no article "eerste-leke-band". Did you mean "eerste-lekke-band"?',
    ],
    [['translation', 'eerste-lekke-band'], '--title is missing'],
    [
      ['page', 'Nieuwsbrief'],
      '/nieuwsbrief/ is an address of the hub itself; choose another --slug',
    ],
    [['page', 'x'], '--title has 1 characters; write 3 to 90'],
  ])('%j is wrong usage', async (argv, says) => {
    await using hub = await openHub();
    const { status, written, remarks } = await hub.run(argv);
    expect({ status, written }).toEqual({ status: 2, written: [] });
    expect(remarks).toContain(says);
  });

  test('says what a hub needs before its first article', async () => {
    await using hub = await openHub();
    await rm(path.join(hub.root, 'content/topics'), { recursive: true });
    expect((await hub.run(['article', 'Eerste stuk'])).remarks).toBe(
      'There is no topic yet: npm run new -- topic "Name"',
    );
  });

  test('writes a person, a topic and a page that are right once written', async () => {
    await using hub = await openHub();
    await hub.run(['person', 'Marit Ünal', '--role', 'Directeur', '--bio', 'Marit leidt de hub.']);
    await hub.run(['topic', 'Stalling', '--intro', 'Waar je fiets slaapt.']);
    await hub.run(['page', 'Veelgestelde vragen']);
    const page = 'content/pages/nl/veelgestelde-vragen.mdx';
    expect(await hub.problems()).toMatchObject([
      { rule: 'article/unfinished', severity: 'error', file: page },
      { rule: 'article/unfinished', severity: 'error', file: page },
    ]);
    expect(await hub.read('content/people/marit-unal.yaml')).toContain('organisation: Proefhub');
    expect(await hub.read('content/media/marit-unal.svg')).toContain('<svg');
    expect(await hub.read('content/topics/stalling.yaml')).toContain('nl: Stalling');
  });
});

describe('npm run new -- translation', () => {
  const translate = ['translation', 'eerste-lekke-band', '--title', 'The first flat tyre'];
  const translated = 'content/articles/en/the-first-flat-tyre.mdx';

  test('prefills what both halves of the pair share', async () => {
    await using hub = await openHub(
      withFields({
        translationKey: 'tyre',
        audience: 'commuters',
        question: { nl: 'Wanneer liep jouw band leeg?' },
      }),
    );
    expect(await hub.run(translate)).toMatchObject({ status: 0, written: [translated] });
    const text = await hub.read(translated);
    expect(text).toContain('\nlang: en\n');
    expect(text).toContain('\ntranslationKey: tyre\n');
    expect(text).toContain('\nkind: guide\n');
    expect(text).toContain('src: ../../media/tyre.svg');
    expect(text).toContain('type: own');
    expect(text).toContain('Zet je fiets op zijn kop en kijk.');
    const problems = await hub.problems();
    for (const problem of problems) {
      expect(problem).toMatchObject({
        rule: 'article/unfinished',
        severity: 'warning',
        file: translated,
      });
    }
  });

  test('says how to make a pair of an article without a key', async () => {
    await using hub = await openHub();
    const { remarks } = await hub.run(translate);
    expect(remarks).toContain(`Add "translationKey: eerste-lekke-band" to ${articleFile}`);
  });

  test("makes a source of a guest's text", async () => {
    const permission = { status: 'granted', by: 'Gijs Gast', on: '2026-07-20' };
    const text = { nl: 'Gijs schrijft elders.', en: 'Gijs writes elsewhere.' };
    await using hub = await openHub({
      'content/people/gijs.yaml': guest,
      [articleFile]: articleText({
        fields: {
          authors: ['gijs'],
          origin: { type: 'guest', guest: 'gijs', permission },
          disclosures: [{ kind: 'cooperation', party: 'Elders', text }],
        },
      }),
    });
    await hub.run([...translate, '--translator', 'ada']);
    const draft = await hub.read(translated);
    expect(draft).toContain('\nkind: translation\n');
    expect(draft).toContain('url: https://proefhub.example/artikelen/eerste-lekke-band/');
    expect(draft).toContain('author: Gijs Gast');
    expect(draft).toContain('translator: ada');
    const rules = new Set((await hub.problems()).map(({ rule }) => rule));
    expect([...rules]).toEqual(['article/unfinished']);
  });
});
