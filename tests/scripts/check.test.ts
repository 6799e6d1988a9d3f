import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { rules } from '#articles/rules/catalogue.ts';
import { shareRules } from '#sharing/finding.ts';

import { main } from '../../scripts/check.ts';
import { articleText, type FileChange, makeHub } from '../support/hub-folder.ts';
import { articleFile, asOf, withFields } from '../support/mistakes.ts';

async function check(files: Record<string, FileChange>, argv: string[] = []) {
  await using hub = await makeHub(files);
  const data: string[] = [];
  const remarks: string[] = [];
  const status = await main(
    argv,
    { data: (line) => data.push(line), remark: (line) => remarks.push(line) },
    { hubRoot: hub.root, asOf },
  );
  return { status, data, remarks };
}

const stale = withFields({ publishedAt: '2025-01-01' });

describe('npm run check', () => {
  test('has nothing to say about a hub that is right', async () => {
    const { status, data, remarks } = await check({});
    expect(status).toBe(0);
    expect(data).toEqual([]);
    expect(remarks).toEqual([expect.stringMatching(/^No problems in 8 files \(\d+ ms\)\.$/)]);
  });

  test('prints a line per problem, grouped by file, and counts them', async () => {
    const { status, data, remarks } = await check({
      ...withFields({ topic: 'repiar', publishedAt: '2025-01-01' }),
      'content/topics/sums.yaml': 'name: 5\n',
    });
    expect(status).toBe(1);
    expect(data).toEqual([
      expect.stringMatching(`^${articleFile}:5 warning article/stale: `),
      expect.stringMatching(`^${articleFile}:10 error reference/dangling: "topic" is "repiar"`),
      '',
      expect.stringMatching(/^content\/topics\/sums\.yaml:1 error content\/schema: /),
      expect.stringMatching(/^content\/topics\/sums\.yaml:1 error content\/schema: /),
    ]);
    expect(remarks[0]).toMatch(/^3 errors, 1 warning in 8 files/);
  });

  test('names a share post that is too long before anybody shares it', async () => {
    const { status, data } = await check({
      'content/hub.yaml': (text) => `${text}share:\n  platforms:\n    x: { use: distribution }\n`,
      ...withFields({ share: { overrides: { x: 'a'.repeat(300) } } }),
    });
    expect(status).toBe(1);
    expect(data).toEqual([expect.stringMatching(/error share\/over-limit: .*45 over the limit/)]);
  });

  test('names it also while other files are wrong, and judges no post that a wrong file goes into', async () => {
    const shared = { share: { overrides: { x: 'a'.repeat(300) } } };
    const { data } = await check({
      'content/hub.yaml': (text) => `${text}share:\n  platforms:\n    x: { use: distribution }\n`,
      ...withFields(shared),
      'content/articles/nl/zonder-auteur.mdx': articleText({
        fields: {
          ...shared,
          title: 'Een stuk van niemand',
          description: 'a'.repeat(60),
          authors: ['nobody'],
        },
      }),
    });
    expect(data).toEqual([
      expect.stringMatching(`^${articleFile}:\\d+ error share/over-limit: `),
      '',
      expect.stringMatching(
        '^content/articles/nl/zonder-auteur.mdx:\\d+ error reference/dangling: ',
      ),
    ]);
    const { data: ofBrokenTopic } = await check({
      'content/hub.yaml': (text) => `${text}share:\n  platforms:\n    x: { use: distribution }\n`,
      ...withFields(shared),
      'content/topics/repair.yaml': 'name: 5\n',
    });
    expect(ofBrokenTopic.filter((line) => line.includes('share/'))).toEqual([]);
  });

  test('speaks Dutch where the hub or the command says so', async () => {
    const dutch = 'error reference/dangling: "topic" is "repiar"; bekende onderwerpen: ';
    const wrong = withFields({ topic: 'repiar' });
    const asked = await check(wrong, ['--language', 'nl']);
    expect(asked.data).toEqual([expect.stringContaining(dutch)]);
    expect(asked.data[0]).toMatch(/ Bedoelde je "repair"\?$/);
    expect(asked.remarks[0]).toMatch(/^1 fout in 8 bestanden/);
    const hub = { 'content/hub.yaml': (text: string) => `${text}editorLanguage: nl\n` };
    expect((await check({ ...wrong, ...hub })).data).toEqual(asked.data);
    const english = await check({ ...wrong, ...hub }, ['--language', 'en']);
    expect(english.data[0]).toContain('known topics: ');
    expect(await check({}, ['--language', 'fr'])).toMatchObject({ status: 2 });
  });

  test('lets warnings pass, but not with --strict', async () => {
    expect(await check(stale)).toMatchObject({ status: 0 });
    expect(await check(stale, ['--strict'])).toMatchObject({ status: 1 });
  });

  test('prints one JSON document with --json', async () => {
    const { status, data, remarks } = await check(stale, ['--json']);
    expect(status).toBe(0);
    expect(remarks).toEqual([]);
    expect(JSON.parse(data.join('\n'))).toMatchObject({
      problems: [{ rule: 'article/stale', severity: 'warning', file: articleFile, line: 5 }],
      counts: { error: 0, warning: 1, information: 0 },
      files: 8,
    });
  });

  test('lists every rule with --rules', async () => {
    const { status, data } = await check({}, ['--rules']);
    expect(status).toBe(0);
    expect(data.map((line) => line.split(' ', 1)[0])).toEqual([
      ...Object.keys(rules),
      ...Object.keys(shareRules),
    ]);
  });

  test('finds the demo hub right but for what it shows on purpose', async () => {
    const data: string[] = [];
    const output = { data: (line: string) => data.push(line), remark: () => {} };
    expect(await main([], output, { hubRoot: '.', asOf })).toBe(0);
    expect(data).toEqual([
      expect.stringContaining(
        'content/articles/nl/tweedehands-bakfiets.mdx:6 warning article/stale',
      ),
    ]);
  });

  test('runs as a program: status 1 on errors, 2 on wrong usage', async () => {
    await using hub = await makeHub(withFields({ topic: 'repiar' }));
    const run = (...argv: string[]) =>
      promisify(execFile)(process.execPath, ['scripts/check.ts', ...argv], {
        env: { FREEHOLD_ROOT: hub.root, FREEHOLD_AS_OF: asOf },
      });
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(`^${articleFile}:10 error reference/dangling`),
      stderr: expect.stringMatching(/^1 error in 8 files/),
    });
    await expect(run('--fast')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Unknown option '--fast'"),
    });
    expect((await run('--help')).stdout).toContain('Example: npm run check -- --strict');
  });
});
