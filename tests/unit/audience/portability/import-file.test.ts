import { domainToASCII } from 'node:url';

import { expect, test } from 'vitest';

import type { FileRow, ForeignRow } from '#audience/portability/foreign-row.ts';
import { importFile } from '#audience/portability/import-file.ts';

import { openAudience, serverKey } from '../../../support/audience.ts';
import { aBatch } from '../../../support/imports.ts';
import { now } from '../../../support/store-rows.ts';

test('importFile holds no more than a chunk of rows, however long the file is', async () => {
  let pulled = 0;
  let told = 0;
  let mostHeld = 0;
  async function* rows(): AsyncIterable<FileRow> {
    for (let line = 2; line < 30_002; line += 1) {
      pulled += 1;
      mostHeld = Math.max(mostHeld, pulled - told);
      yield { line, cells: [line % 7 === 0 ? 'no address' : `p${line}@example.org`] };
    }
  }
  const read = ({ line, cells }: FileRow): ForeignRow => ({
    line,
    email: cells[0] ?? '',
    status: 'subscribed',
    consentAt: null,
    knownSince: null,
    tags: [],
    language: null,
  });
  await using audience = await openAudience();
  const counts = await importFile(
    {
      rows: rows(),
      width: 1,
      read,
      toAscii: domainToASCII,
      isApplied: false,
      onLine: () => void (told += 1),
    },
    {
      store: audience.store,
      serverKey,
      random: () => new Uint8Array(10),
      now,
      plan: { batch: aBatch('b'), language: 'nl', languages: ['nl'], topics: new Map() },
    },
  );
  expect(counts).toEqual({ added: 25_715, 'invalid-address': 4285 });
  expect(told).toBe(30_000);
  expect(mostHeld).toBeLessThanOrEqual(501);
});
