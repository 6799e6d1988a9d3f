import type { AudienceEventType } from '../events.ts';
import type { TriggerReads } from './trigger-store.ts';
import type { Subscriber, Store, SubscriptionReads, SubscriptionRows } from '../store.ts';

/** A lifecycle mail that silence causes, by the trigger's name. */
export type QuietMailKind = 'quiet-choice';

/** What is remembered of lifecycle mails: those that silence causes, and those of the hub's own triggers. */
export type LifecycleMailName = QuietMailKind | `trigger:${string}`;

/** All that tells how quiet a subscriber has been. */
export interface Silence {
  readonly subscriber: Subscriber;
  /** The newest act of the person that is written down; `null` for none. */
  readonly lastActAt: Date | null;
  /** When somebody last began to subscribe by a link of theirs. */
  readonly lastBroughtAt: Date | null;
  /** When an issue was last sent to them: who gets none has nothing to react to. */
  readonly lastIssueAt: Date | null;
  /** When they were last asked. */
  readonly lastAskedAt: Date | null;
}

export interface LifecycleReads extends TriggerReads {
  /**
   * Ids of subscriptions that are confirmed, by people who agreed to measurement and confirmed before `before`, of whom
   * no act since is written down but those of `ignored`; in order of id, after `after`.
   */
  listQuiet(wanted: {
    before: Date;
    ignored: readonly AudienceEventType[];
    after: string | null;
    max: number;
  }): Promise<readonly string[]>;
  findSilence(
    subscriptionId: string,
    options: { kind: QuietMailKind; ignored: readonly AudienceEventType[] },
  ): Promise<Silence | null>;
  /** Whether the hub heard anybody follow a link since: if not, nobody's silence says anything. */
  hearsReaders(since: Date): Promise<boolean>;
  /** When this store was last restored from a backup; it does not know what was sent since that was made. */
  findRestoredAt(): Promise<Date | null>;
  /** Mails of any kind since an instant, issues among them. */
  countMails(to: { subscriberId: string; addressHash: string; since: Date }): Promise<number>;
  /** The lifecycle mails of a person, as the store remembers them. */
  listLifecycleMailsOf(
    subscriptionId: string,
  ): Promise<readonly { readonly kind: LifecycleMailName; readonly at: Date }[]>;
}

export interface LifecycleRows extends LifecycleReads {
  /** Remembers that a mail was queued, in place of an earlier one of the kind. */
  noteLifecycleMail(mail: {
    subscriptionId: string;
    kind: LifecycleMailName;
    at: Date;
  }): Promise<void>;
}

export type LifecycleStore = Store<
  SubscriptionReads & LifecycleReads,
  SubscriptionRows & LifecycleRows
>;
