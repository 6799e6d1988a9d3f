import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

import { StoreError } from '#audience/store.ts';

import { toStoreError } from './store-error.ts';

/**
 * `pool` for Kysely, with errors that say what they mean for the store. A lost connection ends in a
 * refused query, never in the process: pg reports it on the client or the pool too, where nobody asked.
 */
export function explainingPool(pool: pg.Pool): PostgresPool {
  const heard = new WeakSet<pg.PoolClient>();
  // What used the connection learns of it by its own query.
  const unasked = () => undefined;
  pool.on('error', unasked);
  return {
    async connect() {
      const client = await explained(() => pool.connect());
      if (!heard.has(client)) {
        heard.add(client);
        client.on('error', unasked);
      }
      return explainingClient(client);
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();

/** One for each client: Kysely knows connections by identity. */
function explainingClient(client: pg.PoolClient): PostgresPoolClient {
  const known = wrapped.get(client);
  if (known) return known;
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('the store reads without cursors');
    return explained(() => client.query(text, [...values]));
  }
  const explaining: PostgresPoolClient = { query, release: (destroy) => client.release(destroy) };
  wrapped.set(client, explaining);
  return explaining;
}

/** Runs `work` and throws what fails in it as what it means for the store. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = toStoreError(error);
    if (known) throw known;
    // What the server refuses has a SQLSTATE of five characters; the rest is about the connection.
    if (error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code)))
      throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError('unavailable', `the database does not answer: ${reason}`, {
      cause: error,
    });
  }
}
