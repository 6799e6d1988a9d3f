import type { Transaction } from 'kysely';

import type { SchemaDialect } from '../store/engine.ts';
import type { Tables } from '../store/tables.ts';

/** What makes a store from nothing, in two steps since references are checked between them. */
export interface StoreMaker {
  /** Makes the tables and their rows, while references between them are not checked. */
  fill(
    trx: Transaction<Tables>,
    options: { schema: SchemaDialect; onTables?: () => Promise<void> },
  ): Promise<void>;
  /** Brings the tables to this version, and what else is to be true before anybody sees the store. */
  finish(trx: Transaction<Tables>, options: { schema: SchemaDialect }): Promise<void>;
}

export interface Replacement {
  readonly now: Date;
  /** Throws when the old one, with so many rows, must stay. */
  readonly judge: (old: OldStore) => void;
  /** Done when the new store is ready, right before it takes the place. */
  readonly beforeSwap: () => Promise<void>;
}

/** What is known of the store that stood there. */
export interface OldStore {
  /** Rows about people; `null` when the store is damaged, so that nobody knows. */
  readonly rows: number | null;
}

/** A place for a store, whatever stands there now. */
export interface RestoreTarget {
  /**
   * Puts a new store in the place of the old one in one step: killed at any moment, it leaves the old or the new
   * one, whole. Returns where the old one is kept; `null` when there was nothing to keep.
   */
  replace(maker: StoreMaker, replacement: Replacement): Promise<string | null>;
}

/** `20261122t090000123z`: names what was put aside at `now`, on every engine. */
export function stampOf(now: Date): string {
  return now.toISOString().replaceAll(/[-:.]/g, '').toLowerCase();
}
