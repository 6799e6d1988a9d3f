import type { ArticleData } from '#articles/article.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import { field, mdx, type NewFile, optional, toWrite } from './draft.ts';
import { placeholderCover } from './placeholder.ts';

export interface ArticleWishes {
  readonly slug: string;
  readonly title: string;
  readonly lang: Language;
  readonly topic: string;
  readonly authors: readonly string[];
  readonly description?: string | undefined;
  readonly status: ArticleData['status'];
  readonly kind: ArticleData['kind'];
  /** An author works elsewhere: readers must be told. */
  readonly outsider?:
    { readonly id: string; readonly name: string; readonly organisation: string } | undefined;
}

/** A new article and its cover: complete, but for what only a person can write. */
export function articleDraft(
  wishes: ArticleWishes,
  { hub, today }: { hub: Hub; today: string },
): NewFile[] {
  const { slug, title, lang, topic, authors, status, kind, outsider } = wishes;
  const cover = `content/media/${slug}.svg`;
  const text = mdx(
    [
      ...field('title', title, '8 to 90 characters, without a final period'),
      ...field(
        'description',
        wishes.description ?? toWrite(`say in 50 to 160 characters what readers gain: ${title}`),
        'What a reader gains, in 50 to 160 characters; no other article says the same',
      ),
      ...field('lang', lang),
      ...field('publishedAt', today, 'In the future: it appears with the first build on that day'),
      ...field('status', status, 'draft, review or published; only the last is public'),
      ...field('kind', kind),
      ...(kind === 'reader-contribution'
        ? field('contributionId', slug, 'The id of what the reader sent')
        : []),
      ...field('authors', authors),
      ...field('topic', topic),
      ...field(
        'cover',
        { src: `../../${cover.slice('content/'.length)}`, alt: altToWrite(lang) },
        'A neutral drawing stands there; replace it, and say what yours shows',
      ),
      ...field(
        'origin',
        { type: 'own' },
        'Whose text it is; a guest or a source needs a permission',
      ),
      ...field(
        'disclosures',
        outsider && [
          {
            kind: 'cooperation',
            party: outsider.organisation,
            text: inLanguages(
              lang,
              toWrite(`say what ties ${outsider.name} and ${outsider.organisation} to ${hub.name}`),
            ),
          },
        ],
        'Shown above the text',
      ),
      ...(outsider
        ? [
            '# A guest text has, in place of type: own:',
            `# origin: { type: guest, guest: ${outsider.id}, permission: { status: granted, by: "${outsider.name}", on: ${today} } }`,
          ]
        : []),
      ...optional(optionalFields(lang, authors)),
    ],
    [
      toWrite('begin in the middle of the matter; no introduction'),
      `## ${toWrite('a heading that says something')}`,
      toWrite('the rest, with components from content/README.md where they help'),
    ].join('\n\n'),
  );
  return [
    { file: `content/articles/${lang}/${slug}.mdx`, text },
    { file: cover, text: placeholderCover(hub), mayExist: true },
  ];
}

/** The commented lines that every new article or translation ends with. */
export function optionalFields(lang: Language, authors: readonly string[]): string[] {
  const question = { nl: 'Een vraag aan lezers?', en: 'A question to readers?' }[lang];
  return [
    'translationKey: an-id # the same in both languages makes a pair',
    `question: { ${lang}: "${question}" }`,
    'takeaways: ["A complete, useful sentence.", "Two to four of them become share posts."]',
    `quotes: [{ text: "A sentence that stands in the article.", person: ${authors[0] ?? 'id'} }]`,
    'share: { hook: "The best opening line for a share post." }',
    'sources: [{ id: a-source, title: "…", url: "https://…" }]',
    'reviewBy: 2099-12-31 # otherwise 18 months after publishedAt',
  ];
}

function altToWrite(lang: Language) {
  return inLanguages(lang, toWrite('what the picture shows'));
}

function inLanguages(lang: Language, text: string) {
  return { [lang]: text };
}
