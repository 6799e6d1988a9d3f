import type { Hub } from '#hub/hub.ts';

import type { Address } from './address.ts';
import { type Alarm, alertOf } from './alert.ts';
import type { Approach } from './approach.ts';
import { type BucketKeys, openBuckets } from './buckets.ts';
import { type Random, timeSortedId } from './ids.ts';
import type { LimitReads, LimitRows } from './limit-store.ts';
import { fullAfterGiving, limits } from './limits.ts';
import type { QueuedMail } from './outbox.ts';
import { nextPlace, type Place, placesPerHour } from './places.ts';
import { hashAddress, hashDomain } from './tokens.ts';

/** Everything that admitting a request may write, made before the transaction that records it. */
export interface AdmissionRequest {
  /** What is admitted again under the same id keeps one place. */
  readonly id: string;
  readonly now: Date;
  readonly perHour: number;
  readonly approach: Approach;
  /** Whom the mail is to go to, as keyed hashes. */
  readonly recipient: { readonly addressHash: string; readonly domainHash: string };
  readonly alertOf: (reason: Alarm) => QueuedMail<'alert'>;
}

export interface AdmissionContext {
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

export interface Admission {
  /** When the mail may go out. */
  readonly notBefore: Date;
  /** Set when this request made the hub ask for proof of work, which it did not before. */
  readonly alarm: Alarm | null;
}

export type AdmissionRows = LimitRows & { queueMail(mail: QueuedMail<'alert'>): Promise<void> };

export function admissionRequest(
  { approach, address }: { approach: Approach; address: Address },
  { hub, serverKey, random, now }: AdmissionContext,
): AdmissionRequest {
  const domain = address.key.slice(address.key.lastIndexOf('@') + 1);
  const alertId = timeSortedId(now, random);
  return {
    id: timeSortedId(now, random),
    now,
    perHour: hub.newsletter.confirmMailsPerHour,
    approach,
    recipient: {
      addressHash: hashAddress(serverKey, address.key),
      domainHash: hashDomain(serverKey, domain),
    },
    alertOf: (reason) => alertOf(reason, { id: alertId, hub, serverKey, now }),
  };
}

/**
 * Counts a request against every limit and finds the place of the mail that it causes, if any. Nobody is refused:
 * what is over a limit or looks like abuse waits longer, behind what does not. Part of the transaction that records
 * the request.
 */
export async function admit(
  { id, now, perHour, approach, recipient, alertOf }: AdmissionRequest,
  { rows, owesMail }: { rows: AdmissionRows; owesMail: boolean },
): Promise<Admission> {
  const { proof } = approach;
  const isProven = proof !== null && (await rows.burnProof(proof.hash, proof.until));
  const keys = { ...networkKeys(approach), ...recipientKeys(recipient), ...hubKeys };
  const found = await rows.findFillings(Object.values(keys));
  const last = await rows.findPlaces(placesPerHour(perHour));
  const buckets = openBuckets(found, { keys, perHour, now });

  const count = approach.pace === 'unproven' ? 2 : 1;
  // Both are counted, also when the first is over.
  const isWithin = [buckets.take('network', count), buckets.take('neighbourhood', count)];
  const wasCalm = buckets.has('alarm');
  const isExpected = isProven || (wasCalm && isWithin.every(Boolean));
  const isDoubtful = approach.pace === 'too-fast' || !isExpected;

  let place: Place | null = null;
  let alarm: Alarm | null = null;
  if (owesMail) {
    const waitMs = Math.max(
      buckets.reserve('recipient'),
      buckets.reserve(isDoubtful ? 'doubtfulDomain' : 'domain'),
    );
    const earliest = new Date(now.getTime() + waitMs);
    place = nextPlace(last, { earliest, isDoubtful });
    if (place.at > earliest) alarm = 'cap';
    else if (!isProven && !buckets.take('unanswered')) alarm = 'unanswered';
    if (alarm !== null) buckets.empty('alarm');
  }
  await rows.saveFillings(buckets.changed);
  if (place !== null) await rows.addPlace({ id, ...place });
  if (!wasCalm || alarm === null) return { notBefore: place?.at ?? now, alarm: null };
  await rows.queueMail(alertOf(alarm));
  return { notBefore: place?.at ?? now, alarm };
}

/** Whether a visitor is asked for a proof of work now. Changes nothing. */
export async function isProofWanted(
  approach: Pick<Approach, 'network'>,
  { rows, hub, now }: { rows: LimitReads; hub: Hub; now: Date },
): Promise<boolean> {
  const keys = { ...networkKeys(approach), ...hubKeys };
  const found = await rows.findFillings(Object.values(keys));
  const perHour = hub.newsletter.confirmMailsPerHour;
  const buckets = openBuckets(found, { keys, perHour, now });
  return !(['alarm', 'network', 'neighbourhood'] as const).every((id) => buckets.has(id));
}

/** For each mail that is answered as by the person it went to, this many may stay unanswered. */
const unansweredPerAnswer = 2;

/** A mail was answered as by the person it went to. */
export async function noteAnswer({
  rows,
  hub,
  now,
}: {
  rows: LimitRows;
  hub: Hub;
  now: Date;
}): Promise<void> {
  const limit = limits.unanswered(hub.newsletter.confirmMailsPerHour);
  const found = await rows.findFillings([hubKeys.unanswered]);
  const fullAt = fullAfterGiving(found.get(hubKeys.unanswered), {
    ...{ limit, now },
    count: unansweredPerAnswer,
  });
  await rows.saveFillings(new Map([[hubKeys.unanswered, fullAt]]));
}

// The keys by which the store knows the buckets of a request.

const hubKeys = { alarm: 'alarm', unanswered: 'unanswered' } as const satisfies BucketKeys;

function networkKeys({ network }: Pick<Approach, 'network'>): BucketKeys {
  if (network === null) return {};
  return {
    network: `network:${network.hash}`,
    neighbourhood: `neighbourhood:${network.neighbourhoodHash}`,
  };
}

function recipientKeys({ addressHash, domainHash }: AdmissionRequest['recipient']): BucketKeys {
  return {
    recipient: `recipient:${addressHash}`,
    domain: `domain:${domainHash}`,
    doubtfulDomain: `doubtfulDomain:${domainHash}`,
  };
}
