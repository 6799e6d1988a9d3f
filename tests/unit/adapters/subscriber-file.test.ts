import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { describe, expect, test } from 'vitest';

import { inspectSubscriberFile, rowsOf } from '#adapters/subscriber-file.ts';

import { makeFolder } from '../../support/audience.ts';

async function inspected(bytes: string | Uint8Array) {
  const folder = await makeFolder();
  const file = path.join(folder.path, 'people.csv');
  await writeFile(file, bytes);
  return {
    file,
    async read() {
      const found = await inspectSubscriberFile(file);
      return { ...found, rows: await Array.fromAsync(rowsOf(found)) };
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('inspectSubscriberFile', () => {
  const ada = [{ line: 2, cells: ['ada@example.org', 'Ada'] }];

  test.each([
    ['commas', 'email,name\nada@example.org,Ada\n'],
    ['semicolons', 'email;name\nada@example.org;Ada\n'],
    ['tabs', 'email\tname\nada@example.org\tAda\n'],
    ['a semicolon within quotes', '"email","name"\n"ada@example.org","Ada"\n'],
    ['Windows line ends', 'email,name\r\nada@example.org,Ada\r\n'],
    ['old Mac line ends', 'email,name\rada@example.org,Ada\r'],
    ['a byte order mark', '\uFEFFemail,name\nada@example.org,Ada\n'],
    ['no line break at the end', 'email,name\nada@example.org,Ada'],
  ])('reads a file with %s', async (_name, text) => {
    await using one = await inspected(text);
    expect(await one.read()).toMatchObject({
      header: ['email', 'name'],
      rows: ada,
      rowCount: 1,
      encoding: 'UTF-8',
      hash: createHash('sha256').update(text).digest('hex'),
    });
  });

  test('names the line where a row begins, whatever stands in it and before it', async () => {
    await using one = await inspected(
      'email,name\r\na@b.nl,"An\r\nna\nof ""An"""\r\n\r\n\r\nb@b.nl,Bo\r\n,\r\nc@b.nl\r\n',
    );
    expect((await one.read()).rows).toEqual([
      { line: 2, cells: ['a@b.nl', 'An\r\nna\nof "An"'] },
      { line: 7, cells: ['b@b.nl', 'Bo'] },
      { line: 8, cells: ['', ''] },
      { line: 9, cells: ['c@b.nl'] },
    ]);
  });

  test('reads what is not UTF-8 as Windows-1252 and says so', async () => {
    await using one = await inspected(Buffer.from('email,name\na@b.nl,Zo\xEB \x80\n', 'latin1'));
    expect(await one.read()).toMatchObject({
      encoding: 'Windows-1252',
      rows: [{ line: 2, cells: ['a@b.nl', 'Zoë €'] }],
    });
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /people\.csv: the file is empty/],
    ['a file of line breaks', '\n\n\r\n', /people\.csv: the file holds no line/],
    ['a spreadsheet', Buffer.from('PK\x03\x04rest'), /ZIP or Excel file.*CSV UTF-8/],
    ['UTF-16', Buffer.from('\uFEFFemail\n', 'utf16le'), /UTF-16.*CSV UTF-8/],
    ['binary', Buffer.from([0x65, 0x00, 0x01, 0x0a]), /no text, it holds NUL bytes/],
    ['a NUL byte far down', `email\n${'a@b.nl\n'.repeat(20_000)}\0@b.nl\n`, /NUL bytes/],
    [
      'a quote never closed',
      'email,name\na@b.nl,A\nb@b.nl,"B\nc@b.nl,C\n',
      /people\.csv:3: from here on a quoted cell is never closed/,
    ],
    ['text behind a closing quote', 'email,name\na@b.nl,"A"x\n', /people\.csv:2: .*closing quote/],
    ['a quote within a cell', 'email,name\na@b.nl,A"x\n', /people\.csv:2: .*middle of a cell/],
    [
      'a row of a megabyte',
      `email\na@b.nl\n"${'x\n'.repeat(600_000)}"\n`,
      /people\.csv:3: the row that begins here is longer than 1000000/,
    ],
  ])('refuses %s, with what to do', async (_name, bytes, message) => {
    await using one = await inspected(bytes);
    await expect(one.read()).rejects.toThrow(message);
  });

  test('refuses a single line of 100 MB without reading all of it into memory', async () => {
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'long.csv');
    const megabyte = Buffer.alloc(1_000_000, 'x');
    await pipeline(
      Readable.from(Array.from({ length: 100 }, () => megabyte)),
      createWriteStream(file),
    );
    await expect(inspectSubscriberFile(file)).rejects.toThrow(
      /long\.csv:1: the row that begins here/,
    );
  });

  test('refuses what is no file', async () => {
    await using folder = await makeFolder();
    await expect(inspectSubscriberFile(folder.path)).rejects.toThrow('there is no such file');
    await expect(inspectSubscriberFile(path.join(folder.path, 'x'))).rejects.toThrow(
      'no such file',
    );
  });
});
