import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { openUndo, undoDays, undoImport } from '#audience/portability/undo-import.ts';

import type { Output } from '../command.ts';
import { pacedProgress } from '../paced-progress.ts';

interface Surroundings {
  readonly output: Output;
  readonly store: AudienceStore;
  readonly now: Date;
  readonly isApplied: boolean;
  readonly isJson: boolean;
}

/** Prints the imports so far, newest first. */
export async function listImports({ output, store, isJson }: Surroundings): Promise<number> {
  const imports = await store.read(async (rows) => {
    const batches = await rows.listImports();
    return Promise.all(
      batches.map(async (batch) => ({ ...batch, people: await rows.countArrivals(batch.id) })),
    );
  });
  if (isJson) output.data(JSON.stringify(imports));
  else if (imports.length === 0) output.remark('Nothing was imported yet.');
  else {
    for (const { id, format, state, startedAt, people, proof } of imports) {
      const when = startedAt.toISOString().slice(0, 16).replace('T', ' ');
      output.data([id, when, format, state, `${people} people`, proof ?? ''].join('\t'));
    }
  }
  return 0;
}

/** Takes an import back, or tells how many people that would concern. */
export async function undo(
  batch: string,
  { output, store, now, isApplied, isJson }: Surroundings,
): Promise<number> {
  const opened = await openUndo(batch, { store, now });
  if (opened.kind !== 'open') {
    const why = {
      'unknown-batch': `There is no import ${batch}; import --list names them.`,
      'too-late': `${batch} is more than ${undoDays} days ago. Erase people one by one, or restore a backup.`,
    };
    output.remark(why[opened.kind]);
    return 1;
  }
  if (!isApplied) {
    if (isJson) output.data(JSON.stringify({ batch, isApplied, people: opened.people }));
    else
      output.remark(
        `${batch} added ${opened.people} people who are still here; those who did nothing since would go. Add --apply to take it back.`,
      );
    return 0;
  }
  const progress = pacedProgress({ label: 'Removed', unit: 'people' });
  const done = await undoImport(batch, {
    store,
    now,
    onRemoved: (people) => {
      if (people < opened.people) progress(people, opened.people);
    },
  });
  await store.compact();
  if (isJson) output.data(JSON.stringify({ batch, isApplied, ...done }));
  else if (done.kind === 'undone') {
    output.remark(
      `${batch} is taken back. Gone: people ${done.people}, suppressions ${done.suppressions}. Stayed, because they acted themselves since: ${done.stayed}.`,
    );
  }
  return 0;
}
