import { describe, expect, test } from 'vitest';

import { platformIds } from '#sharing/platforms.ts';

import { main } from '../../scripts/platforms.ts';

function platforms(argv: string[], asOf = '2026-11-30') {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => data.push(line),
    remark: (line: string) => remarks.push(line),
  };
  const status = main(argv, output, { asOf });
  return { status, data: data.join('\n'), remarks: remarks.join('\n') };
}

describe('npm run platforms', () => {
  test('shows every platform on a line', () => {
    const { status, data, remarks } = platforms([]);
    expect(status).toBe(0);
    const lines = data.split('\n').slice(2);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(platformIds);
    expect(data).toMatch(/^bluesky +300 graphemes, 3000 UTF-8 bytes/mu);
    expect(remarks).toBe('');
  });

  test('shows where each number of one platform comes from, and which are hearsay', () => {
    const { data } = platforms(['whatsapp']);
    expect(data).toMatch(/text +65536\? characters +\d{4}-\d\d-\d\d +https:\/\//u);
  });

  test('--json is for programs', () => {
    const facts = JSON.parse(platforms(['--json', 'x']).data);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({
      id: 'x',
      threads: true,
      numbers: expect.arrayContaining([
        expect.objectContaining({ about: 'text', max: 280, unit: 'weighted characters' }),
      ]),
    });
  });

  test('tells which numbers nobody checked for a year', () => {
    const { status, remarks } = platforms(['x'], '2028-01-01');
    expect(status).toBe(0);
    expect(remarks).toMatch(/^X: \d+ numbers were checked more than a year ago/);
  });

  test('an unknown platform is wrong usage', () => {
    expect(platforms(['myspace'])).toMatchObject({
      status: 2,
      remarks: expect.stringContaining('known are x, linkedin'),
    });
  });
});
