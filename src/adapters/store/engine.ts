import type { ColumnDataType, ControlledTransaction, Kysely, RawBuilder } from 'kysely';

import type { DiskReserve } from './disk-reserve.ts';
import type { Tables } from './tables.ts';

/** What differs between the databases that a store can stand on. Everything else is one query code. */
export interface Engine {
  /** For reading outside a write. */
  readonly reads: Kysely<Tables>;
  readonly schema: SchemaDialect;
  /** How long a write waits, trying again, for a database that does not answer. */
  readonly patienceMs: number;
  /** Begins a transaction that sees what every earlier one wrote and keeps other writers, also of other processes, waiting. */
  begin(): Promise<ControlledTransaction<Tables>>;
  /** Kept on the same disk for essential writes; `null` where the disk is a server's own. */
  readonly reserve: DiskReserve | null;
  /**
   * Makes deleted rows leave the files. Engines move rows about in a page and leave copies behind, which only
   * `isThorough` removes, by writing every table anew: it takes as much room again, and writers wait meanwhile.
   * Throws a `StoreError` (`busy`) when somebody else's long reading keeps them; then it is to be done again.
   */
  compact(options: { isThorough: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** What migrations write differently for each engine. */
export interface SchemaDialect {
  /** Holds milliseconds since 1970. */
  readonly instant: ColumnDataType;
  /** What stands behind the columns of each table. */
  readonly tableEnd: RawBuilder<unknown>;
  /** The index by which `like 'prefix%'` finds rows of `table` by a column in lower case. */
  prefixIndex(table: string, column: string): RawBuilder<unknown>;
  /** The statements that make every update of a row of `table` fail. */
  refuseUpdates(table: string): readonly RawBuilder<unknown>[];
  /** Keeps samples of what columns hold out of the engine's own statistics, where they outlive the rows. */
  forgetSamples(trx: Kysely<Tables>): Promise<void>;
}
