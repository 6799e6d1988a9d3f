import { createInterface } from 'node:readline';

import { isStoreError } from '#audience/store.ts';
import { crashAtCall } from '#server/crash-at.ts';
import { readEnvironment } from '#server/environment.ts';
import { openServices } from '#server/services.ts';

import { aBusyHub, aSignUp } from '../support/audience.ts';
import { origin } from '../support/services.ts';

// The real audience service in a process of its own, to be killed. It takes commands as lines of JSON
// and writes down each answer once it is given; a pipe's bytes outlive the process.

export type Command = { readonly id: number } & (
  | { readonly do: 'sign-up'; readonly email: string }
  | { readonly do: 'confirm' | 'leave'; readonly token: string }
  /** From here on store calls are counted. */
  | { readonly do: 'count' }
);

export type Line =
  | { readonly ready: true }
  | { readonly id: number; readonly outcome: string; readonly calls: number }
  | { readonly id: number; readonly refused: string }
  | { readonly log: string; readonly calls: number };

const say = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const { crashAt = 0, dataDir, databaseUrl } = readEnvironment();
const crash = crashAtCall(crashAt);
let isCounting = process.argv.includes('--from-start');
let calls = 0;

const services = await openServices({
  ...{ dataDir, databaseUrl, siteUrl: origin, hub: aBusyHub(), topics: [], people: [] },
  serverKey: new Uint8Array(32).fill(7),
  log: (log) => say({ log, calls }),
  onStoreCall(moment, sql) {
    if (!isCounting) return;
    calls += 1;
    crash(moment, sql);
  },
});
say({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  handle(command).then(
    (outcome) => say({ id: command.id, outcome, calls }),
    (error: unknown) => {
      if (!isStoreError(error)) throw error;
      say({ id: command.id, refused: error.kind });
    },
  );
}

async function handle(command: Command): Promise<string> {
  switch (command.do) {
    case 'count':
      isCounting = true;
      return 'counting';
    case 'sign-up':
      return (await services.subscribe(aSignUp({ email: command.email }))).kind;
    case 'confirm':
      return (await services.confirm(command.token)).kind;
    case 'leave':
      return (await services.unsubscribe(command.token)).kind;
  }
}
