import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** Told right before and right after each statement that a store runs, also of `begin` and `commit`. */
export type OnStoreCall = (moment: 'before' | 'after', sql: string) => void;

/** `dialect`, with `onCall` told of every statement on every connection; tests break off there. */
export function watched(dialect: Dialect, onCall: OnStoreCall | undefined): Dialect {
  if (!onCall) return dialect;
  return {
    createDriver: () => watchedDriver(dialect.createDriver(), onCall),
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

function watchedDriver(driver: Driver, onCall: OnStoreCall): Driver {
  const own = new WeakMap<DatabaseConnection, DatabaseConnection>();
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const connection = await driver.acquireConnection(options);
      const outer = watchedConnection(connection, onCall);
      own.set(outer, connection);
      return outer;
    },
    // These run their statements on the connection that they are given.
    beginTransaction: (outer, settings) => driver.beginTransaction(outer, settings),
    commitTransaction: (outer) => driver.commitTransaction(outer),
    rollbackTransaction: (outer) => driver.rollbackTransaction(outer),
    savepoint: async (...args) => driver.savepoint?.(...args),
    rollbackToSavepoint: async (...args) => driver.rollbackToSavepoint?.(...args),
    releaseSavepoint: async (...args) => driver.releaseSavepoint?.(...args),
    releaseConnection: (outer, options) =>
      driver.releaseConnection(own.get(outer) ?? outer, options),
    destroy: (options) => driver.destroy(options),
  };
}

function watchedConnection(
  connection: DatabaseConnection,
  onCall: OnStoreCall,
): DatabaseConnection {
  return {
    async executeQuery(query, options) {
      onCall('before', query.sql);
      const result = await connection.executeQuery<never>(query, options);
      onCall('after', query.sql);
      return result;
    },
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}
