import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createHash, type Hash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import type { FileRow } from '#audience/portability/foreign-row.ts';

/** A file of subscribers cannot be read as a whole; the message names file and line and what to do. */
export class SubscriberFileError extends Error {
  override readonly name = 'SubscriberFileError';
}

export interface SubscriberFile {
  readonly path: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Lines below the header, each a row however many line breaks its cells hold. */
  readonly rowCount: number;
}

type Encoding = 'UTF-8' | 'Windows-1252';

/** A longer row is one whose quote was never closed. */
const maxRowCharacters = 1_000_000;

/**
 * Reads a CSV file through once: what it is written in, and whether every row of it can be read. Keeps nothing of
 * it. Throws a {@link SubscriberFileError} for what is no CSV file of people.
 */
export async function inspectSubscriberFile(
  path: string,
  onProgress: (bytes: number, total: number) => void = () => undefined,
): Promise<SubscriberFile> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new SubscriberFileError(`${path}: there is no such file.`);
  const { size: bytes } = found;
  if (bytes === 0) throw new SubscriberFileError(`${path}: the file is empty.`);

  const { hash, encoding } = await inspectBytes(path);
  const delimiter = await delimiterOf(path, encoding);
  let header: readonly string[] | undefined;
  let rowCount = 0;
  for await (const { cells } of records(path, { encoding, delimiter, bytes, onProgress })) {
    if (header === undefined) header = cells;
    else rowCount += 1;
  }
  if (header === undefined) throw new SubscriberFileError(`${path}: the file holds no line.`);
  return { path, hash, bytes, encoding, delimiter, header, rowCount };
}

/** The rows below the header, read as they are asked for. */
export async function* rowsOf({
  path,
  encoding,
  delimiter,
  bytes,
}: SubscriberFile): AsyncIterable<FileRow> {
  let isHeader = true;
  for await (const row of records(path, { encoding, delimiter, bytes })) {
    if (!isHeader) yield row;
    isHeader = false;
  }
}

async function inspectBytes(path: string): Promise<{ hash: string; encoding: Encoding }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isFirst = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst) refuseOtherFiles(path, chunk);
    isFirst = false;
    refuseBinary(path, { chunk, hash });
    isUtf8 &&= decodes(() => decoder.decode(chunk, { stream: true }));
  }
  isUtf8 &&= decodes(() => decoder.decode());
  return { hash: hash.digest('hex'), encoding: isUtf8 ? 'UTF-8' : 'Windows-1252' };
}

function refuseOtherFiles(path: string, start: Buffer): void {
  if (start.subarray(0, 2).toString('latin1') === 'PK') {
    throw new SubscriberFileError(
      `${path}: this is a ZIP or Excel file. Unpack it, or save the sheet as "CSV UTF-8".`,
    );
  }
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    throw new SubscriberFileError(`${path}: this is UTF-16 text. Save it as "CSV UTF-8".`);
  }
}

function refuseBinary(path: string, { chunk, hash }: { chunk: Buffer; hash: Hash }): void {
  hash.update(chunk);
  if (chunk.includes(0)) {
    throw new SubscriberFileError(
      `${path}: this is no text, it holds NUL bytes. Export it again as CSV.`,
    );
  }
}

function decodes(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** The sign that parts the cells of the first line, as far as it does not stand in quotes. */
async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let start = '';
  for await (const text of decoded(path, encoding)) {
    start += text;
    if (start.length > maxHeaderCharacters || /[\r\n]/.test(start)) break;
  }
  const [line = ''] = start.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

const maxHeaderCharacters = 64 * 1024;

async function* decoded(
  path: string,
  encoding: Encoding,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
    bytes += chunk.byteLength;
    onBytes(bytes);
  }
  yield decoder.decode();
}

interface Reading {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly bytes: number;
  readonly onProgress?: (bytes: number, total: number) => void;
}

/** Every row of the file, the header too. */
async function* records(
  path: string,
  { encoding, delimiter, bytes, onProgress }: Reading,
): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowCharacters,
  });
  const text = Readable.from(decoded(path, encoding, (done) => onProgress?.(done, bytes)));
  let line = 1;
  try {
    // What fails in either reaches the loop by the parser.
    pipeline(text, parser, () => undefined);
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (cells.length > 1 || cells[0] !== '') yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + lineBreaksIn(cell), 0);
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error, `${path}:${line}`) : error;
  }
}

function lineBreaksIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function explained(error: CsvError, place: string): SubscriberFileError {
  const remedies: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED:
      'from here on a quoted cell is never closed. Close it, or double a quote that is meant as such.',
    CSV_MAX_RECORD_SIZE: `the row that begins here is longer than ${maxRowCharacters} characters. Look for a quote that is never closed.`,
    CSV_INVALID_CLOSING_QUOTE:
      'a quoted cell goes on behind its closing quote. Double a quote that is meant as such.',
    INVALID_OPENING_QUOTE:
      'a quote stands in the middle of a cell. Quote the whole cell and double the quote.',
  };
  const remedy = remedies[error.code] ?? error.message;
  return new SubscriberFileError(`${place}: ${remedy} Nothing was imported.`, { cause: error });
}
