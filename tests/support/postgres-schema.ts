import pg from 'pg';
import { inject } from 'vitest';

let schemas = 0;

/** A place for a store in a schema of its own, so that tests share a server and see nothing of each other. */
export async function makeSchema(server = inject('postgresUrl')) {
  schemas += 1;
  const schema = `store_${process.pid}_${schemas}`;
  const withClient = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await withClient((client) => client.query(`create schema ${schema}`));
  return {
    url: `${server}?options=-csearch_path%3D${schema}`,
    /** The values of one column of all rows. */
    column: (table: string, name: string): Promise<unknown[]> =>
      withClient(async (client) => {
        const { rows } = await client.query(`select ${name} as value from ${schema}.${table}`);
        return rows.map(({ value }) => value as unknown);
      }),
    async [Symbol.asyncDispose]() {
      await withClient((client) => client.query(`drop schema ${schema} cascade`));
    },
  };
}
