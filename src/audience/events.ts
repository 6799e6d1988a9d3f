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
  /** A mail was asked for again, or for an address that needs no confirm mail or may not get one now. */
  | 'sub.repeated'
  /** Without person: the owner of an address says that somebody else asked. */
  | 'sub.disowned'
  | 'sub.confirmed'
  | 'sub.changed'
  | 'sub.paused'
  | 'sub.resumed'
  | 'sub.left'
  /** A hard bounce. */
  | 'sub.bounced'
  | 'sub.complained'
  /** Without person: what remains when everything about one was erased. */
  | 'sub.erased'
  | 'sub.imported'
  /** Somebody confirmed who came by the link of the subscriber `by`, which is forgotten when that one is erased. */
  | 'referral.confirmed'
  /** A question was put to a person, by an address that is the asker's. */
  | 'question.asked'
  /** Without person: a paper was asked for by mail; nobody has shown whose address it is. */
  | 'paper.requested'
  /** A link in a mail was followed by a person who agreed to measurement. */
  | 'link.followed'
  /** Somebody answered an issue by mail; what they wrote stays in the mailbox. */
  | 'reply.in'
  /** Without person: an issue was sent to `n` subscribers. */
  | 'issue.sent';

/** How the person came. */
export interface EventSource {
  readonly channel: Channel;
  /** The platform by its id, where the channel is one. */
  readonly platform?: string;
  readonly campaign?: string;
  /** The article by its id. */
  readonly article?: string;
  readonly gathering?: string;
  /** What it was within its channel: the issue of a newsletter, the variant of a share post. */
  readonly content?: string;
  /** The code of the person whose link it was. */
  readonly ref?: string;
}

export const channels = [
  'web',
  'newsletter',
  'rss',
  'platform',
  'gathering',
  'referral',
  'direct',
  'import',
] as const;

export type Channel = (typeof channels)[number];

/** The version of the event format. */
export const eventVersion = 1;
