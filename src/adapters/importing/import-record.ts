import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { daySchema } from '#hub/calendar.ts';
import { SourceFault } from '#importing/sources/source-fault.ts';

/** What an import wrote, so that the next one knows what people changed since. */
export const recordFile = 'content/import/record.json';

const recordSchema = z.strictObject({
  /** The day of the first import, which texts without a date were given. */
  day: daySchema,
  /** File to SHA-256 of what was written. */
  files: z.record(z.string(), z.string()),
  /** Original address of a picture that was fetched to its file. */
  pictures: z.record(z.string(), z.string()).optional(),
});

export type ImportRecord = z.infer<typeof recordSchema>;

/** The record below `root`; an empty one of `today` where there is none. Throws `SourceFault` where it cannot be read. */
export async function readRecord(root: string, today: string): Promise<ImportRecord> {
  const text = await readFile(path.join(root, recordFile), 'utf8').catch(() => null);
  if (text === null) return { day: today, files: {} };
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    throw new SourceFault(
      `${recordFile} is not as an import wrote it; put it back from your versions, or remove it: then all imported files count as changed by hand`,
    );
  }
}
