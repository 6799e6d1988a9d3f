import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Kysely prepares every query anew; its own queries are far fewer than this. */
const maxStatements = 200;

/**
 * Lets Kysely's SqliteDialect run on Node's own SQLite. A writer's transactions begin `immediate`: the stock
 * `begin` takes the lock only at the first write, and by then another process may have it.
 */
export function sqliteOf(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = statementOf(database, sql === 'begin' ? 'begin immediate' : sql);
      if (statements.size < maxStatements) statements.set(sql, statement);
      return statement;
    },
  };
}

function statementOf(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bindable(values)),
    run: (values) => statement.run(...bindable(values)),
    iterate: (values) => statement.iterate(...bindable(values)),
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
