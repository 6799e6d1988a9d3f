import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { isConserved } from '#newsletter/delivery.ts';
import type { DeliveryOutcome } from '#newsletter/delivery-store.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import {
  addReaders,
  deliveryKeys,
  issueId,
  listIssue,
  sendingContext,
} from '../support/deliveries.ts';
import { openSmtpScript } from '../support/smtp-script.ts';
import { mailFacts, type MakePlace, type Place } from './place.ts';

/** When senders are killed: at a store call of the first, at a moment of the server's, or after a while; or never. */
export type Kill =
  | { readonly at: 'store-call' | 'smtp-moment'; readonly n: number }
  | { readonly at: 'random'; readonly afterMs: readonly number[] }
  | null;

export interface SendingTrial {
  readonly makePlace: MakePlace;
  readonly recipients: number;
  readonly senders: number;
  readonly kill: Kill;
}

export interface SendingVerdict {
  readonly faults: readonly string[];
  /** Senders that were killed before they were done. */
  readonly kills: number;
  /** Store calls of the first sender, and moments of the server, when nothing happened. */
  readonly storeCalls: number;
  readonly smtpMoments: number;
  readonly unknown: number;
}

const lanes = 2;
/** Longer than a lease: what dead senders held is free again. */
const leasePassedMs = 31_000;

/**
 * Sends an issue by processes of their own, kills them, lets another sender go on when their leases have ended, and
 * holds what the server took against what the store says.
 */
export async function trySending({
  makePlace,
  recipients,
  senders,
  kill,
}: SendingTrial): Promise<SendingVerdict> {
  await using place = await makePlace();
  const names = Array.from({ length: recipients }, (_, index) => `p${index}`);
  await prepare(place, names);

  let smtpMoments = 0;
  const children: SendChild[] = [];
  await using server = await openSmtpScript(() => {
    smtpMoments += 1;
    if (kill?.at === 'smtp-moment' && smtpMoments === kill.n) {
      for (const child of children) child.kill();
    }
    return null;
  });
  for (let index = 0; index < senders; index += 1) {
    const crashAt = kill?.at === 'store-call' && index === 0 ? kill.n : 0;
    children.push(startSender(place, { url: server.url, crashAt }));
  }
  if (kill?.at === 'random') {
    // Starting takes much longer than sending: what is killed is at work.
    const tooLong = AbortSignal.timeout(30_000);
    while (server.arrived.length === 0 && !tooLong.aborted) await wait(2);
    for (const [index, ms] of kill.afterMs.entries()) {
      await wait(ms);
      children[index % senders]?.kill();
    }
  }
  const ends = await Promise.all(children.map(({ ended }) => ended));

  const outcomes = await goOn(place, server.url);
  const taken = server.arrived.map((mail) => mailFacts(mail).to);
  const faults = judge(outcomes.list, taken);
  if (!outcomes.isConserved) faults.push('the deliveries do not add up');
  const unknown = outcomes.list.filter(({ state }) => state === 'unknown').length;
  const kills = ends.filter((end) => end === null).length;
  if (unknown > lanes * kills) faults.push(`${unknown} unknown after ${kills} kills`);
  return { faults, kills, storeCalls: ends[0]?.calls ?? 0, smtpMoments, unknown };
}

async function prepare(place: Place, names: readonly string[]): Promise<void> {
  const now = new Date();
  const at = place.databaseUrl ?? place.dataDir;
  const store = await openAudienceStore(at, { now, gatherMs: 0 });
  await addReaders(store, names);
  await listIssue(store.deliveries(deliveryKeys(() => now)), names, now);
  await store.close();
}

/** The last sender, after all leases have ended; by its clock nobody has to wait for that. */
async function goOn(place: Place, url: string) {
  const clock = () => new Date(Date.now() + leasePassedMs);
  const at = place.databaseUrl ?? place.dataDir;
  const store = await openAudienceStore(at, { now: clock(), gatherMs: 0 });
  const deliveries = store.deliveries(deliveryKeys(clock));
  const transport = smtpTransport(url, { lanes });
  await sendIssue(issueId, sendingContext({ deliveries, transport }, { clock, owner: 'last' }));
  const list = await deliveries.listOutcomes(issueId, { after: null, max: 100_000 });
  const counts = await deliveries.counts(issueId);
  const issue = await deliveries.findIssue(issueId);
  await store.close();
  return { list, isConserved: isConserved(issue?.snapshot ?? -1, counts) };
}

/** What is wrong with `outcomes` when the server took a mail for each of `taken`. */
export function judge(
  outcomes: readonly Pick<DeliveryOutcome, 'subscriberId' | 'state'>[],
  taken: readonly string[],
): string[] {
  const faults: string[] = [];
  if (new Set(taken).size !== taken.length) faults.push('somebody got the issue twice');
  for (const { subscriberId, state } of outcomes) {
    const isTaken = taken.includes(`${subscriberId.replace('person-', '')}@example.org`);
    const may = isTaken ? ['sent', 'unknown'] : ['unknown', 'failed', 'deferred'];
    if (!may.includes(state)) {
      faults.push(`${subscriberId} ${isTaken ? 'got' : 'did not get'} it and is ${state}`);
    }
  }
  return faults;
}

interface SendChild {
  kill(): void;
  /** Its store calls; `null` when it was killed. */
  readonly ended: Promise<{ readonly calls: number } | null>;
}

const childFile = new URL('send-child.ts', import.meta.url).pathname;

export function startSender(
  place: Place,
  { url, crashAt = 0 }: { url: string; crashAt?: number },
): SendChild & { readonly pid: number } {
  const child = spawn(process.execPath, [childFile, url, String(lanes)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '.cache/compile',
      FREEHOLD_CRASH_AT: String(crashAt),
      ...place.environment,
    },
  });
  let [said, words] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const ended = new Promise<{ calls: number } | null>((resolve, reject) => {
    child.on('close', (status, signal) => {
      if (signal === 'SIGKILL') resolve(null);
      else if (status === 0) resolve(JSON.parse(said) as { calls: number });
      else reject(new Error(`a sender ended with ${status}: ${words}`));
    });
  });
  return { pid: child.pid ?? 0, kill: () => void child.kill('SIGKILL'), ended };
}
