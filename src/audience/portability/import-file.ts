import type { ToAscii } from '../address.ts';
import type { FileRow, ForeignRow } from './foreign-row.ts';
import { foresee, importChunk, type ImportContext } from './import-chunk.ts';
import { type Candidate, readRow, type RowReading } from './judge-row.ts';
import type { LineOutcome, OutcomeCounts, RowOutcome } from './outcomes.ts';
import { seenHashes } from './seen.ts';

/** How many people are looked up and written together. */
const chunkRows = 500;

export interface FileImport {
  /** The lines of the file below its header. */
  readonly rows: AsyncIterable<FileRow>;
  /** How many cells a line has. */
  readonly width: number;
  readonly read: (row: FileRow) => ForeignRow;
  readonly toAscii: ToAscii;
  /** Whether people come in; otherwise it is only told what would happen. */
  readonly isApplied: boolean;
  readonly onLine?: (line: LineOutcome) => Promise<void> | void;
}

/**
 * Takes the rows of a file one chunk after the other, each in a transaction of its own, and counts what became of
 * them. Broken off and done again it goes on: nobody comes in twice. Memory does not grow with the file but for
 * twelve bytes an address.
 */
export async function importFile(file: FileImport, context: ImportContext): Promise<OutcomeCounts> {
  const counts: Partial<Record<RowOutcome, number>> = {};
  const note = async (line: LineOutcome) => {
    counts[line.outcome] = (counts[line.outcome] ?? 0) + 1;
    await file.onLine?.(line);
  };
  const settle = async (chunk: Chunk) => {
    const candidates = [...chunk.candidates.values()];
    const judged = file.isApplied
      ? await importChunk(candidates, context)
      : await foresee(candidates, context);
    const lines = [...chunk.settled, ...judged].toSorted((one, other) => one.line - other.line);
    for (const line of lines) await note(line);
  };

  const { plan, serverKey } = context;
  const reading = {
    isProven: plan.batch.proof !== null,
    serverKey,
    toAscii: file.toAscii,
    seen: seenHashes(),
  };
  const readingOf = (row: FileRow): RowReading =>
    row.cells.length === file.width
      ? readRow(file.read(row), reading)
      : { kind: 'settled', outcome: 'wrong-columns' };

  let chunk = emptyChunk();
  for await (const row of file.rows) {
    const read = readingOf(row);
    // What the second row of an address comes to depends on what the first one did.
    const isRepeated =
      read.kind === 'candidate' && chunk.candidates.has(read.candidate.addressHash);
    if (isRepeated || chunk.candidates.size + chunk.settled.length >= chunkRows) {
      await settle(chunk);
      chunk = emptyChunk();
    }
    if (read.kind === 'candidate') {
      chunk.candidates.set(read.candidate.addressHash, read.candidate);
    } else chunk.settled.push({ line: row.line, outcome: read.outcome });
  }
  await settle(chunk);
  return counts;
}

interface Chunk {
  readonly candidates: Map<string, Candidate>;
  readonly settled: LineOutcome[];
}

function emptyChunk(): Chunk {
  return { candidates: new Map(), settled: [] };
}
