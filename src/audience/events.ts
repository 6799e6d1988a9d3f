/**
 * What the audience did, for the figures; append-only. An event names a person by `pid` (the subscriber's id),
 * never by address, and holds no IP address and no user agent.
 */
export interface AudienceEvent {
  readonly id: string;
  readonly at: Date;
  readonly type: AudienceEventType;
  /** `null` for an event without a person: a mere count. */
  readonly pid: string | null;
  readonly source: EventSource | null;
  /** What else the figures count by; no text of a person's. */
  readonly detail?: Readonly<Record<string, string>>;
}

export type AudienceEventType =
  | 'sub.requested'
  /** The form was sent again for an address that needs no confirm mail or may not get one now. */
  | 'sub.repeated'
  | 'sub.confirmed'
  | 'sub.left'
  /** A question was put to a person, by an address that is the asker's. */
  | 'question.asked';

/** How the person came. */
export interface EventSource {
  readonly channel: 'web';
}

/** The version of the event format. */
export const eventVersion = 1;
