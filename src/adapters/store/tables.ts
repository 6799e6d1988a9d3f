import type {
  CompositionTable,
  DeliveryTable,
  DeliveryTotalTable,
  IssueTable,
  OutcomeTable,
  OutcomeTotalTable,
  SeenReportTable,
  SendRateTable,
} from './delivery-tables.ts';
import type { QuestionTable, ThreadTable, UsefulVoteTable } from './feedback-tables.ts';

/** The tables as Kysely sees them. Instants are milliseconds since 1970 UTC, ids are UUIDs, JSON is text. */
export interface Tables {
  readonly subscribers: SubscriberTable;
  readonly subscriptions: SubscriptionTable;
  readonly consents: ConsentTable;
  readonly tokens: TokenTable;
  readonly outbox: OutboxTable;
  readonly events: EventTable;
  readonly suppressions: SuppressionTable;
  readonly address_changes: AddressChangeTable;
  readonly threads: ThreadTable;
  readonly questions: QuestionTable;
  readonly daily_totals: DailyTotalTable;
  readonly cohort_totals: CohortTotalTable;
  readonly folded_relationships: FoldedRelationshipTable;
  readonly limits: LimitTable;
  readonly places: PlaceTable;
  readonly burned_proofs: BurnedProofTable;
  readonly imports: ImportTable;
  readonly sign_up_browsers: SignUpBrowserTable;
  readonly notices: NoticeTable;
  readonly issues: IssueTable;
  readonly compositions: CompositionTable;
  readonly deliveries: DeliveryTable;
  readonly delivery_totals: DeliveryTotalTable;
  readonly send_rates: SendRateTable;
  readonly outcomes: OutcomeTable;
  readonly outcome_totals: OutcomeTotalTable;
  readonly seen_reports: SeenReportTable;
  readonly lifecycle_mails: LifecycleMailTable;
  readonly useful_votes: UsefulVoteTable;
  readonly settings: SettingTable;
  readonly migrations: MigrationTable;
}

const listed: Record<keyof Tables, true> = {
  subscribers: true,
  subscriptions: true,
  consents: true,
  tokens: true,
  outbox: true,
  events: true,
  suppressions: true,
  address_changes: true,
  threads: true,
  questions: true,
  daily_totals: true,
  cohort_totals: true,
  folded_relationships: true,
  limits: true,
  places: true,
  burned_proofs: true,
  imports: true,
  sign_up_browsers: true,
  notices: true,
  issues: true,
  compositions: true,
  deliveries: true,
  delivery_totals: true,
  send_rates: true,
  outcomes: true,
  outcome_totals: true,
  seen_reports: true,
  lifecycle_mails: true,
  useful_votes: true,
  settings: true,
  migrations: true,
};

/** Every table of the store, which is what a backup holds. */
export const tableNames = Object.keys(listed) as readonly (keyof Tables)[];

export interface SubscriberTable {
  id: string;
  address_key: string;
  mailbox: string;
  typed: string;
  created_at: number;
}

export interface SubscriptionTable {
  id: string;
  subscriber_id: string;
  state: string;
  language: string;
  topics: string;
  consent_id: string;
  requested_at: number;
  confirmed_at: number | null;
  unsubscribed_at: number | null;
  frequency: string;
  paused_until: string | null;
  measure: number;
  first_confirmed_at: number | null;
  source: string | null;
  referred_by: string | null;
  ref_code: string | null;
  batch: string | null;
  is_test: number;
}

export interface ConsentTable {
  id: string;
  subscriber_id: string;
  address_hash: string;
  kind: string;
  at: number;
  asked_id: string | null;
  wording: string | null;
  wording_hash: string | null;
  language: string | null;
  form_version: string | null;
  page: string | null;
  topics: string | null;
  detail: string | null;
}

export interface TokenTable {
  hash: string;
  purpose: string;
  subscription_id: string;
  consent_id: string | null;
  created_at: number;
  expires_at: number | null;
  used_at: number | null;
}

export interface OutboxTable {
  id: string;
  kind: string;
  key: string;
  address_hash: string;
  state: string;
  created_at: number;
  not_before: number;
  lease_until: number | null;
  lease_owner: string | null;
  attempts: number;
  payload: string | null;
  finished_at: number | null;
}

export interface EventTable {
  id: string;
  at: number;
  type: string;
  pid: string | null;
  v: number;
  src: string | null;
  d: string | null;
}

export interface SuppressionTable {
  address_hash: string;
  reason: string;
  since: number;
  source: string;
  until: number | null;
  erased_since: number | null;
}

export interface AddressChangeTable {
  token_hash: string;
  subscription_id: string;
  address_key: string;
  mailbox: string;
  typed: string;
  created_at: number;
}

export interface DailyTotalTable {
  day: string;
  kind: string;
  channel: string;
  platform: string;
  campaign: string;
  topic: string;
  imported_on: string;
  n: number;
}

export interface CohortTotalTable {
  campaign: string;
  joined_on: string;
  age: number;
  joined: number;
  lost: number;
}

export interface FoldedRelationshipTable {
  subscriber_id: string;
  joined_on: string;
  is_import: number;
  channel: string;
  platform: string;
  campaign: string;
  is_active: number;
  left_on: string | null;
}

export interface LimitTable {
  key: string;
  full_at: number;
}

export interface PlaceTable {
  id: string;
  lane: string;
  at: number;
}

export interface BurnedProofTable {
  hash: string;
  until: number;
}

export interface ImportTable {
  id: string;
  format: string;
  file_hash: string;
  proof: string | null;
  state: string;
  started_at: number;
  counts: string | null;
}

export interface SignUpBrowserTable {
  hash: string;
  address_hash: string;
  subscription_id: string | null;
  consent_id: string | null;
  code_hash: string | null;
  mailed_at: number | null;
  tries: number;
  expires_at: number;
  used_at: number | null;
}

export interface NoticeTable {
  id: string;
  type: string;
  pid: string;
  at: number;
  not_before: number;
  lease_owner: string | null;
  attempts: number;
}

export interface LifecycleMailTable {
  subscription_id: string;
  kind: string;
  at: number;
}

export interface SettingTable {
  name: string;
  value: string;
}

export interface MigrationTable {
  name: string;
  at: number;
}
