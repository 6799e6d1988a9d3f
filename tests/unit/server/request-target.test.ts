import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { targetOf } from '#server/request-target.ts';

const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter(
  // Slashes part segments, dot segments leave folders, and controls are nothing anybody types.
  (text) => !/[\u0000-\u001f\u007f/\\]|^\.{1,2}$/.test(text),
);

describe('targetOf', () => {
  test('any path that was encoded comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(segment), fc.webQueryParameters(), (segments, query) => {
        const path = `/${segments.join('/')}`;
        const sent = `/${segments.map(encodeURIComponent).join('/')}`;
        expect(targetOf(sent)).toEqual({ path, query: '' });
        expect(targetOf(`${sent}?${query}`)).toEqual({ path, query: `?${query}` });
      }),
    );
  });

  test('whatever is sent, no result leaves its folder or hides a separator', () => {
    const piece = fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%',
      '%c3',
      'a',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = targetOf(`/${pieces.join('')}`)?.path ?? '/';
        expect(path.split('/')).not.toContain('..');
        expect(path.split('/')).not.toContain('.');
        expect(path).not.toMatch(/\\|\0/);
      }),
    );
  });

  test.each([
    ['/a%2fb'],
    ['/%2e%2e/b'],
    ['/a/./b'],
    ['/a\\b'],
    ['/%'],
    ['/%e0%a4'],
    ['/a%0d%0ab'],
    ['a/b'],
    ['*'],
    [''],
    ['ftp://x/a'],
  ])('%s is malformed', (sent) => {
    expect(targetOf(sent)).toBeNull();
  });

  test.each([
    ['http://hub.example/a/?b=1', '/a/', '?b=1'],
    ['https://hub.example', '/', ''],
    ['http://hub.example?x', '/', '?x'],
    ['/a/?x=1#part', '/a/', '?x=1'],
    ['/.well-known/security.txt', '/.well-known/security.txt', ''],
    ['//evil.example/', '//evil.example/', ''],
  ])('%s asks for %s', (sent, path, query) => {
    expect(targetOf(sent)).toEqual({ path, query });
  });

  test('a long hostile path is judged in no time', () => {
    const started = performance.now();
    for (const piece of ['a', '-.', '/a.', '%2e', 'a-!']) targetOf(`/${piece.repeat(16_000)}!`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
