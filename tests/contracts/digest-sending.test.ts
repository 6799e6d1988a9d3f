import { describe, expect, test } from 'vitest';

import type { MailParts } from '#adapters/mail-parts.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import type { MailArticle } from '#newsletter/mail-parts.ts';
import { readEnvironment } from '#server/environment.ts';
import { digestIssue } from '#server/sending/digest-issue.ts';
import { runSending } from '#server/sending/run-sending.ts';

import { mailFacts } from '../crash/place.ts';
import { aHub, clockAt, day, makeFolder, serverKey } from '../support/audience.ts';
import { aReader, deliveryKeys } from '../support/deliveries.ts';
import { openSmtpScript } from '../support/smtp-script.ts';
import { aConsent, now } from '../support/store-rows.ts';

function anArticle(slug: string, publishedAt: string, topic = 'repair'): MailArticle {
  return {
    ...{ id: `nl/${slug}`, language: 'nl', path: `/artikelen/${slug}/`, title: `Over ${slug}` },
    ...{ description: 'Wat je doet en waarom.', publishedAt, topic: { id: topic, name: topic } },
    ...{ authors: ['Ada'], disclosures: [], origin: null, picture: null, alsoAs: [] },
  };
}

describe('a digest', { timeout: 30_000 }, () => {
  test('brings each what they have not had, by their topics, and is skipped when empty', async () => {
    await using folder = await makeFolder();
    await using server = await openSmtpScript();
    const clock = clockAt(now.toISOString());
    const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
    const deliveries = store.deliveries(deliveryKeys(clock));
    await store.write(async (rows) => {
      for (const [name, topics] of [
        ['ada', []],
        ['bob', ['sums']],
      ] as const) {
        const reader = aReader(name);
        await rows.addSubscriber({ ...reader, subscription: { ...reader.subscription, topics } });
        await rows.addConsent(aConsent(name));
      }
    });
    const hub = aHub();
    const environment = readEnvironment({ FREEHOLD_DATA: folder.path, SMTP_URL: server.url });
    const options = {
      ...{ deliveries, environment, hub, serverKey, clock, waits: false, lanes: 1 },
      ...{ reasonOf: () => 'Je krijgt dit.', log: () => undefined, maxPerMinute: undefined },
      ...{ signal: new AbortController().signal, retryUnknown: false, afterRestore: false },
    };
    /** Sends the digest of a day; returns who got which titles. */
    const send = async (on: string, articles: MailArticle[]) => {
      const before = server.arrived.length;
      const parts: MailParts = { articles, issues: [] };
      const findComposition = (composition: string) =>
        deliveries.findComposition(`digest/${on}`, composition);
      const issue = digestIssue({
        parts,
        hub,
        siteUrl: 'https://hub.example',
        day: on,
        findComposition,
      });
      expect(await runSending(issue, options)).toBe('finished');
      return server.arrived
        .slice(before)
        .map(
          (mail) =>
            `${mailFacts(mail).to}: ${[...new Set(mail.match(/Over \w+/g))].toSorted().join(', ')}`,
        )
        .toSorted();
    };

    const [chain, sums] = [
      anArticle('ketting', '2026-11-22'),
      anArticle('rekenen', '2026-11-22', 'sums'),
    ];
    expect(await send('2026-11-22', [chain, sums])).toEqual([
      'ada@example.org: Over ketting, Over rekenen',
      'bob@example.org: Over rekenen',
    ]);
    clock.pass(day);
    expect(await send('2026-11-23', [chain, sums])).toEqual([]);
    clock.pass(day);
    const hub2 = anArticle('naaf', '2026-11-24');
    expect(await send('2026-11-24', [hub2, chain, sums])).toEqual(['ada@example.org: Over naaf']);
    await store.close();
  });
});
