import pg from 'pg';

import { explained } from './postgres-pool.ts';
import { tableNames } from './tables.ts';

/** How long to wait for a table that is read, by a backup for example: whoever asks for it meanwhile waits too. */
const lockWaitMs = 2000;

// https://www.postgresql.org/docs/current/errcodes-appendix.html: insufficient_privilege
const notAllowed = '42501';

/**
 * Removes deleted rows from the tables of the store at `url`. Plain `vacuum` frees their place without wiping it;
 * `full` writes the tables and their indexes to new files, and the checkpoint removes the old ones. The server's
 * log of changes keeps what was written until it is recycled, and its archives longer: that is its administrator's.
 */
export async function compactPostgres(
  url: string,
  { isThorough }: { isThorough: boolean },
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2000,
    application_name: 'freehold',
    lock_timeout: lockWaitMs,
  });
  // A connection that breaks is told to the query under way.
  client.on('error', () => undefined);
  try {
    await explained(() => client.connect());
    const { rows } = await explained(() =>
      client.query<{ name: string }>(
        'select tablename as name from pg_tables where schemaname = current_schema() and tablename = any($1)',
        [tableNames],
      ),
    );
    const tables = rows.map(({ name }) => client.escapeIdentifier(name)).join(', ');
    if (tables === '') return;
    await explained(() => client.query(`vacuum ${isThorough ? '(full)' : ''} ${tables}`));
    if (isThorough) await checkpoint(client);
  } finally {
    await client.end();
  }
}

/** Where our user may not ask for one, the server does it by itself, every five minutes by default (checkpoint_timeout). */
async function checkpoint(client: pg.Client): Promise<void> {
  try {
    await client.query('checkpoint');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === notAllowed)) throw error;
  }
}
