import { StoreError, type WriteOptions } from '#audience/store.ts';

import type { DiskReserve } from './disk-reserve.ts';
import type { GroupCommit, Work } from './group-commit.ts';
import { toStoreError } from './store-error.ts';

export type ReservedWrite = <T>(work: Work<T>, options?: WriteOptions) => Promise<T>;

/**
 * Writes that leave the last room on the disk to essential ones: these take the reserve when the disk is full, and
 * ordinary writes are refused until there is room for a new one.
 */
export function reservedWrite(
  { write }: Pick<GroupCommit, 'write'>,
  reserve: DiskReserve | null,
): ReservedWrite {
  if (reserve === null) return (work) => write(work);
  return async (work, { isEssential = false } = {}) => {
    if (!isEssential) {
      if (await reserve.allowsWrites()) return write(work);
      throw new StoreError(
        'full',
        'the disk that holds the store is full but for what unsubscribing needs',
      );
    }
    try {
      return await write(work);
    } catch (error) {
      if (toStoreError(error)?.kind !== 'full') throw error;
      await reserve.spend();
      return write(work);
    }
  };
}
