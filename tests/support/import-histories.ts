import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { confirm } from '#audience/confirmation.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { subscribe } from '#audience/sign-up.ts';
import { inForce, type SuppressionReason, suppressionReasons } from '#audience/subscription.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import { aHub, aSignUp, serverKey } from './audience.ts';
import { importLines } from './imports.ts';
import { now } from './store-rows.ts';

/** What may have happened to a person before an import. */
export const histories = [
  'none',
  'pending',
  'own',
  'left',
  'imported',
  ...suppressionReasons,
] as const;

type History = (typeof histories)[number];
type Stores = Pick<AudienceStore, 'read' | 'write'>;

/** Lets a person live through a history at this hub. */
export async function live(email: string, { history, store }: { history: History; store: Stores }) {
  if (history === 'none') return;
  if (history === 'imported') {
    await importLines([{ email }], { store, batch: `history of ${email}` });
    return;
  }
  const addressHash = hashAddress(serverKey, email);
  if (isReason(history)) {
    const suppression = { addressHash, reason: history, since: now, until: null, source: 'test' };
    await store.write((rows) => rows.addSuppression(suppression));
    return;
  }
  // A reader's browser and mailbox, with a token that we know.
  const random = (bytes: number) => randomBytes(bytes);
  let token = '';
  const context = {
    store,
    hub: aHub(),
    topicIds: new Set<string>(),
    serverKey,
    toAscii: domainToASCII,
    random: (bytes: number) => {
      const made = random(bytes);
      if (bytes === 32) token = made.toString('base64url');
      return made;
    },
    now,
  };
  await subscribe(aSignUp({ email }), context);
  if (history === 'pending') return;
  await confirm(token, { ...context, random });
  if (history === 'own') return;
  const found = await store.read((rows) => rows.findSubscriber(email));
  await unsubscribe(unsubscribeToken(serverKey, found?.subscription.id ?? ''), {
    store,
    serverKey,
    random,
    now,
  });
}

function isReason(history: History): history is SuppressionReason {
  return suppressionReasons.some((reason) => reason === history);
}

export function standingOf(email: string, store: Stores) {
  return store.read(async (rows) => {
    const subscriber = await rows.findSubscriber(email);
    const suppression = await rows.findSuppression(hashAddress(serverKey, email));
    return {
      state: subscriber?.subscription.state ?? 'none',
      isSuppressed: inForce(suppression, now) !== null,
    };
  });
}

/** All rows about a person, to be compared. */
export function everything(email: string, store: Stores) {
  return store.read(async (rows) => {
    const subscriber = await rows.findSubscriber(email);
    const id = subscriber?.id ?? '';
    return {
      subscriber,
      suppression: await rows.findSuppression(hashAddress(serverKey, email)),
      consents: await rows.listConsents(id),
      history: await rows.findHistory(id),
      links: await rows.listLinksOf(subscriber?.subscription.id ?? ''),
    };
  });
}

/** A store whose process dies at its second write, before or after that is on disk. */
export function dying(store: Stores, crash: 'before' | 'after'): Stores {
  let writes = 0;
  return {
    read: (work) => store.read(work),
    async write(work) {
      writes += 1;
      if (writes === 2 && crash === 'before') throw new Error('killed');
      const value = await store.write(work);
      if (writes === 2) throw new Error('killed');
      return value;
    },
  };
}
