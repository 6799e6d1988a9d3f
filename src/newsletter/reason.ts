import type { Subscription } from '#audience/subscription.ts';
import { dayOf, formatDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { type Language, localeOf, bestTextIn } from '#hub/languages.ts';

/**
 * The sentence that tells a subscriber why they get a mail: what they did, when, and what they chose. Plain text, for
 * the mark `reason`. `topics` gives the names of those that the hub still has.
 */
export function reasonFor(
  subscription: Pick<
    Subscription,
    'language' | 'topics' | 'frequency' | 'firstConfirmedAt' | 'confirmedAt' | 'batch'
  >,
  { hub, topicNames }: { hub: Hub; topicNames: ReadonlyMap<string, string> },
): string {
  const { language, topics, frequency, batch } = subscription;
  const t = reasons[language];
  const since = subscription.confirmedAt ?? subscription.firstConfirmedAt;
  const day = since && formatDay(dayOf(since, hub.timeZone), localeOf[language]);
  const newsletter = bestTextIn(language, hub.newsletter.name);
  const names = topics.flatMap((id) => topicNames.get(id) ?? []);
  const list = new Intl.ListFormat(localeOf[language]).format(names);
  // Who was brought along by an import never signed up on this hub.
  const how =
    day === null || batch !== null ? t.subscribed(newsletter) : t.signedUp(newsletter, day);
  return `${how}${names.length === 0 ? '' : t.topics(list)}${t.frequencies[frequency]}.`;
}

const reasons = {
  nl: {
    signedUp: (newsletter: string, day: string) =>
      `Je krijgt dit omdat je je op ${day} hebt aangemeld voor ${newsletter}`,
    subscribed: (newsletter: string) => `Je krijgt dit omdat je abonnee bent van ${newsletter}`,
    topics: (list: string) => `, over ${list}`,
    frequencies: { each: '', weekly: ', één keer per week', monthly: ', één keer per maand' },
  },
  en: {
    signedUp: (newsletter: string, day: string) =>
      `You receive this because you signed up for ${newsletter} on ${day}`,
    subscribed: (newsletter: string) => `You receive this because you subscribe to ${newsletter}`,
    topics: (list: string) => `, about ${list}`,
    frequencies: { each: '', weekly: ', once a week', monthly: ', once a month' },
  },
} as const satisfies Record<
  Language,
  {
    readonly signedUp: (newsletter: string, day: string) => string;
    readonly subscribed: (newsletter: string) => string;
    readonly topics: (list: string) => string;
    readonly frequencies: Record<Subscription['frequency'], string>;
  }
>;
