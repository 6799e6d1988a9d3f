import type { Row, Rows } from './place.ts';

/** What is half done or done twice in a store: one sentence each, none when every operation is there whole or not at all. */
export function faultsIn(rows: Rows): string[] {
  const { subscribers, subscriptions, consents, tokens, outbox, events } = byName(rows);
  const faults: string[] = [];
  const expectOne = (found: readonly Row[], what: string) => {
    if (found.length !== 1) faults.push(`${found.length} instead of one ${what}`);
  };

  const addresses = subscribers.map((row) => row['address_key']);
  if (new Set(addresses).size !== addresses.length) faults.push('an address is there twice');
  if (subscriptions.length !== subscribers.length) faults.push('a subscription without subscriber');

  for (const subscriber of subscribers) {
    const id = text(subscriber, 'id');
    const [subscription, ...others] = subscriptions.filter((row) => row['subscriber_id'] === id);
    if (!subscription || others.length > 0) {
      faults.push(`a subscriber with ${others.length} more subscriptions than one`);
      continue;
    }
    const own = consents.filter((row) => row['subscriber_id'] === id);
    const ofKind = (kind: string) => own.filter((row) => row['kind'] === kind);
    const happened = (type: string) =>
      events.filter((row) => row['pid'] === id && row['type'] === type);

    for (const asked of ofKind('asked')) {
      const consentId = text(asked, 'id');
      expectOne(
        tokens.filter((row) => row['consent_id'] === consentId && row['purpose'] === 'confirm'),
        'confirm token of a request',
      );
      expectOne(
        outbox.filter((row) => row['key'] === `confirm:${consentId}`),
        'confirm mail of a request',
      );
    }
    for (const [kind, type] of eventOf) {
      const [entries, told] = [ofKind(kind).length, happened(type).length];
      if (entries !== told) faults.push(`${entries} consents "${kind}" but ${told} events ${type}`);
    }
    const answered = ofKind('confirmed').map((row) => row['asked_id']);
    if (new Set(answered).size !== answered.length) faults.push('a request was confirmed twice');
    if (ofKind('asked').length === 0) faults.push('a subscriber who was asked nothing');

    const state = text(subscription, 'state');
    const isIn = ofKind('confirmed').length - ofKind('withdrawn').length === 1;
    if ((state === 'confirmed') !== isIn) faults.push(`${state}, against the consent ledger`);
    if (state === 'confirmed') {
      if (!answered.includes(subscription['consent_id']))
        faults.push('a confirmed subscription without its proof');
      expectOne(
        tokens.filter(
          (row) =>
            row['subscription_id'] === subscription['id'] && row['purpose'] === 'unsubscribe',
        ),
        'unsubscribe token of a subscriber',
      );
    }
  }
  return faults;
}

const eventOf = [
  ['asked', 'sub.requested'],
  ['confirmed', 'sub.confirmed'],
  ['withdrawn', 'sub.left'],
] as const;

/** The state of an address's subscription, or `absent`. */
export function stateOf(
  rows: Rows,
  address: string,
): 'absent' | 'pending' | 'confirmed' | 'unsubscribed' {
  const { subscribers, subscriptions } = byName(rows);
  const subscriber = subscribers.find((row) => row['mailbox'] === address);
  const found = subscriptions.find((row) => row['subscriber_id'] === subscriber?.['id']);
  const state = subscriber && found ? text(found, 'state') : 'absent';
  return state as ReturnType<typeof stateOf>;
}

/** A store that died while its tables were made has none, or all. */
function byName(rows: Rows) {
  const { subscribers = [], subscriptions = [], consents = [] } = rows;
  const { tokens = [], outbox = [], events = [] } = rows;
  return { subscribers, subscriptions, consents, tokens, outbox, events };
}

function text(row: Row, name: string): string {
  return String(row[name]);
}
