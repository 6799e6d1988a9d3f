import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';
import { hubSchema, languageAtRoot, mainLanguage } from '#hub/hub.ts';
import { bestTextIn, localisedSchema } from '#hub/languages.ts';
import { placeIds, pathTo } from '#hub/urls.ts';
import { liveRoutesIn } from '#server/live-routes.ts';
import { isForeignPath } from '#site/foreign-paths.ts';

import { articleText, makeHub } from '../../support/hub-folder.ts';

/** What is English of a YAML text in both languages. */
const inEnglish = (text: string) =>
  text.replaceAll(/^ *nl: .*\n/gm, '').replace('  - nl\n  - en\n', '  - en\n');

describe('an English hub', () => {
  test('needs no word of Dutch', async () => {
    await using hub = await makeHub({
      'content/hub.yaml': inEnglish,
      'content/people/ada.yaml': inEnglish,
      'content/topics/repair.yaml': inEnglish,
      'content/topics/riding.yaml': inEnglish,
      'content/topics/sums.yaml': inEnglish,
      'content/articles/nl/eerste-lekke-band.mdx': null,
      'content/articles/en/first-flat.mdx': articleText({
        fields: {
          lang: 'en',
          title: 'The first flat tyre',
          cover: { src: '../../media/tyre.svg', alt: { en: 'A flat tyre' } },
        },
      }),
    });
    const { problems, content } = await checkContent(hub.root, { asOf: '2026-11-30' });
    expect(problems).toEqual([]);
    expect(content && mainLanguage(content.hub)).toBe('en');
  });

  test('misses what is only said in Dutch', async () => {
    await using hub = await makeHub({
      'content/hub.yaml': inEnglish,
      'content/articles/nl/eerste-lekke-band.mdx': null,
      'content/topics/sums.yaml': 'name: { nl: sommen, en: sums }\nintro: { nl: Over sommen. }\n',
    });
    const { problems } = await checkContent(hub.root, { asOf: '2026-11-30' });
    expect(problems).toMatchObject([
      {
        rule: 'content/language',
        file: 'content/topics/sums.yaml',
        line: 2,
        message: '"intro" has no text in "en", the main language of the hub; add en:',
      },
    ]);
  });
});

describe('isForeignPath', () => {
  test.each(placeIds)('the place %s is only where its language is spoken', (place) => {
    const dutch = pathTo(place, 'nl');
    const english = pathTo(place, 'en');
    expect([dutch, english].map((path) => isForeignPath(path, { languages: ['nl'] }))).toEqual([
      false,
      true,
    ]);
    expect([dutch, english].map((path) => isForeignPath(path, { languages: ['en'] }))).toEqual([
      true,
      false,
    ]);
    expect(isForeignPath(dutch, { languages: ['en', 'nl'] })).toBe(false);
  });

  test.each(['/robots.txt', '/404', '/llms.txt', '/api/subscribe/', '/.well-known/security.txt'])(
    '%s belongs to every hub',
    (path) => {
      expect(isForeignPath(path, { languages: ['en'] })).toBe(false);
      expect(isForeignPath(path, { languages: ['nl'] })).toBe(false);
    },
  );
});

test('liveRoutesIn lets no page of another language through', () => {
  const paths = liveRoutesIn(['en']).map(({ path }) => path);
  expect(paths).toContain(pathTo('confirm', 'en'));
  expect(paths).not.toContain(pathTo('confirm', 'nl'));
});

describe('languages', () => {
  test('are said by what the hub speaks, main one first', () => {
    expect(languageAtRoot({ languages: ['en', 'nl'] })).toBe('nl');
    expect(languageAtRoot({ languages: ['en'] })).toBe('en');
    expect(mainLanguage({ languages: ['en', 'nl'] })).toBe('en');
    const twice = hubSchema.shape.languages.safeParse(['nl', 'nl']);
    expect(twice.error?.issues[0]?.message).toBe('names a language twice; remove one');
  });

  test('a text has one at least, and says it in that where it must', () => {
    expect(localisedSchema().safeParse({}).success).toBe(false);
    expect(bestTextIn('nl', { en: 'Hello' })).toBe('Hello');
    expect(bestTextIn('nl', { nl: 'Dag', en: 'Hello' })).toBe('Dag');
  });
});
