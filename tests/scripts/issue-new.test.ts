import { expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { newCommand } from '../../scripts/support/issue/new-command.ts';
import { makeHub } from '../support/hub-folder.ts';

function recorder() {
  const data: string[] = [];
  const remarks: string[] = [];
  return {
    data,
    remarks,
    output: {
      data: (line: string) => data.push(line),
      remark: (line: string) => remarks.push(line),
    },
  };
}

test('an editor starts an issue with the articles that none brought yet, and is told what is left to write', async () => {
  await using hub = await makeHub();
  const { data, output } = recorder();
  expect(await newCommand(['2026-12-02'], output, { hubRoot: hub.root })).toBe(0);
  const [file = ''] = data;
  expect(file).toBe('content/issues/nl/2026-12-02.mdx');
  expect(await hub.read(file)).toContain('- article: eerste-lekke-band');

  const { problems, issues } = await checkContent(hub.root, { asOf: '2026-11-30' });
  expect(issues.map(({ id }) => id)).toEqual(['nl/2026-12-02']);
  expect(problems.length).toBeGreaterThan(0);
  for (const { rule, severity } of problems) {
    expect([rule, severity]).toEqual(['issue/unfinished', 'warning']);
  }

  const again = recorder();
  expect(await newCommand(['2026-12-16', '--json'], again.output, { hubRoot: hub.root })).toBe(0);
  const written = JSON.parse(again.data.join('')) as { file: string };
  expect(await hub.read(written.file)).not.toContain('eerste-lekke-band');
});

test('what is there is never written over', async () => {
  await using hub = await makeHub();
  const { output, remarks } = recorder();
  await newCommand(['2026-12-02'], output, { hubRoot: hub.root });
  const before = await hub.read('content/issues/nl/2026-12-02.mdx');
  expect(await newCommand(['2026-12-02'], output, { hubRoot: hub.root })).toBe(1);
  expect(await hub.read('content/issues/nl/2026-12-02.mdx')).toBe(before);
  expect(remarks.at(-1)).toContain('is there already');
});

test.each([[[]], [['winter']], [['2026-02-30']], [['2026-12-02', '--lang', 'fr']]])(
  'the words %o are no issue to start',
  async (argv) => {
    await using hub = await makeHub();
    const { output, data } = recorder();
    expect(await newCommand(argv, output, { hubRoot: hub.root })).toBe(2);
    expect(data).toEqual([]);
  },
);
