import { describe, expect, test } from 'vitest';

import { faultLine, requestLine } from '#server/log-line.ts';

describe('requestLine', () => {
  test('names method, route, status and time', () => {
    const line = requestLine(
      { method: 'POST', route: '/api/subscribe/' },
      { status: 303, elapsedMs: 12.4 },
    );
    expect(line).toBe('POST /api/subscribe/ 303 12 ms');
  });
});

describe('faultLine', () => {
  test('says what failed and where, in one line', () => {
    const line = faultLine(new TypeError('store is gone\nfor good'));
    expect(line).toMatch(/^TypeError: store is gone for good \(at .*log-line\.test\.ts[^)]*\)?/);
    expect(line).not.toContain('\n');
  });

  test.each([
    ['no row for ada@reader.example', 'no row for [address]'],
    ['<"Ada" ada@reader.example> refused', '<"Ada" [address]> refused'],
    ['GET /afmelden/?token=abc failed', 'GET /afmelden/?[query] failed'],
    [`token ${'aB3-_'.repeat(9)} unknown`, 'token [token] unknown'],
  ])('%s is told without what could name a reader', (message, told) => {
    expect(faultLine(message)).toBe(told);
  });
});
