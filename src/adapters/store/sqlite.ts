import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

import type { SqliteDatabase } from 'kysely';

/**
 * Lets Kysely's SqliteDialect run on Node's own SQLite. A writer's transactions begin `immediate`: the stock
 * `begin` takes the lock only at the first write, and by then another process may have it.
 */
export function sqliteOf(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...bindable(values)),
        run: (values) => statement.run(...bindable(values)),
        iterate: (values) => statement.iterate(...bindable(values)),
      };
    },
  };
}

/**
 * node:sqlite takes an object in first place for a set of named parameters and binds NULL instead, and turns
 * booleans into numbers: only what comes back as it went in is let through.
 */
function bindable(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (isBindable(value)) return value;
    throw new TypeError(`not a SQLite value: ${Object.prototype.toString.call(value)}`);
  });
}

function isBindable(value: unknown): value is SQLInputValue {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    ArrayBuffer.isView(value)
  );
}
