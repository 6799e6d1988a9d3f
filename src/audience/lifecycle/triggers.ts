import type { Language } from '#hub/languages.ts';

import type { AudienceEventType } from '../events.ts';
import type { MailWords } from '../messages.ts';

// A lifecycle mail is caused by something that the person did, or by the time since: never by a campaign or a calendar
// of ours. What follows on an act is owed by the transaction of that act; what follows on silence is looked for hourly.

/** What causes a mail of the service that nobody asked for at that moment. */
export interface Trigger {
  /** The person's own act, or so many days without any. */
  readonly on: AudienceEventType | { readonly quietDays: number };
  /** Printed in the mail: what the person did, or did not do, that makes it come. */
  readonly because: Readonly<Record<Language, (words: MailWords) => string>>;
}

const quietDays = 120;

export const triggers = {
  welcome: {
    on: 'sub.confirmed',
    because: {
      nl: ({ newsletter }) =>
        `Je krijgt dit omdat je zojuist je aanmelding voor ${newsletter} bevestigde.`,
      en: ({ newsletter }) =>
        `You receive this because you have just confirmed your subscription to ${newsletter}.`,
    },
  },
  'quiet-choice': {
    on: { quietDays },
    because: {
      nl: () =>
        `Je krijgt dit omdat we ${quietDays} dagen niets van je merkten, terwijl je goed vond dat we onthouden welke links je volgt. We vragen het één keer.`,
      en: () =>
        `You receive this because we noticed nothing of you for ${quietDays} days, while you agreed that we remember which links you follow. We ask once.`,
    },
  },
} as const satisfies Record<string, Trigger>;

const dayMs = 24 * 60 * 60 * 1000;

/** For how long somebody must have been quiet. */
export const quietMs = triggers['quiet-choice'].on.quietDays * dayMs;

/** What is written down of a person that the person did not do: no sign that anybody reads. */
export const notByPerson: readonly AudienceEventType[] = [
  'sub.imported',
  'sub.bounced',
  'sub.complained',
];

/** While so many mails of any kind came lately, issues among them, a mail that silence causes waits. */
export const mailCap = { max: 4, withinMs: 7 * dayMs } as const;
