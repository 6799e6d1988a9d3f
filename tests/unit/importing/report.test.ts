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
