import type { TriggerAct } from '#hub/trigger.ts';

import type { Subscriber } from '../store.ts';

/** All that tells whether a trigger's mail is due to somebody. */
export interface Acted {
  readonly subscriber: Subscriber;
  /** When they last did what the trigger waits for. */
  readonly actAt: Date;
  /** When they last did something after which the mail is not wanted; `null` for never. */
  readonly unlessAt: Date | null;
  /** When its mail was last owed to them. */
  readonly lastMailAt: Date | null;
}

export interface TriggerReads {
  /** Ids of confirmed subscriptions of people who did `act` after `from`, up to `until`; in order of id, after `after`. */
  listActed(wanted: {
    act: TriggerAct;
    from: Date;
    until: Date;
    after: string | null;
    max: number;
  }): Promise<readonly string[]>;
  /** `null` when the subscription is gone, or nothing was done until `until`. */
  findActed(
    subscriptionId: string,
    wanted: { act: TriggerAct; until: Date; unless: readonly TriggerAct[]; mail: string },
  ): Promise<Acted | null>;
}
