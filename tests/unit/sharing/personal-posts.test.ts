import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Person } from '#articles/person.ts';
import { lackingIn, leastFirstLine, personalText } from '#sharing/personal/first-line.ts';
import {
  type PersonalKit,
  type PersonalPost,
  personalKitsFor,
} from '#sharing/personal/personal-posts.ts';
import { fits } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';

import { anArticle, aPerson, someContent } from '../../support/content-builders.ts';

const day = '2026-08-10';
const disclosure = { nl: 'Ik werk bij de Proefhub.', en: 'I work at the Proefhub.' };
const article = anArticle({
  question: { nl: 'Wat doe je als je band lek is?' },
  takeaways: ['Een lekke band plak je in tien minuten.', 'Een tweede binnenband scheelt een uur.'],
  quotes: [{ text: 'Ik plak liever dan ik wissel.', person: 'roos' }],
  share: { hook: 'Tien minuten, meer is het niet.' },
});

function advocate({ id = 'roos', ...fields }: { id?: string } & Record<string, unknown> = {}) {
  const { optedInOn = '2026-01-15', platforms: on = ['linkedin'], ...rest } = fields;
  return aPerson({
    id,
    name: `Collega ${id}`,
    advocate: { optedInOn, platforms: on, refCode: id, disclosure },
    ...rest,
  });
}

function kitsOf(people: readonly Person[], more: Parameters<typeof someContent>[0] = {}) {
  return personalKitsFor(article, { content: someContent({ people, ...more }), day });
}

function postsOf(kits: readonly PersonalKit[]): PersonalPost[] {
  return kits.flatMap((kit) => (kit.kind === 'open' ? kit.posts : []));
}

describe('personalKitsFor', () => {
  test('an employee gets her own words, the disclosure and a link with her code, and no first line', () => {
    const [kit] = kitsOf([advocate()]);
    expect(kit).toMatchObject({ kind: 'open', person: 'roos', name: 'Collega roos' });
    const [post] = postsOf(kit ? [kit] : []);
    expect(post).toMatchObject({
      platform: 'linkedin',
      utm: { utm_source: 'linkedin', utm_medium: 'advocacy', via: 'roos' },
    });
    expect(post?.rest).toBe(
      `Ik plak liever dan ik wissel.\n\nIk werk bij de Proefhub.\n\n${post?.url}`,
    );
    expect(new URL(post?.url ?? '').searchParams.get('via')).toBe('roos');
  });

  test.each<[string, Person[]]>([
    ['who did not opt in', [aPerson()]],
    ['who opts in tomorrow', [advocate({ optedInOn: '2026-08-11' })]],
    ['who left', [advocate({ activeUntil: '2026-08-09' })]],
    ['that is the brand', [advocate({ kind: 'brand' })]],
    ['on a platform where no link can be followed', [advocate({ platforms: ['instagram'] })]],
  ])('nobody %s gets a post', (_, people) => {
    expect(kitsOf(people)).toEqual([]);
  });

  test('on the last day there is still a post', () => {
    expect(postsOf(kitsOf([advocate({ activeUntil: day })]))).toHaveLength(1);
  });

  test('the kit is locked until the version of the social policy that is in force was read', () => {
    const policies = [
      {
        id: 'social',
        file: 'content/policies/social.yaml',
        data: { version: 2, validFrom: '2026-06-01', changes: { nl: 'Nieuw.' } },
      },
    ];
    const trained = (version: number, on = '2026-06-02') =>
      kitsOf([advocate({ training: [{ policy: 'social', version, on }] })], { policies });
    expect(kitsOf([advocate()], { policies })).toEqual([
      { person: 'roos', name: 'Collega roos', kind: 'locked', policy: 'social', version: 2 },
    ]);
    expect(trained(1)).toMatchObject([{ kind: 'locked', version: 2 }]);
    expect(trained(2, '2026-08-11')).toMatchObject([{ kind: 'locked' }]);
    expect(trained(2)).toMatchObject([{ kind: 'open' }]);
  });

  test('until a new version is in force the one before it is enough', () => {
    const policies = [
      {
        id: 'social',
        file: 'content/policies/social.yaml',
        data: { version: 2, validFrom: '2026-09-01', changes: { nl: 'Nieuw.' } },
      },
    ];
    const training = [{ policy: 'social', version: 1, on: '2026-01-02' }];
    expect(kitsOf([advocate({ training })], { policies })).toMatchObject([{ kind: 'open' }]);
  });

  test('an article in a language without disclosure gets no post', () => {
    const person = advocate();
    const english = anArticle({ lang: 'en', slug: 'first-puncture' });
    const silent = advocate({ advocate: { ...person.data.advocate, disclosure: { nl: 'Ja.' } } });
    const kits = (people: Person[]) =>
      personalKitsFor(english, { content: someContent({ people }), day });
    expect(postsOf(kits([person]))[0]?.rest).toContain(disclosure.en);
    expect(kits([silent])).toEqual([]);
  });

  test('the voice chooses: who asks begins with the question, who counts with what can be counted', () => {
    const spoken = (id: string, traits: string[], avoids: string[] = []) =>
      advocate({ id, voice: { traits, avoids } });
    const variants = (people: Person[]) => postsOf(kitsOf(people)).map(({ variant }) => variant);
    expect(variants([spoken('a', ['stelt vragen', 'rustig', 'warm'])])).toEqual(['question']);
    expect(variants([spoken('b', ['rekent hardop', 'rustig', 'warm'])])[0]).toMatch(/^insight-/);
    expect(variants([spoken('c', ['stelt vragen', 'rustig', 'warm'], ['lek'])])).not.toEqual([
      'question',
    ]);
  });

  test('no two employees get the same text or link, the disclosure is always there, and a first line fits', () => {
    const aGroup = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), {
      minLength: 2,
      maxLength: 25,
    });
    const line = 'x'.repeat(leastFirstLine);
    fc.assert(
      fc.property(aGroup, (ids) => {
        const people = ids.map((id) => advocate({ id, platforms: platformIds }));
        const posts = postsOf(kitsOf(people));
        expect(new Set(posts.map(({ url }) => url)).size).toBe(posts.length);
        for (const platform of platformIds) {
          const words = posts.filter((one) => one.platform === platform);
          const said = words.map(({ rest, url }) => rest.replace(url, ''));
          expect(new Set(said).size).toBe(said.length);
          for (const { rest, url } of words) {
            expect(rest).toContain(disclosure.nl);
            expect(rest.endsWith(url)).toBe(true);
            expect(fits(personalText(line, rest), platforms[platform])).toBe(true);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the same people get the same posts every time', () => {
    const people = ['roos', 'ilyas', 'yara'].map((id) => advocate({ id }));
    expect(kitsOf(people)).toEqual(kitsOf(people));
  });
});

describe('lackingIn', () => {
  test.each([
    ['', 20],
    ['Dit leerde ik ervan', 1],
    ['Dit leerde ik ervan!', 0],
    [`   ${'a'.repeat(19)}   `, 1],
    ['👨‍👩‍👧‍👦'.repeat(19), 1],
  ])('%j lacks %i', (line, lacking) => {
    expect(lackingIn(line)).toBe(lacking);
  });
});
