import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Encoding, encodingFor, encodings } from '#server/accept-encoding.ts';

const all = () => true;
const none = (encoding: Encoding) => encoding === 'identity';

describe('encodingFor', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['*', 'br'],
    ['*;q=0.1', 'br'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0.001', 'br'],
    ['br;q=0', 'identity'],
    ['identity;q=1, br;q=0.5', 'identity'],
    ['identity, br', 'br'],
    ['br;q=nonsense', 'identity'],
    ['zstd', 'identity'],
    ['identity;q=0', 'identity'],
  ])('%j is answered in %s', (header, encoding) => {
    expect(encodingFor(header, all)).toBe(encoding);
  });

  test('a coding that does not exist is never chosen, nor one that was excluded', () => {
    const weight = fc.constantFrom('', ';q=0', ';q=0.3', ';q=1');
    const named = fc.tuple(fc.constantFrom('br', 'gzip', 'identity', '*', 'zstd'), weight);
    fc.assert(
      fc.property(fc.uniqueArray(named, { selector: ([name]) => name }), (list) => {
        const header = list.map(([name, q]) => name + q).join(', ');
        expect(encodingFor(header, none)).toBe('identity');
        const chosen = encodingFor(header, all);
        expect(encodings).toContain(chosen);
        if (chosen !== 'identity') expect(header).not.toContain(`${chosen};q=0,`);
      }),
    );
  });
});
