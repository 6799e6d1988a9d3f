import type { ColumnDataType, ControlledTransaction, Kysely, RawBuilder } from 'kysely';

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
  /** Makes deleted rows leave the disk as far as the engine can. */
  compact(): Promise<void>;
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
}
