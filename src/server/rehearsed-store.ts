import type { AudienceStore } from '#adapters/store/audience-store.ts';

/** `store`, with every write undone once it has said what it would have done. */
export function rehearsed(store: AudienceStore): AudienceStore {
  return {
    ...store,
    async write(work, how) {
      const undo = new Error('a rehearsal');
      const done: Awaited<ReturnType<typeof work>>[] = [];
      await store
        .write(async (rows) => {
          done.splice(0, 1, await work(rows));
          throw undo;
        }, how)
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
      const [result] = done;
      return result as Awaited<ReturnType<typeof work>>;
    },
  };
}
