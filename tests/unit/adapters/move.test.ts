import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, test } from 'vitest';

import { cellOf, recordOf, valueOfCell, valuesOf } from '#adapters/move/cells.ts';
import { openSealedKey, sealKey } from '#adapters/move/sealed-key.ts';

describe('cellOf and valueOfCell', () => {
  const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed());
  const value = fc.oneof(fc.constantFrom(null, '', "'", "''", '=1', "'=1", '\t', '\r\n'), text);

  test('give back every text and null, also through a CSV file', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 5 }), (values) => {
        const cells = values.map((one) => cellOf(one, { isInstant: false }));
        const file = stringify([cells], { record_delimiter: '\n' });
        const [read = []] = parse(file) as string[][];
        expect(read.map((cell) => valueOfCell(cell, { isInstant: false }))).toEqual(values);
      }),
    );
  });

  test('give back every instant', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        const cell = cellOf(date.getTime(), { isInstant: true });
        expect(valueOfCell(cell, { isInstant: true })).toBe(date.getTime());
      }),
    );
  });
});

describe('recordOf and valuesOf', () => {
  const kinds = { instants: ['at'], json: ['d'] };

  test('give back every row, also through a line of JSON', () => {
    const json = fc.oneof(
      fc.json(),
      fc.constantFrom('{"a": 1}', '[1.0]', '"x"', 'no JSON', '{"2":1,"1":2}'),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8e15 }),
        fc.option(json),
        fc.string(),
        (at, d, other) => {
          const row = { at, d, other, n: 4 };
          const line = JSON.stringify(recordOf(row, kinds));
          expect(valuesOf(JSON.parse(line), kinds)).toEqual(row);
        },
      ),
    );
  });
});

describe('sealKey', { timeout: 60_000 }, () => {
  const key = new Uint8Array(32).fill(9);
  const passphrase = 'vier woorden zijn genoeg';
  // Sealing is slow on purpose.
  let sealed: Awaited<ReturnType<typeof sealKey>>;
  beforeAll(async () => {
    sealed = await sealKey(key, passphrase);
  });

  test('seals a key that only its passphrase opens, alike every time', async () => {
    expect(await sealKey(key, passphrase)).toEqual(sealed);
    const text = JSON.stringify(sealed);
    expect(text).not.toContain(Buffer.from(key).toString('hex'));
    expect(await openSealedKey(text, passphrase)).toEqual(Buffer.from(key));
    expect(await openSealedKey(text, `${passphrase}!`)).toBeNull();
    const other = await sealKey(new Uint8Array(32).fill(8), passphrase);
    expect(other.salt).not.toBe(sealed.salt);
  });

  test.each(['salt', 'key', 'tag'] as const)('refuses an altered %s', async (field) => {
    const altered = {
      ...sealed,
      [field]: sealed[field].replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    };
    expect(await openSealedKey(JSON.stringify(altered), passphrase)).toBeNull();
  });

  test.each(['', '{}', '{"kdf":"none"}'])('refuses %j', async (text) => {
    expect(await openSealedKey(text, passphrase)).toBeNull();
  });

  test('refuses a tag that was cut short', async () => {
    const cut = { ...sealed, tag: sealed.tag.slice(0, 8) };
    expect(await openSealedKey(JSON.stringify(cut), passphrase)).toBeNull();
  });
});
