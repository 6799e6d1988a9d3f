import type { Tables } from '../store/tables.ts';

/** What becomes of a table when the audience moves to another hub. */
type Travel<Row> =
  /** Half of a line of `subscribers.csv`. */
  | { readonly kind: 'list'; readonly key: readonly (keyof Row & string)[] }
  /** A file of its own in `ledger/`. */
  | {
      readonly kind: 'ledger';
      /** By what its rows are told apart, and in which order they stand in the file. */
      readonly key: readonly (keyof Row & string)[];
      /** Written as ISO instants. */
      readonly instants: readonly (keyof Row & string)[];
      /** Text that is JSON, written as such. */
      readonly json?: readonly (keyof Row & string)[];
    }
  | { readonly kind: 'stays'; readonly because: string };

/** Every table, so that none is forgotten when one is added. */
export const travels = {
  subscribers: { kind: 'list', key: ['id'] },
  subscriptions: { kind: 'list', key: ['subscriber_id'] },
  consents: { kind: 'ledger', key: ['id'], instants: ['at'], json: ['topics', 'detail'] },
  events: { kind: 'ledger', key: ['id'], instants: ['at'], json: ['src', 'd'] },
  suppressions: { kind: 'ledger', key: ['address_hash'], instants: ['since', 'until'] },
  tokens: { kind: 'ledger', key: ['hash'], instants: ['created_at', 'expires_at', 'used_at'] },
  address_changes: { kind: 'ledger', key: ['token_hash'], instants: ['created_at'] },
  threads: { kind: 'ledger', key: ['id'], instants: ['started_at', 'opened_at'] },
  questions: { kind: 'ledger', key: ['id'], instants: ['asked_at'] },
  daily_totals: {
    kind: 'ledger',
    key: ['day', 'kind', 'channel', 'platform', 'campaign', 'topic', 'imported_on'],
    instants: [],
  },
  cohort_totals: { kind: 'ledger', key: ['campaign', 'joined_on', 'age'], instants: [] },
  folded_relationships: { kind: 'ledger', key: ['subscriber_id'], instants: [] },
  imports: { kind: 'ledger', key: ['id'], instants: ['started_at'], json: ['counts'] },
  issues: {
    kind: 'ledger',
    key: ['id'],
    instants: ['due_at', 'created_at', 'resume_at', 'finished_at'],
  },
  compositions: {
    kind: 'ledger',
    key: ['issue_id', 'id'],
    instants: [],
    json: ['articles', 'letters'],
  },
  deliveries: {
    kind: 'ledger',
    key: ['issue_id', 'subscriber_id'],
    instants: ['due_at', 'tried_at', 'finished_at'],
  },
  delivery_totals: { kind: 'ledger', key: ['issue_id', 'state'], instants: [] },
  outcomes: { kind: 'ledger', key: ['issue_id', 'subscriber_id', 'kind'], instants: ['at'] },
  outcome_totals: { kind: 'ledger', key: ['issue_id', 'kind'], instants: [] },
  seen_reports: { kind: 'stays', because: 'a report that comes twice says nothing new' },
  lifecycle_mails: { kind: 'ledger', key: ['subscription_id', 'kind'], instants: ['at'] },
  useful_votes: { kind: 'ledger', key: ['article', 'day', 'answer'], instants: [] },
  send_rates: { kind: 'stays', because: 'how fast a server takes mail is learned anew in minutes' },
  sign_up_browsers: {
    kind: 'stays',
    because: 'a code of six digits is no secret outside the store, and the mailed link works',
  },
  notices: { kind: 'stays', because: 'what a CRM is owed is told by the hub that owes it' },
  outbox: { kind: 'stays', because: 'mails that are owed are sent by the hub that owes them' },
  limits: { kind: 'stays', because: 'what was just tried says nothing on another day' },
  places: { kind: 'stays', because: 'what was just tried says nothing on another day' },
  burned_proofs: { kind: 'stays', because: 'their puzzles expire within the hour' },
  settings: { kind: 'stays', because: 'the manifest names the key; the rest is of one store' },
  migrations: { kind: 'stays', because: 'the manifest names them' },
} as const satisfies { readonly [Name in keyof Tables]: Travel<Tables[Name]> };
