import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { groupCommit } from '#adapters/store/group-commit.ts';
import { migrate } from '#adapters/store/migrate.ts';
import { openSqlite } from '#adapters/store/open-sqlite.ts';
import { sqliteEngine } from '#adapters/store/sqlite-engine.ts';
import { subscriptionReads, subscriptionRows } from '#adapters/store/subscription-rows.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, serverKey } from '../support/audience.ts';

// Takes sign-ups as the service does, but answers before they are on disk (synchronous=NORMAL): what the
// service would be without its care. It prints each address once answered.

const [folder = ''] = process.argv.slice(2);
const connections = await openSqlite(folder);
connections.writer.exec('pragma synchronous = normal');
const engine = sqliteEngine(connections);
await migrate(engine, new Date());
const commits = groupCommit(engine, { gatherMs: 5 });

const context = () => ({
  store: {
    read: <T>(work: (rows: ReturnType<typeof subscriptionReads>) => Promise<T>) =>
      work(subscriptionReads(engine.reads)),
    write: <T>(work: (rows: ReturnType<typeof subscriptionRows>) => Promise<T>) =>
      commits.write((trx) => work(subscriptionRows(trx))),
  },
  ...{ hub: aHub(), topicIds: new Set<string>(), serverKey },
  ...{ toAscii: domainToASCII, random: randomBytes, now: new Date() },
});

const client = async (name: number) => {
  for (let index = 0; ; index += 1) {
    const email = `c${name}-${index}@example.org`;
    await subscribe(aSignUp({ email }), context());
    process.stdout.write(`${email}\n`);
  }
};
await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(client));
