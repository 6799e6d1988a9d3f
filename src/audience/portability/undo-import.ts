import type { Store } from '../store.ts';
import { suppressionSource } from './import-chunk.ts';
import type { ImportReads, ImportRows } from './import-store.ts';

/** How long an import can be taken back. */
export const undoDays = 30;

const dayMs = 24 * 60 * 60 * 1000;
const peopleAtOnce = 500;

export type UndoOutcome =
  | {
      readonly kind: 'undone';
      readonly people: number;
      readonly suppressions: number;
      /** Who did something themselves since, and so stays. */
      readonly stayed: number;
    }
  | { readonly kind: 'unknown-batch' }
  | { readonly kind: 'too-late' };

export interface UndoContext {
  readonly store: Store<ImportReads, ImportRows>;
  readonly now: Date;
  readonly onRemoved?: (people: number) => void;
}

/** What {@link undoImport} would do with `batch`, as far as can be told beforehand. */
export async function openUndo(
  batch: string,
  { store, now }: Pick<UndoContext, 'store' | 'now'>,
): Promise<
  { readonly kind: 'open'; readonly people: number } | Exclude<UndoOutcome, { kind: 'undone' }>
> {
  const found = await store.read((rows) => rows.findImport(batch));
  if (found === null) return { kind: 'unknown-batch' };
  if (now.getTime() - found.startedAt.getTime() > undoDays * dayMs) return { kind: 'too-late' };
  return { kind: 'open', people: await store.read((rows) => rows.countArrivals(batch)) };
}

/**
 * Removes everybody whom `batch` added, with all it wrote of them, except who acted themselves since. Works in
 * steps; broken off, it goes on where it was when it is asked again.
 */
export async function undoImport(batch: string, context: UndoContext): Promise<UndoOutcome> {
  const { store, onRemoved } = context;
  const opened = await openUndo(batch, context);
  if (opened.kind !== 'open') return opened;

  let people = 0;
  for (;;) {
    const removed = await store.write((rows) => rows.removeArrivals(batch, peopleAtOnce));
    people += removed;
    onRemoved?.(people);
    if (removed === 0) break;
  }
  return store.write(async (rows) => {
    const suppressions = await rows.liftSuppressionsFrom(suppressionSource(batch));
    const found = await rows.findImport(batch);
    if (found) await rows.saveImport({ ...found, state: 'undone' });
    return { kind: 'undone', people, suppressions, stayed: await rows.countArrivals(batch) };
  });
}
