import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Writes the backup `from` to `to` with other lines before its end. The end fits them again, unless `keepsEnd`:
 * then it is the one that was written for the old lines.
 */
export async function rewriteBackup(
  from: string,
  to: string,
  change: (lines: readonly string[]) => readonly string[],
  { keepsEnd = false }: { keepsEnd?: boolean } = {},
): Promise<void> {
  const old = gunzipSync(await readFile(from))
    .toString()
    .split('\n')
    .slice(0, -1);
  const lines = change(old.slice(0, -1));
  const text = lines.map((line) => `${line}\n`).join('');
  const rows: Record<string, number> = {};
  let table = '';
  for (const line of lines) {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) rows[table] = (rows[table] ?? 0) + 1;
    else if (typeof value === 'object' && value !== null && 'table' in value) {
      table = String(value.table);
      rows[table] = 0;
    }
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  const end = keepsEnd ? old.at(-1) : JSON.stringify({ end: { rows, sha256 } });
  await writeFile(to, gzipSync(`${text}${end}\n`));
}
