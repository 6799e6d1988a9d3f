/**
 * A delivery is one issue to one subscriber. All of an issue are listed before its first mail:
 *
 *     queued -> leased -> in_data -> sent | failed | deferred | unknown
 *     leased -> failed | deferred | excluded before the server has asked for the mail's bytes
 *     deferred -> leased when its time has come; a lease that ended: leased -> leased, in_data -> unknown
 *
 * `in_data` is on disk before the first byte of the mail leaves. So a sender that dies leaves either a mail that nobody
 * has, or one that is `unknown`, which only a person sends again. Numbers always add up: what was listed is what is in
 * all the states together ({@link isConserved}).
 */
export const deliveryStates = [
  'queued',
  'leased',
  'in_data',
  'sent',
  'deferred',
  'failed',
  'unknown',
  /** Left, paused or was suppressed between the listing and the server's readiness to take the mail. */
  'excluded',
] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** How many deliveries of an issue are in each state, those that became mere numbers included. */
export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

export const noDeliveries: DeliveryCounts = {
  queued: 0,
  leased: 0,
  in_data: 0,
  sent: 0,
  deferred: 0,
  failed: 0,
  unknown: 0,
  excluded: 0,
};

/** The states of deliveries that the sender has nothing more to do for. */
export const finalStates = [
  'sent',
  'failed',
  'unknown',
  'excluded',
] as const satisfies readonly DeliveryState[];

/** Whether nobody was added or lost since `snapshot` deliveries were listed. */
export function isConserved(snapshot: number, counts: DeliveryCounts): boolean {
  return totalOf(counts) === snapshot;
}

export function totalOf(counts: DeliveryCounts): number {
  return deliveryStates.reduce((sum, state) => sum + counts[state], 0);
}

/** How many deliveries a sender will still take up. */
export function remainingOf(counts: DeliveryCounts): number {
  return totalOf(counts) - finalStates.reduce((sum, state) => sum + counts[state], 0);
}

/** Names one delivery. */
export interface DeliveryKey {
  readonly issueId: string;
  readonly subscriberId: string;
}

/** A delivery in the hands of one sender: nobody else may touch it while `owner` and `epoch` are those of its row. */
export interface LeasedDelivery extends DeliveryKey {
  /** Stable however often it is tried; becomes the Message-ID and the bounce address. */
  readonly mailId: string;
  /** What it brings: names one composition of the issue. */
  readonly composition: string;
  readonly owner: string;
  readonly epoch: number;
  /** Finished tries before this one. */
  readonly attempts: number;
  /** When it was first tried; `null` when this is the first time. */
  readonly triedAt: Date | null;
}

/** How long a sender that says nothing keeps its deliveries. */
export const leaseMs = 30_000;

/** How often a sender says that it lives. */
export const heartbeatMs = 10_000;
