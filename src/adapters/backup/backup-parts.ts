import { createHash } from 'node:crypto';

import type { z } from 'zod';

import { BackupError } from './backup-error.ts';
import {
  type BackupHeader,
  type BackupPart,
  endSchema,
  formatVersion,
  headerSchema,
  isPortable,
  tableSchema,
} from './backup-format.ts';
import type { Row } from './snapshot.ts';

/**
 * What the lines of a backup say, rows as many at a time as their lines come. Throws a {@link BackupError} where
 * they are not what was written.
 */
export async function* partsOf(
  batches: AsyncIterable<readonly string[]>,
): AsyncGenerator<BackupPart> {
  const reader = lineReader();
  for await (const lines of batches) {
    let rows: Row[] = [];
    for (const line of lines) {
      const said = reader.read(line);
      if (said.kind === 'row') {
        rows.push(said.row);
        continue;
      }
      if (rows.length > 0) yield { kind: 'rows', rows };
      rows = [];
      yield said;
    }
    if (rows.length > 0) yield { kind: 'rows', rows };
  }
  reader.end();
}

type Said = Exclude<BackupPart, { kind: 'rows' }> | { readonly kind: 'row'; readonly row: Row };

/** Reads line after line, and remembers what the end is held to. */
function lineReader() {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let number = 0;
  let table: z.infer<typeof tableSchema> | undefined;
  let isEnded = false;

  function meaningOf(value: unknown): Said {
    if (number === 1) return { kind: 'header', header: headerIn(value) };
    if (Array.isArray(value)) {
      const row: readonly unknown[] = value;
      if (!table || row.length !== table.columns.length || !row.every(isPortable))
        throw damaged(number, 'this is no row');
      counts[table.table] = (counts[table.table] ?? 0) + 1;
      return { kind: 'row', row };
    }
    const begun = tableSchema.safeParse(value);
    if (begun.success) {
      table = begun.data;
      if (table.table in counts) throw damaged(number, `${table.table} comes twice`);
      counts[table.table] = 0;
      return { kind: 'table', name: table.table, columns: table.columns };
    }
    const parsed = endSchema.safeParse(value);
    if (!parsed.success) throw damaged(number, 'this line means nothing here');
    const { rows, sha256 } = parsed.data.end;
    if (sha256 !== hash.copy().digest('hex') || !sameCounts(rows, counts))
      throw damaged(number, 'it is not what was written');
    isEnded = true;
    return { kind: 'end', rows: counts };
  }

  return {
    read(line: string): Said {
      number += 1;
      if (isEnded) throw damaged(number, 'something follows its end');
      const said = meaningOf(parsedLine(line, number));
      hash.update(`${line}\n`);
      return said;
    },
    /** Throws when the last line was not the end. */
    end(): void {
      if (!isEnded) throw damaged(number, 'its end is missing');
    },
  };
}

function parsedLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged(number, number === 1 ? 'this is no backup of Freehold' : 'it cannot be read');
  }
}

function headerIn(value: unknown): BackupHeader {
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw damaged(1, 'this is no backup of Freehold');
  const { format } = parsed.data;
  if (format !== formatVersion) {
    throw new BackupError(
      `This backup has format ${format}, and this version of Freehold reads ${formatVersion}. Restore it with the version that made it.`,
    );
  }
  return parsed.data;
}

function sameCounts(
  stated: Readonly<Record<string, number>>,
  counted: Readonly<Record<string, number>>,
): boolean {
  const names = new Set([...Object.keys(stated), ...Object.keys(counted)]);
  return [...names].every((name) => stated[name] === counted[name]);
}

function damaged(line: number, why: string): BackupError {
  return new BackupError(
    `This backup is damaged or not whole: line ${line}: ${why}. Nothing was changed. Take another one.`,
  );
}
