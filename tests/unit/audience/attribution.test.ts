import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { handedOn, platformHosts, sourceOf, type Visit } from '#audience/attribution.ts';
import { channels } from '#audience/events.ts';
import { platformIds } from '#sharing/platforms.ts';
import { taggedLink } from '#hub/tagged-link.ts';

const page = '/nieuwsbrief/';
const visit = (changes: Partial<Visit> = {}): Visit => ({
  page,
  address: page,
  came: '',
  ...changes,
});

describe('sourceOf', () => {
  test.each([
    ['nothing known', {}, { channel: 'web' }],
    ['no page before', { came: 'direct' }, { channel: 'direct' }],
    ['another site', { came: 'https://buren.example' }, { channel: 'web' }],
    [
      'a platform',
      { came: 'https://www.linkedin.com' },
      { channel: 'platform', platform: 'linkedin' },
    ],
    ['a short link', { came: 'https://t.co' }, { channel: 'platform', platform: 'x' }],
    ['a name that ends alike', { came: 'https://net.co' }, { channel: 'web' }],
    ['an app', { came: 'null' }, { channel: 'web' }],
    [
      'a newsletter',
      { address: '/artikelen/band/?utm_source=newsletter&utm_content=2026-11' },
      { channel: 'newsletter', content: '2026-11', article: 'nl/band' },
    ],
    [
      'a share post',
      {
        address: taggedLink('/en/articles/tyre/', {
          utm_source: 'bluesky',
          utm_medium: 'social',
          utm_campaign: 'winter',
          utm_content: 'a1b2c3d4',
        }),
      },
      {
        channel: 'platform',
        platform: 'bluesky',
        campaign: 'winter',
        content: 'a1b2c3d4',
        article: 'en/tyre',
      },
    ],
    ['a feed', { address: '/?utm_medium=rss' }, { channel: 'rss' }],
    [
      'a gathering',
      { address: '/?utm_medium=gathering&utm_source=Sleutelavond Oost' },
      { channel: 'gathering', gathering: 'sleutelavond-oost' },
    ],
    [
      "a friend's link on a platform",
      { address: '/?via=k7m2pq&utm_source=whatsapp&utm_medium=social' },
      { channel: 'referral', platform: 'whatsapp', ref: 'k7m2pq' },
    ],
    [
      'a link that a colleague shared',
      {
        address:
          '/artikelen/eerste-lekke-band/?utm_source=linkedin&utm_medium=advocacy&utm_content=1f2e3d4c&via=roos',
      },
      {
        channel: 'referral',
        platform: 'linkedin',
        content: '1f2e3d4c',
        article: 'nl/eerste-lekke-band',
        ref: 'roos',
      },
    ],
    [
      'a page that was walked on from',
      { came: '/artikelen/band/?utm_source=x&utm_medium=social' },
      { channel: 'platform', platform: 'x', article: 'nl/band' },
    ],
    [
      'tags here and before',
      { address: '/?utm_medium=rss', came: '/?utm_source=x&utm_medium=social' },
      { channel: 'rss' },
    ],
    ['a medium of nobody', { address: '/?utm_medium=poster' }, { channel: 'web' }],
  ] as const)('%s', (_name, changes, expected) => {
    expect(sourceOf(visit(changes))).toEqual(expected);
  });

  test.each([
    'ada@example.org',
    '<script>',
    "'; drop table events",
    'x'.repeat(65),
    'lente%00',
    '+31612345678',
    'één',
  ])('keeps nothing of %j as a tag', (text) => {
    const query = new URLSearchParams({ utm_campaign: text, utm_content: text, via: text });
    expect(sourceOf(visit({ address: `/?${query}` }))).toEqual({ channel: 'web' });
  });

  test('whatever a visitor sends, only short names come out', () => {
    const parameter = fc.tuple(
      fc.constantFrom(
        'utm_source',
        'utm_medium',
        'utm_campaign',
        'utm_content',
        'via',
        '__proto__',
      ),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.constantFrom('social', 'gathering', 'newsletter', 'winter-2026', 'constructor'),
      ),
    );
    const address = fc
      .tuple(fc.constantFrom('/', '/artikelen/band/', '/artikelen/../x'), fc.array(parameter))
      .map(([path, pairs]) => `${path}?${new URLSearchParams(pairs)}`);
    const anything = fc.oneof(address, fc.string({ unit: 'binary' }), fc.webUrl());
    fc.assert(
      fc.property(anything, anything, (here, came) => {
        const { channel, article, ...names } = sourceOf(visit({ address: here, came }));
        expect(channels).toContain(channel);
        for (const name of Object.values(names)) expect(name).toMatch(/^[a-z0-9-]{1,64}$/);
        expect([undefined, 'nl/band']).toContain(article);
      }),
    );
  });

  test('knows the hosts of platforms that posts are made for', () => {
    expect(platformIds).toEqual(expect.arrayContaining(Object.keys(platformHosts)));
  });
});

describe('handedOn', () => {
  test('lets a form that is shown again say the same, and nothing of other parameters', () => {
    const first = visit({ address: '/artikelen/band/?token=geheim&utm_medium=rss&via=k7m2pq' });
    const came = handedOn(first);
    expect(came).not.toContain('geheim');
    expect(sourceOf(visit({ address: '/api/subscribe/', came }))).toEqual(sourceOf(first));
  });

  test('keeps the kind of site', () => {
    const came = handedOn(visit({ came: 'https://www.linkedin.com' }));
    expect(sourceOf(visit({ came }))).toEqual({ channel: 'platform', platform: 'linkedin' });
  });
});
