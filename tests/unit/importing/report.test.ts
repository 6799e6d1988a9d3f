import { expect, test } from 'vitest';

import type { Finding } from '#importing/finding.ts';
import { reportLines } from '#importing/report.ts';

test('the same thing on many lines of a text is one line of the report', () => {
  const finding = (line: number, what: string): Finding => ({
    ...{ outcome: 'lost', construct: 'attribute', source: 'post.md', line, what },
  });
  const findings = [...Array.from({ length: 10 }, (_, at) => finding(20 - at, '{: .pad}'))];
  expect(reportLines([...findings, finding(4, '{: .groot}'), finding(5, '{: .pad}')])).toEqual([
    'post.md',
    '  4: left out: attribute: {: .groot}',
    '  5, 11, 12, 13, 14, 15, 16, 17 …: left out: attribute: {: .pad}',
    '',
    'attribute: 12 (12 left out)',
  ]);
});

test('a field that many texts have for the old program is told once', () => {
  const field = (source: string): Finding => ({
    ...{ outcome: 'lost', construct: 'field', source, line: 1, what: 'layout: post' },
  });
  const sources = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md', 'f.md'];
  expect(reportLines(sources.map(field))).toEqual([
    'in many texts alike',
    '  in 6 texts: left out: field: layout: post',
    '',
    'field: 6 (6 left out)',
  ]);
  expect(reportLines([field('a.md')])).toContain('a.md');
});
