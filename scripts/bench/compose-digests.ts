import { hubSchema } from '#hub/hub.ts';
import { addDays } from '#hub/calendar.ts';
import { digestArticle, digestComposer } from '#newsletter/compose-digest.ts';
import { composedOnce } from '#newsletter/composed-once.ts';
import { type DigestReader, digestFor } from '#newsletter/digest.ts';
import type { MailArticle } from '#newsletter/mail-parts.ts';
import { mailFor } from '#newsletter/message.ts';

import { articleFields, hubFields } from './digest-hub.ts';
import { randomFrom } from './random.ts';

// Chooses, composes and fills in the digests of so many subscribers, one after another, and says what it did.

const [, , count = '0', kind = 'alike'] = process.argv;
const asOf = '2026-11-18';
const topics = ['hands-on', 'on-the-road', 'sums'];
const random = randomFrom('digests');
const hub = hubSchema.parse(hubFields);
const articles: MailArticle[] = Array.from({ length: 60 }, (_, index) => ({
  ...articleFields(index),
  topic: { id: topics[index % topics.length] ?? '', name: 'onderwerp' },
  publishedAt: addDays(asOf, -Math.floor(index * 1.5)),
}));
const candidates = articles.map(digestArticle);

/** What subscribers had is a beginning of what appeared, or, for readers who all differ, any of it. */
function aReader(): DigestReader {
  const had =
    kind === 'alike'
      ? articles.slice(random.between(0, 12))
      : articles.filter(() => random.chance(0.6));
  return {
    language: 'nl',
    topics: random.chance(0.5) ? [] : [random.pick(topics)],
    frequency: random.pick(['each', 'weekly', 'monthly'] as const),
    pausedUntil: random.chance(0.02) ? '2027-01-01' : null,
    since: '2026-01-01',
    had: new Set(had.map(({ id }) => id)),
    hadLetters: new Set(),
    lastOn: null,
  };
}

const told = { digests: 0, empty: 0, composed: 0, bytes: 0 };
const compose = digestComposer({ hub, siteUrl: hub.site, articles, asOf });
const shared = composedOnce((language, chosen) => {
  told.composed += 1;
  return compose(language, chosen);
});
for (let number = 0; number < Number(count); number += 1) {
  const chosen = digestFor(aReader(), { articles: candidates, asOf });
  if (chosen === null) {
    told.empty += 1;
    continue;
  }
  const token = String(number).padStart(43, '0');
  const words = { unsubscribe: token, preferences: token, reason: `Lezer ${number}.`, reader: '' };
  const { html, text } = mailFor(shared('nl', chosen), words);
  told.digests += 1;
  told.bytes += html.length + text.length;
}
process.stdout.write(JSON.stringify(told));
