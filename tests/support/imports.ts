import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { FileRow, ForeignRow } from '#audience/portability/foreign-row.ts';
import type { ForeignStatus } from '#audience/portability/formats.ts';
import { importFile } from '#audience/portability/import-file.ts';
import type { ImportBatch } from '#audience/portability/import-store.ts';
import type { LineOutcome, OutcomeCounts } from '#audience/portability/outcomes.ts';

import { serverKey } from './audience.ts';
import { now } from './store-rows.ts';

/** A line of a file: whose address, and what the other service says. */
export interface Line {
  readonly email: string;
  readonly status?: ForeignStatus;
  readonly consentAt?: string | null;
  readonly tags?: readonly string[];
}

export interface Importing {
  readonly store: Pick<AudienceStore, 'read' | 'write'>;
  readonly batch?: string;
  readonly proof?: string | null;
  readonly isApplied?: boolean;
  readonly at?: Date;
  readonly onLine?: (line: LineOutcome) => void;
}

export function aBatch(id: string, changes: Partial<ImportBatch> = {}): ImportBatch {
  return {
    id,
    format: 'plain',
    fileHash: `hash-of-${id}`,
    proof: 'the form of our old site',
    state: 'running',
    startedAt: now,
    counts: null,
    ...changes,
  };
}

/** Imports `lines` as a file of one column that holds them would be. */
export async function importLines(
  lines: readonly Line[],
  { store, batch = 'batch', proof = 'the form of our old site', ...rest }: Importing,
): Promise<OutcomeCounts> {
  const at = rest.at ?? now;
  return importFile(
    {
      rows: rowsFor(lines),
      width: 1,
      read: ({ line }) => foreignRow(line, lines[line - 2]),
      toAscii: domainToASCII,
      isApplied: rest.isApplied ?? true,
      ...(rest.onLine && { onLine: rest.onLine }),
    },
    {
      store,
      serverKey,
      random: randomBytes,
      now: at,
      plan: {
        batch: aBatch(batch, { proof, startedAt: at }),
        language: 'nl',
        languages: ['nl', 'en'],
        topics: new Map([['repairs', 'repair']]),
      },
    },
  );
}

async function* rowsFor(lines: readonly Line[]): AsyncIterable<FileRow> {
  for (const [index, { email }] of lines.entries()) yield { line: index + 2, cells: [email] };
}

function foreignRow(line: number, row: Line | undefined): ForeignRow {
  return {
    line,
    email: row?.email ?? '',
    status: row?.status ?? 'subscribed',
    consentAt: row?.consentAt ?? null,
    knownSince: null,
    tags: row?.tags ?? [],
    language: null,
  };
}
