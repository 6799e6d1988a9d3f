import type { Language } from '#hub/languages.ts';

import type { ImportedConsent } from '../consent.ts';
import type { AudienceEvent } from '../events.ts';
import { type Random, timeSortedId } from '../ids.ts';
import type { Store, SubscriptionRows } from '../store.ts';
import { aPendingSubscription, inForce, type SubscriptionState } from '../subscription.ts';
import { hashToken, unsubscribeToken } from '../tokens.ts';
import type { Arrival, ImportBatch, ImportReads, ImportRows, Standing } from './import-store.ts';
import { type Candidate, judge } from './judge-row.ts';
import { changes, type LineOutcome } from './outcomes.ts';

/** How the rows of one file come in. */
export interface ImportPlan {
  /** The import that the rows belong to; the store knows it from the first row that changes something. */
  readonly batch: ImportBatch;
  /** For rows that name no language of the hub. */
  readonly language: Language;
  readonly languages: readonly Language[];
  /** Topic ids by the tag that stands for them, in lower case. */
  readonly topics: ReadonlyMap<string, string>;
}

export interface ImportContext {
  readonly store: Store<ImportReads, ImportRows & SubscriptionRows>;
  readonly plan: ImportPlan;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/** What would become of `candidates`, each with an address of its own. */
export async function foresee(
  candidates: readonly Candidate[],
  { store, now }: Pick<ImportContext, 'store' | 'now'>,
): Promise<readonly LineOutcome[]> {
  const standings = await store.read((rows) => standingsOf(candidates, { rows, now }));
  return candidates.map((candidate, index) => outcomeOf(candidate, standings[index]));
}

/**
 * Imports `candidates`, each with an address of its own, in one transaction. Doing it again changes nothing: people
 * whom this batch added are there already.
 */
export async function importChunk(
  candidates: readonly Candidate[],
  context: ImportContext,
): Promise<readonly LineOutcome[]> {
  const { store, now, random } = context;
  const newId = () => timeSortedId(now, random);
  const made = candidates.map(() => ({
    subscriber: newId(),
    subscription: newId(),
    consent: newId(),
    event: newId(),
  }));
  return store.write(async (rows) => {
    const standings = await standingsOf(candidates, { rows, now });
    const arrivals: Arrival[] = [];
    const outcomes: LineOutcome[] = [];
    for (const [index, candidate] of candidates.entries()) {
      const standing = standings[index];
      const ids = made[index];
      const line = outcomeOf(candidate, standing);
      outcomes.push(line);
      if (!standing || !ids) continue;
      const { outcome } = line;
      if (outcome === 'added-suppressed') await suppress(candidate, { rows, context });
      if (outcome === 'added-unsubscribed' || outcome === 'added-suppressed') {
        await end(candidate, { standing, ids, rows, context });
      }
      const isNew = standing.subscriber === null;
      if (isNew && (outcome === 'added' || outcome === 'added-unsubscribed')) {
        arrivals.push(arrivalOf(candidate, { ids, context }));
      }
    }
    if (outcomes.some(({ outcome }) => changes.includes(outcome))) {
      await rows.saveImport(context.plan.batch);
    }
    await rows.addArrivals(arrivals);
    return outcomes;
  });
}

interface Ids {
  readonly subscriber: string;
  readonly subscription: string;
  readonly consent: string;
  readonly event: string;
}

async function standingsOf(
  candidates: readonly Candidate[],
  { rows, now }: { rows: ImportReads; now: Date },
): Promise<readonly Standing[]> {
  const keys = candidates.map(({ address, addressHash }) => ({
    addressKey: address.key,
    addressHash,
  }));
  const found = await rows.listStandings(keys);
  return found.map((one) => ({ ...one, suppression: inForce(one.suppression, now) }));
}

function outcomeOf(candidate: Candidate, standing: Standing | undefined): LineOutcome {
  const nothing = { subscriber: null, isImported: false, suppression: null };
  return { line: candidate.row.line, outcome: judge(candidate, standing ?? nothing) };
}

function arrivalOf(
  { row, status, address, addressHash }: Candidate,
  { ids, context }: { ids: Ids; context: ImportContext },
): Arrival {
  const { plan, now, serverKey } = context;
  const language = plan.languages.find((one) => one === row.language) ?? plan.language;
  const topics = row.tags.flatMap((tag) => plan.topics.get(tag) ?? []);
  const state: SubscriptionState = status === 'subscribed' ? 'confirmed' : 'unsubscribed';
  const isIn = state === 'confirmed';
  const source = { channel: 'import' } as const;
  return {
    subscriber: {
      id: ids.subscriber,
      address,
      createdAt: now,
      subscription: aPendingSubscription({
        id: ids.subscription,
        subscriberId: ids.subscriber,
        state,
        language,
        topics: [...new Set(topics)].toSorted(),
        consentId: ids.consent,
        requestedAt: now,
        confirmedAt: isIn ? now : null,
        firstConfirmedAt: isIn ? now : null,
        unsubscribedAt: isIn ? null : now,
        source,
        batch: plan.batch.id,
      }),
    },
    consent: {
      kind: 'imported',
      id: ids.consent,
      subscriberId: ids.subscriber,
      addressHash,
      at: now,
      origin: originOf({ row, status }, plan.batch),
    },
    token: {
      hash: hashToken('unsubscribe', unsubscribeToken(serverKey, ids.subscription)),
      purpose: 'unsubscribe',
      subscriptionId: ids.subscription,
      consentId: null,
      createdAt: now,
      expiresAt: null,
      usedAt: null,
    },
    event: isIn
      ? {
          id: ids.event,
          at: now,
          type: 'sub.imported',
          pid: ids.subscriber,
          source,
          detail: { batch: plan.batch.id, proof: plan.batch.proof ?? 'times in the file' },
        }
      : null,
  };
}

/** What the file says of a consent; never an IP address. */
function originOf(
  { row, status }: Pick<Candidate, 'row' | 'status'>,
  { id, format, fileHash, proof }: ImportBatch,
): ImportedConsent['origin'] {
  return {
    batch: id,
    format,
    file: fileHash,
    status,
    ...(proof !== null && { proof }),
    ...(row.consentAt !== null && { consentAt: row.consentAt }),
    ...(row.knownSince !== null && { knownSince: row.knownSince }),
  };
}

type Rows = ImportRows & SubscriptionRows;

/** The source of the suppressions that `batch` brought. */
export function suppressionSource(batch: string): string {
  return `import ${batch}`;
}

async function suppress(
  { status, addressHash }: Candidate,
  { rows, context }: { rows: Rows; context: ImportContext },
): Promise<void> {
  await rows.addSuppression({
    addressHash,
    reason: status === 'complained' ? 'complaint' : 'bounce',
    since: context.now,
    until: null,
    source: suppressionSource(context.plan.batch.id),
  });
}

const endings = {
  unsubscribed: 'sub.left',
  cleaned: 'sub.bounced',
  complained: 'sub.complained',
} as const satisfies Record<string, AudienceEvent['type']>;

/** Ends the subscription of somebody whom an earlier import added and who had left, by this one. */
async function end(
  { status, addressHash }: Candidate,
  made: { standing: Standing; ids: Ids; rows: Rows; context: ImportContext },
): Promise<void> {
  const { rows, ids } = made;
  const { now, plan } = made.context;
  const { subscriber } = made.standing;
  if (subscriber?.subscription.state !== 'confirmed' || status === 'subscribed') return;
  const { subscription } = subscriber;
  await rows.saveSubscription({ ...subscription, state: 'unsubscribed', unsubscribedAt: now });
  await rows.addConsent({
    kind: 'withdrawn',
    id: ids.consent,
    subscriberId: subscriber.id,
    addressHash,
    at: now,
    askedId: subscription.consentId,
    detail: { batch: plan.batch.id },
  });
  await rows.addEvent({
    id: ids.event,
    at: now,
    type: endings[status],
    pid: subscriber.id,
    source: null,
    detail: { reason: 'import', batch: plan.batch.id },
  });
}
