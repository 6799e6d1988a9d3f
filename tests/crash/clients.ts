import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { faultsIn, stateOf } from './faults.ts';
import { settled, withServices } from './operations.ts';
import { mailFacts, type Place } from './place.ts';
import type { RunningChild } from './running-child.ts';

const states = ['absent', 'pending', 'confirmed', 'unsubscribed'] as const;

export type State = (typeof states)[number];

/** What was answered to whom, written down outside the service. */
export interface Promises {
  readonly states: ReadonlyMap<string, State>;
  /** Sign-ups, confirmations and unsubscribes. */
  readonly answered: number;
  add(address: string, state: State): void;
}

export function noPromises(): Promises {
  const given = new Map<string, State>();
  let answered = 0;
  return {
    states: given,
    get answered() {
      return answered;
    },
    add(address, state) {
      given.set(address, state);
      answered += 1;
    },
  };
}

/** What is lost, half there or there twice. */
export async function brokenPromises(place: Place, { states: given }: Promises): Promise<string[]> {
  const rows = await place.rows();
  const rank = (state: State) => states.indexOf(state);
  const lost = [...given].filter(([address, state]) => rank(stateOf(rows, address)) < rank(state));
  return [...faultsIn(rows), ...lost.map(([, state]) => `answered "${state}" and lost`)];
}

/** Longer than a lease: what a dead process was sending is taken up again. */
const leasePassedMs = 60_000;

/** The same, once all mails are out: then everyone has exactly one confirm mail. */
export async function brokenInTheEnd(place: Place, promises: Promises): Promise<string[]> {
  await withServices(place, () => settled(place), { aheadMs: leasePassedMs });
  const confirms = (await place.mails()).filter(({ name }) => name.includes('-confirm-'));
  const mails = new Map<string, number>();
  for (const { to } of confirms) mails.set(to, (mails.get(to) ?? 0) + 1);
  const wrong = [...promises.states.keys()].filter((address) => mails.get(address) !== 1);
  return [
    ...(await brokenPromises(place, promises)),
    ...wrong.map((address) => `${mails.get(address) ?? 0} confirm mails instead of one`),
  ];
}

/** Starts `count` clients that sign up, confirm and leave; resolves when the service is dead or `signal` stops them. */
export async function keepBusy(
  child: RunningChild,
  {
    count,
    promises,
    name,
    signal,
  }: { count: number; promises: Promises; name: string; signal?: AbortSignal },
): Promise<void> {
  const mails = mailbox(child);
  const clients = Array.from({ length: count }, async (_, client) => {
    for (let index = 0; !signal?.aborted; index += 1) {
      const email = `${name}-${client}-${index}@example.org`;
      if (!(await liveOnce(child, { email, mails, promises, leaves: index % 2 === 1 }))) return;
    }
  });
  await Promise.all(clients);
}

/** One reader's way through the newsletter; false when the service did not answer. */
async function liveOnce(
  child: RunningChild,
  {
    email,
    mails,
    promises,
    leaves,
  }: { email: string; mails: Mailbox; promises: Promises; leaves: boolean },
): Promise<boolean> {
  const answers = async (command: Parameters<RunningChild['ask']>[0]) =>
    (await child.ask(command)).kind === 'answered';

  if (!(await answers({ do: 'sign-up', email }))) return false;
  promises.add(email, 'pending');
  const token = await mails(email, 'token');
  if (token === null || !(await answers({ do: 'confirm', token }))) return false;
  promises.add(email, 'confirmed');
  if (!leaves) return true;

  if (!(await answers({ do: 'sign-up', email }))) return false;
  const leaveToken = await mails(email, 'leaveToken');
  if (leaveToken === null || !(await answers({ do: 'leave', token: leaveToken }))) return false;
  promises.add(email, 'unsubscribed');
  return true;
}

type Mailbox = ReturnType<typeof mailbox>;

/** Reads what the service writes to its outbox; a function that waits for a token of a mail to an address. */
function mailbox(child: RunningChild) {
  const found = new Map<string, string>();
  const waiting = new Map<string, (token: string | null) => void>();
  const deliver = (key: string, token: string) => {
    if (token === '') return;
    found.set(key, token);
    waiting.get(key)?.(token);
  };
  child.onLog((line) => {
    const file = /^mail written (\S+)/.exec(line)?.[1];
    if (file === undefined) return;
    void readFile(path.resolve(file), 'latin1').then((eml) => {
      const { to, token, leaveToken } = mailFacts(eml);
      deliver(`${to} token`, token);
      deliver(`${to} leaveToken`, leaveToken);
    });
  });
  return (address: string, kind: 'token' | 'leaveToken') =>
    new Promise<string | null>((resolve) => {
      const key = `${address} ${kind}`;
      const token = found.get(key);
      if (token !== undefined) return resolve(token);
      waiting.set(key, resolve);
      void child.ended.then(() => resolve(null));
    });
}
