import { lifetimesMs } from './access.ts';
import { mailMemoryMs } from './subscription.ts';
import { confirmLifetimeMs } from './tokens.ts';

/** How long something is kept, and why so long. */
export interface Retention {
  readonly what: string;
  readonly kept: string;
  /** What is left of it afterwards. */
  readonly afterwards: string;
  readonly why: string;
}

const dayMs = 24 * 60 * 60 * 1000;
/** For how long it is kept what a person did. */
export const monthsOfEvents = 24;

const confirmDays = `${confirmLifetimeMs / dayMs} days`;
const memoryDays = `${mailMemoryMs / dayMs} days`;

/**
 * Every period for which the hub keeps something about a person: what the privacy page has to say. What has no
 * period of its own goes with what it hangs on.
 */
export const retentions = {
  subscriptions: {
    what: 'subscribers: address, choices, and that a subscription was ended',
    kept: 'until the person erases it',
    afterwards: 'a keyed hash of the address, so that no import brings it back',
    why: 'the mail is sent to it; an old list must not bring back who left',
  },
  unconfirmed: {
    what: 'requests to subscribe that nobody confirmed',
    kept: confirmDays,
    afterwards: 'counts by day, source and campaign that name nobody',
    why: 'the life of the confirm link; without it nobody said yes',
  },
  browsers: {
    what: 'that a browser sent a sign-up, by the hash of its cookie',
    kept: confirmDays,
    afterwards: 'nothing',
    why: 'so that the same browser confirms without a second press; it goes with the request',
  },
  newAddresses: {
    what: 'new addresses that nobody confirmed',
    kept: `${lifetimesMs['change-address'] / dayMs} day`,
    afterwards: 'nothing',
    why: 'the life of the link that was mailed there',
  },
  questions: {
    what: 'questions that nobody verified',
    kept: confirmDays,
    afterwards: 'nothing',
    why: 'the life of the confirm link; nobody has read them',
  },
  papers: {
    what: 'the address to which a paper is to be mailed, in the mail that is owed',
    kept: `until the mail is sent, at most ${confirmDays}`,
    afterwards: 'nothing but that a mail was sent, as below',
    why: 'who asks for a paper asks for one mail and nothing else',
  },
  consents: {
    what: 'proof of consent: sentence, time, page, and the address as a keyed hash',
    kept: 'as long as the hub exists',
    afterwards: 'it holds no address',
    why: 'the sender has to show that consent was given (GDPR article 7.1)',
  },
  lifecycleMails: {
    what: 'when a subscriber was last asked whether to pause, get less or stop',
    kept: 'until the person erases it',
    afterwards: 'nothing',
    why: 'nobody is asked twice about the same silence',
  },
  tokens: {
    what: 'links that have expired, as hashes',
    kept: confirmDays,
    afterwards: 'nothing',
    why: 'so that the page can say that a link is too old',
  },
  mails: {
    what: 'that a mail of a kind was queued or sent, with the address as a keyed hash',
    kept: memoryDays,
    afterwards: 'nothing',
    why: 'nobody’s mailbox can be filled by typing its address',
  },
  notices: {
    what: 'that another system is to be told of a change, by the id of the subscription',
    kept: `until it is taken, at most ${confirmDays}`,
    afterwards: 'nothing',
    why: 'it is sent again for three days; what nobody took by then, nobody waits for',
  },
  limits: {
    what: 'how often a network or address sent forms, as keyed hashes',
    kept: 'at most a day',
    afterwards: 'nothing',
    why: 'a limit is forgotten once it has recovered',
  },
  mailFiles: {
    what: 'mails written to the outbox folder instead of being sent',
    kept: confirmDays,
    afterwards: 'nothing',
    why: 'the links in them no longer work',
  },
  issues: {
    what: 'which issues of the newsletter a subscriber was sent, by an id',
    kept: `${monthsOfEvents} months`,
    afterwards: 'how many got each issue',
    why: 'nobody gets an issue or an article twice, and bounces can be told apart',
  },
  events: {
    what: 'what a person did, by an id: joining, leaving, asking, following a link',
    kept: `${monthsOfEvents} months`,
    afterwards: 'counts by day, source and campaign that name nobody',
    why: 'the figures compare a campaign with that of the year before',
  },
  followedLinks: {
    what: 'which links a person followed, where the person agreed to that',
    kept: `${monthsOfEvents} months, or until the person no longer agrees`,
    afterwards: 'counts by day',
    why: 'the figures tell who reads; consent ends it at once',
  },
  returnedMail: {
    what: 'reports of mail that came back, in the mailbox for them',
    kept: '30 days',
    afterwards: 'that a mail of an issue came back, until its person is erased; then a number',
    why: 'so that somebody can look up why a server refused mail',
  },
  seenReports: {
    what: 'which reports and answers were read, as keyed hashes or by their ids',
    kept: '30 days',
    afterwards: 'nothing',
    why: 'a report that comes twice counts once',
  },
  suppressions: {
    what: 'addresses never to be mailed, as keyed hashes',
    kept: 'as long as the hub exists; after “this was not me” a year',
    afterwards: 'nothing',
    why: 'a bounce, a complaint or an erasure outlives every list that is imported',
  },
} as const satisfies Record<string, Retention>;

/** Events of people from before this instant are folded into counts. */
export function eventsKeptFrom(now: Date): Date {
  const from = new Date(now);
  from.setUTCMonth(from.getUTCMonth() - monthsOfEvents);
  return from;
}
