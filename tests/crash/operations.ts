import type { OnStoreCall } from '#adapters/store/store-calls.ts';
import { openServices, type Services } from '#server/services.ts';

import { aBusyHub, aSignUp } from '../support/audience.ts';
import { origin } from '../support/services.ts';
import { stateOf } from './faults.ts';
import type { Place, Rows, WrittenMail } from './place.ts';
import type { Ending, RunningChild } from './running-child.ts';

export const reader = 'ada@example.org';

/** Something a reader asks for, to be broken off at each of its store calls. */
export interface Operation {
  readonly name: string;
  /** Brings the reader to where the operation begins; returns the token that it needs. */
  prepare(place: Place): Promise<string>;
  /** Asks for it and waits until all that follows from it is done. */
  run(child: RunningChild, token: string): Promise<Ending>;
  /** Asks for it of services in this process. */
  ask(services: Services, token: string): Promise<unknown>;
  /** Waits until all that follows from it is done. */
  followed(place: Place): Promise<unknown>;
  isDone(rows: Rows): boolean;
  isAbsent(rows: Rows): boolean;
}

const stateIn =
  (...states: string[]) =>
  (rows: Rows) =>
    states.includes(stateOf(rows, reader));

export const operations: readonly Operation[] = [
  {
    name: 'sign-up',
    prepare: () => Promise.resolve(''),
    async run(child) {
      const ending = await child.ask({ do: 'sign-up', email: reader });
      await child.logged((line) => line.startsWith('mail written'));
      return ending;
    },
    ask: (services) => services.subscribe(aSignUp({ email: reader })),
    followed: settled,
    isDone: stateIn('pending'),
    isAbsent: stateIn('absent'),
  },
  {
    name: 'confirmation',
    prepare: (place) => withServices(place, signedUp(place)),
    run: (child, token) => child.ask({ do: 'confirm', token }),
    ask: (services, token) => services.confirm(token),
    followed: settled,
    isDone: stateIn('confirmed'),
    isAbsent: stateIn('pending'),
  },
  {
    name: 'unsubscribing',
    prepare: (place) =>
      withServices(place, async (services) => {
        await services.confirm(await signedUp(place)(services));
        await services.subscribe(aSignUp({ email: reader }));
        const mail = await mailed(place, /-already-subscribed-/);
        return mail.leaveToken;
      }),
    run: (child, token) => child.ask({ do: 'leave', token }),
    ask: (services, token) => services.unsubscribe(token),
    followed: settled,
    isDone: stateIn('unsubscribed'),
    isAbsent: stateIn('confirmed'),
  },
];

const signedUp = (place: Place) => async (services: Services) => {
  await services.subscribe(aSignUp({ email: reader }));
  return (await mailed(place, /-confirm-/)).token;
};

/** Runs `work` with the real services at `place`, in this process; `aheadMs` moves their clock ahead. */
export async function withServices<T>(
  { dataDir, databaseUrl }: Place,
  work: (services: Services) => Promise<T>,
  { aheadMs = 0, onStoreCall }: { aheadMs?: number; onStoreCall?: OnStoreCall } = {},
): Promise<T> {
  const services = await openServices({
    ...{ dataDir, databaseUrl, siteUrl: origin, hub: aBusyHub(), topics: [], people: [] },
    serverKey: new Uint8Array(32).fill(7),
    log: () => undefined,
    onStoreCall,
    clock: () => new Date(Date.now() + aheadMs),
  });
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

/** Waits for a mail to the reader whose file is named so, and returns it. */
async function mailed(place: Place, name: RegExp): Promise<WrittenMail> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const mail = (await place.mails()).find((one) => name.test(one.name));
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`no mail ${name} in ${place.dataDir}`);
}

/** Waits until nothing is owed to anyone any more. */
export async function settled(place: Place): Promise<Rows> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const rows = await place.rows();
    const owed = rows['outbox']?.filter(({ state }) => state === 'queued' || state === 'leased');
    if (owed?.length === 0) return rows;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`mails are still owed in ${place.dataDir}`);
}
