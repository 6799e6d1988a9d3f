import { field, mdx, type NewFile } from '#articles/drafts/draft.ts';
import { placeholderCover, placeholderPortrait } from '#articles/drafts/placeholder.ts';
import { brandTokens } from '#hub/brand-tokens.ts';
import { bestTextIn, type Language } from '#hub/languages.ts';

import type { Beginning, Brand } from './brand.ts';
import { type FirstText, firstTexts, type FirstTexts } from './first-texts.ts';
import { hubFile, newsletters } from './hub-file.ts';

/** Every file of a brand's new hub: it can be checked, built and served as it is. */
export function firstHub(brand: Brand, beginning: Beginning): NewFile[] {
  const drawn = { brand: { color: brand.color, logo: '/logo.svg' } };
  const { person } = beginning;
  return [
    hubFile(brand, beginning),
    ...people(brand, beginning),
    ...topics(brand, beginning),
    ...brand.languages.flatMap((language) => textsIn(language, { brand, beginning })),
    { file: `content/media/${person.id}.svg`, text: placeholderPortrait(drawn), mayExist: true },
    { file: coverFile, text: placeholderCover(drawn), mayExist: true },
    { file: 'public/logo.svg', text: mark(brand), mayExist: true },
    { file: 'public/favicon.svg', text: mark(brand), mayExist: true },
  ];
}

const coverFile = 'content/media/first-cover.svg';

function people(brand: Brand, { person: { id, name, role } }: Beginning): NewFile[] {
  const words = (pick: (texts: FirstTexts) => string) => inEach(brand, name, pick);
  const lines = [
    '# content/README.md explains every field.',
    ...field('name', name),
    ...field('role', { ...words((texts) => texts.role), ...role }),
    ...field('kind', 'employee', 'employee, guest or brand'),
    ...field('organisation', brand.name),
    ...field(
      'bio',
      words((texts) => texts.bio),
      'Yours to write: two or three sentences',
    ),
    ...field(
      'photo',
      { src: `../media/${id}.svg`, alt: words((texts) => texts.portrait) },
      'An outline stands there; replace it by a portrait, and say what yours shows',
    ),
    '',
  ];
  return [{ file: `content/people/${id}.yaml`, text: lines.join('\n') }];
}

function topics(brand: Brand, { person, topics: all }: Beginning): NewFile[] {
  return all.map(({ id, name }) => {
    const named = Object.fromEntries(
      brand.languages.flatMap((one) => (name[one] === undefined ? [] : [[one, name[one]]])),
    );
    const intro = inEach(brand, person.name, ({ topicIntro }, one) =>
      topicIntro(bestTextIn(one, name)),
    );
    const lines = [
      '# content/README.md explains every field.',
      ...field('name', named),
      ...field('intro', intro, 'Yours to write: what readers find here'),
      '',
    ];
    return { file: `content/topics/${id}.yaml`, text: lines.join('\n') };
  });
}

function textsIn(
  lang: Language,
  { brand, beginning }: { brand: Brand; beginning: Beginning },
): NewFile[] {
  const {
    person,
    topics: [topic],
    today,
  } = beginning;
  const { pages, articles } = textsOf(lang, brand, person.name);
  const inMarkdown = textsOf(lang, { ...brand, name: escaped(brand.name) }, escaped(person.name));
  const fields = (text: FirstText, key: string) => [
    ...field('title', text.title),
    ...field('description', text.description),
    ...field('lang', lang),
    ...field('translationKey', key),
  ];
  return [
    ...entriesOf(pages).map(([key, page]) => ({
      file: `content/pages/${lang}/${page.slug}.mdx`,
      text: mdx(
        [...fields(page, key), ...field('updatedAt', today), ...field('inFooter', true)],
        inMarkdown.pages[key].body,
      ),
    })),
    ...entriesOf(articles).map(([key, article]) => ({
      file: `content/articles/${lang}/${article.slug}.mdx`,
      text: mdx(
        [
          ...fields(article, key === 'welcome' ? 'welcome' : 'next-steps'),
          ...field('publishedAt', today),
          ...field(
            'status',
            key === 'welcome' ? 'published' : 'draft',
            'draft, review or published; only the last is public',
          ),
          ...field('authors', [person.id]),
          ...field('topic', topic?.id),
          ...field('cover', { src: '../../media/first-cover.svg', alt: { [lang]: article.alt } }),
          ...field('origin', { type: 'own' }),
        ],
        inMarkdown.articles[key].body,
      ),
    })),
  ];
}

/** `text` as Markdown that shows exactly it. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~!&]/g, String.raw`\$&`);
}

function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>) {
  return Object.entries(record) as [Key, Value][];
}

function inEach(
  brand: Brand,
  person: string,
  pick: (texts: FirstTexts, language: Language) => string,
): Record<string, string> {
  return Object.fromEntries(
    brand.languages.map((one) => [one, pick(textsOf(one, brand, person), one)]),
  );
}

function textsOf(language: Language, { name, email }: Brand, person: string): FirstTexts {
  return firstTexts(language, { name, email, person, newsletter: newsletters(name)[language] });
}

/** A mark in the brand's colour that stands for a logo until there is one. */
function mark({ color }: Brand): string {
  const { light } = brandTokens({ brand: { color, logo: '/logo.svg' } });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">',
    `  <rect width="64" height="64" rx="14" fill="${light.accent.hex}"/>`,
    `  <circle cx="32" cy="32" r="15" fill="none" stroke="${light['accent-ink'].hex}" stroke-width="8"/>`,
    '</svg>',
    '',
  ].join('\n');
}
