import path from 'node:path';

import { expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';

import { digestsOf, openSmallHub, pagesIn } from '../support/built-hub.ts';
import { aSubscriber } from '../support/store-rows.ts';

const shownOn = ['/', '/nieuwsbrief/', '/artikelen/eerste-lekke-band/'];

test('pages say how many read along, and are the same bytes until the round number changes', async () => {
  await using hub = await openSmallHub('reader-number', {
    'content/hub.yaml': (text) =>
      text.replace('newsletter:\n', 'newsletter:\n  readers: { peers: { nl: fietsers } }\n'),
  });
  const join = async (from: number, upTo: number) => {
    const now = new Date('2026-11-22T09:00:00Z');
    const store = await openAudienceStore(path.join(hub.root, 'data'), { now });
    await store.write(async (rows) => {
      for (let index = from; index < upTo; index += 1) {
        const confirmed = { state: 'confirmed', firstConfirmedAt: now } as const;
        await rows.addSubscriber(aSubscriber(`p${index}`, confirmed));
      }
    });
    await store.close();
  };
  const sentences = async () => {
    const pages = await pagesIn(hub.clientDir);
    return shownOn.map((page) => /Al meer dan .*?\./.exec(pages.get(page) ?? '')?.[0]);
  };

  await join(0, 50);
  await hub.mustBuild();
  expect(await sentences()).toEqual([undefined, undefined, undefined]);

  await join(50, 51);
  await hub.mustBuild();
  const more = 'Al meer dan 50 fietsers lezen mee.';
  expect(await sentences()).toEqual([more, more, more]);
  const before = await digestsOf(hub.clientDir);

  await join(51, 60);
  const { rendered } = await hub.mustBuild();
  expect(Object.values(rendered).reduce((sum, count) => sum + count, 0)).toBe(0);
  expect(await digestsOf(hub.clientDir)).toEqual(before);
});
