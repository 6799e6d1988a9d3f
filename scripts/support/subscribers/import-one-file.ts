import { domainToASCII } from 'node:url';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { inspectSubscriberFile, rowsOf, type SubscriberFile } from '#adapters/subscriber-file.ts';
import type { Random } from '#audience/ids.ts';
import { columnNames, rowReader } from '#audience/portability/foreign-row.ts';
import { formats } from '#audience/portability/formats.ts';
import { importFile } from '#audience/portability/import-file.ts';
import type { ImportBatch } from '#audience/portability/import-store.ts';
import {
  changes,
  type OutcomeCounts,
  type RowOutcome,
  rowOutcomes,
} from '#audience/portability/outcomes.ts';
import type { Language } from '#hub/languages.ts';

import type { Output } from '../command.ts';
import { pacedProgress } from '../paced-progress.ts';
import {
  chooseFormat,
  chooseLanguage,
  chooseProof,
  chooseStatus,
  chooseTopics,
} from './import-options.ts';
import { openReport } from './line-report.ts';

export interface ImportWish {
  readonly path: string;
  readonly from?: string | undefined;
  readonly status?: string | undefined;
  readonly proof?: string | undefined;
  readonly topics?: string | undefined;
  readonly language?: string | undefined;
  readonly report?: string | undefined;
  readonly json: boolean;
}

export interface ImportSurroundings {
  readonly output: Output;
  readonly store: AudienceStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
  readonly isApplied: boolean;
  readonly languages: readonly Language[];
  readonly topicIds: readonly string[];
}

/** Imports a file, or tells what importing it would do. Returns the exit status. */
export async function importOneFile(
  wish: ImportWish,
  surroundings: ImportSurroundings,
): Promise<number> {
  const { store, serverKey, random, now, isApplied, output } = surroundings;
  const otherwise = chooseStatus(wish.path, wish.status);
  const proof = chooseProof(wish.proof);
  const language = chooseLanguage(wish.language, surroundings.languages);
  const topics = chooseTopics(wish.topics, surroundings.topicIds);

  const file = await inspectSubscriberFile(wish.path);
  const columns = columnNames(file.header);
  const format = chooseFormat(columns, { from: wish.from, file: wish.path });
  const resumed = await store.read((rows) => rows.findUnfinishedImport(file.hash));
  const batch: ImportBatch = resumed ?? {
    id: batchId(now, random),
    format,
    fileHash: file.hash,
    proof,
    state: 'running',
    startedAt: now,
    counts: null,
  };

  const report = wish.report === undefined ? null : await openReport(wish.report);
  const progress = pacedProgress({ label: isApplied ? 'Imported' : 'Judged', unit: 'rows' });
  let done = 0;
  const counts = await importFile(
    {
      rows: rowsOf(file),
      width: columns.length,
      read: rowReader(formats[format], { columns, otherwise }),
      toAscii: domainToASCII,
      isApplied,
      onLine: async (line) => {
        done += 1;
        progress(done, file.rowCount);
        await report?.add(line);
      },
    },
    {
      store,
      serverKey,
      random,
      now,
      plan: { batch, language, languages: surroundings.languages, topics },
    },
  ).finally(() => report?.close());

  const made = isApplied ? await finish(batch, { store, counts }) : null;
  const result = { format, batch: made, isResumed: resumed !== null, isApplied, counts };
  if (wish.json) output.data(JSON.stringify({ file: wish.path, ...aboutFile(file), ...result }));
  else tell({ file, ...result }, output);
  return 0;
}

interface Result {
  readonly file: SubscriberFile;
  readonly format: keyof typeof formats;
  readonly batch: string | null;
  readonly isResumed: boolean;
  readonly isApplied: boolean;
  readonly counts: OutcomeCounts;
}

function tell({ file, format, batch, isResumed, isApplied, counts }: Result, output: Output): void {
  output.remark(
    `${file.path}: ${formats[format].label}, ${file.encoding}, ${grouped(file.rowCount)} rows.`,
  );
  if (file.encoding !== 'UTF-8') {
    output.remark(
      'It is not UTF-8 and was read as Windows-1252: look whether accented letters are right in the tags.',
    );
  }
  if (isResumed) output.remark('An import of this file was broken off; this one goes on with it.');
  for (const outcome of Object.keys(rowOutcomes) as RowOutcome[]) {
    const count = counts[outcome] ?? 0;
    if (count > 0) output.data(`${grouped(count).padStart(9)}  ${rowOutcomes[outcome]}`);
  }
  const changed = changes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
  if (!isApplied) {
    output.remark(
      changed === 0 ? 'There is nothing to import.' : 'Nothing was changed. Add --apply to import.',
    );
  } else if (batch === null) output.remark('Nothing new: nothing was changed.');
  else output.remark(`Imported as ${batch}. Take it back with: import --undo ${batch}`);
}

function aboutFile({ rowCount, encoding, delimiter, hash }: SubscriberFile) {
  return { rows: rowCount, encoding, delimiter, sha256: hash };
}

/** Marks the import as done; `null` when nothing came of it, so that there is none. */
async function finish(
  batch: ImportBatch,
  { store, counts }: { store: AudienceStore; counts: OutcomeCounts },
): Promise<string | null> {
  return store.write(async (rows) => {
    if ((await rows.findImport(batch.id)) === null) return null;
    await rows.saveImport({ ...batch, state: 'done', counts });
    return batch.id;
  });
}

/** `2026-11-22-3f9ab1`: for people to type. */
function batchId(now: Date, random: Random): string {
  return `${now.toISOString().slice(0, 10)}-${Buffer.from(random(3)).toString('hex')}`;
}

function grouped(number: number): string {
  return number.toLocaleString('en');
}
