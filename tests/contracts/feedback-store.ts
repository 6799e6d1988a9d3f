import fc from 'fast-check';
import { expect, test } from 'vitest';

import { day, hour } from '../support/audience.ts';
import { aThread } from '../support/questions.ts';
import { after, now, type OpenStore } from '../support/store-rows.ts';

/** What every store of questions must do, whatever it keeps its rows in. */
export function feedbackStoreContract(open: OpenStore): void {
  test('gives back a thread with its question as it was added, by id and by token', async () => {
    await using opened = await open();
    const { store } = opened;
    const thread = aThread('ada', { question: { name: 'Ada' } });
    await store.write((rows) => rows.addThread(thread));
    expect(await store.read((rows) => rows.findThread('thread-ada'))).toStrictEqual(thread);
    expect(await store.read((rows) => rows.findThreadOfToken('token-ada'))).toStrictEqual(thread);
    expect(await store.read((rows) => rows.findThread('thread-eve'))).toBeNull();
    expect(await store.read((rows) => rows.findThreadOfToken('token-%'))).toBeNull();
  });

  test('opens one thread and leaves the others as they are', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.addThread(aThread());
      await rows.addThread(aThread('eve'));
      await rows.openThread('thread-ada', after(hour));
    });
    const state = { state: 'open', openedAt: after(hour) } as const;
    expect(await store.read((rows) => rows.findThread('thread-ada'))).toStrictEqual(
      aThread('ada', state),
    );
    expect(await store.read((rows) => rows.findThread('thread-eve'))).toStrictEqual(aThread('eve'));
  });

  test('counts what one address asked since an instant and did not verify', async () => {
    await using opened = await open();
    const { store } = opened;
    const askedAt = (name: string, at: Date) =>
      aThread(name, { startedAt: at, question: { addressHash: 'hash-ada', askedAt: at } });
    await store.write(async (rows) => {
      for (const [index, name] of ['a', 'b', 'c'].entries())
        await rows.addThread(askedAt(name, after(index * hour)));
      await rows.addThread(aThread('eve'));
      await rows.openThread('thread-c', after(day));
    });
    const count = (since: Date) => store.read((rows) => rows.countUnverified('hash-ada', since));
    expect(await count(after(-1))).toBe(2);
    expect(await count(now)).toBe(1);
    expect(await count(after(day))).toBe(0);
  });

  test('forgets unverified threads from before an instant, with their questions, and no others', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.addThread(aThread('old'));
      await rows.addThread(aThread('opened'));
      await rows.openThread('thread-opened', now);
      await rows.addThread(aThread('new', { startedAt: after(1) }));
    });
    expect(await store.write((rows) => rows.purgeUnverified(after(1)))).toBe(1);
    const kept = await Promise.all(
      ['old', 'opened', 'new'].map((name) =>
        store.read((rows) => rows.findThreadOfToken(`token-${name}`)),
      ),
    );
    expect(kept.map((thread) => thread?.id)).toEqual([undefined, 'thread-opened', 'thread-new']);
    expect(await store.write((rows) => rows.purgeUnverified(after(1)))).toBe(0);
  });

  test('keeps nothing of a thread whose token another one has', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.addThread(aThread()));
    const twin = aThread('eve', { question: { tokenHash: 'token-ada' } });
    await expect(store.write((rows) => rows.addThread(twin))).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'conflict',
    });
    expect(await store.read((rows) => rows.findThread('thread-eve'))).toBeNull();
  });

  test('gives any text back as it was, and runs none of it', async () => {
    await using opened = await open();
    const { store } = opened;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        async (text) => {
          const thread = aThread(`t${(count += 1)}`, { question: { text, name: text } });
          await store.write((rows) => rows.addThread(thread));
          expect(await store.read((rows) => rows.findThread(thread.id))).toStrictEqual(thread);
        },
      ),
      { numRuns: 30, examples: [["'); drop table questions; --"], ['$1 ?1 :a @b']] },
    );
  });
}
