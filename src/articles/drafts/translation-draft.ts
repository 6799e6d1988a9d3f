import type { Article, ArticleData } from '#articles/article.ts';
import type { Origin } from '#articles/origin.ts';
import type { Person } from '#articles/person.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language, Localised } from '#hub/languages.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { optionalFields } from './article-draft.ts';
import { field, mdx, type NewFile, optional, toWrite } from './draft.ts';

export interface TranslationWishes {
  readonly original: Article;
  readonly lang: Language;
  readonly slug: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Id of the person who translates. */
  readonly translator?: string | undefined;
}

/** The other half of a pair: all that both share, and the original's text to write over. */
export function translationDraft(
  { original, lang, slug, title, description, translator }: TranslationWishes,
  { hub, people, today }: { hub: Hub; people: readonly Person[]; today: string },
): NewFile[] {
  const { data } = original;
  const origin = originOf(original, { hub, people, lang, translator });
  const text = mdx(
    [
      ...field('title', title, '8 to 90 characters, without a final period'),
      ...field(
        'description',
        description ?? toWrite(`say in 50 to 160 characters what readers gain: ${title}`),
        'What a reader gains, in 50 to 160 characters',
      ),
      ...field('lang', lang),
      ...field('translationKey', data.translationKey ?? original.slug, 'Makes the pair'),
      ...field('publishedAt', today),
      ...field('status', 'draft', 'draft, review or published; only the last is public'),
      ...field('kind', origin.type === 'translation' ? 'translation' : kindOf(data)),
      ...field('contributionId', data.contributionId),
      ...field('authors', data.authors),
      ...field('topic', data.topic),
      ...field('series', data.series),
      ...field('audience', data.audience),
      ...field('needs', filled(data.needs)),
      ...field('stage', data.stage),
      ...field('campaign', data.campaign),
      ...field('question', withText(data.question, lang, 'the question, 15 characters or more?')),
      ...field('cover', {
        ...data.cover,
        alt: withText(data.cover.alt, lang, 'what the picture shows'),
      }),
      ...field('origin', origin),
      ...field(
        'disclosures',
        filled(
          data.disclosures.map((one) => ({
            ...one,
            text: withText(one.text, lang, 'the disclosure in this language'),
          })),
        ),
      ),
      ...field('sources', filled(data.sources)),
      ...field('paper', data.paper),
      ...field('feedback', data.feedback.mode === 'closed' ? data.feedback : undefined),
      ...optional(
        optionalFields(lang, data.authors).filter((line) =>
          /^(?:takeaways|quotes|share):/.test(line),
        ),
      ),
    ],
    `${toWrite(`translate what follows, from ${original.file}`)}\n\n${original.body.trim()}`,
  );
  return [{ file: `content/articles/${lang}/${slug}.mdx`, text }];
}

/** A translated guest is a translation with a source; what is our own stays our own. */
function originOf(
  { data, slug }: Article,
  {
    hub,
    people,
    lang,
    translator,
  }: {
    hub: Hub;
    people: readonly Person[];
    lang: Language;
    translator: string | undefined;
  },
): Origin {
  const { origin } = data;
  if (origin.type === 'own') return origin;
  if (origin.type !== 'guest') {
    // Back in the language of its source it is that text, taken over.
    const isBack = origin.source.language.startsWith(lang);
    return isBack ? { ...origin, type: 'republication' } : origin;
  }
  const guest = people.find(({ id }) => id === origin.guest)?.data;
  return {
    type: 'translation',
    source: {
      title: data.title,
      url: absoluteUrl(hub.site, articlePath(data.lang, slug)),
      author: guest?.name ?? origin.guest,
      ...(guest?.organisation && { organisation: guest.organisation }),
      language: data.lang,
      publishedAt: data.publishedAt,
    },
    permission: origin.permission,
    ...(translator && { translator }),
    changes: { [lang]: toWrite('what the translation changed') },
  };
}

/** A translation into the language of its source is no translation any more. */
function kindOf({ kind }: ArticleData): ArticleData['kind'] {
  return kind === 'translation' ? 'article' : kind;
}

function withText<T extends Localised>(
  text: T | undefined,
  lang: Language,
  what: string,
): T | undefined {
  return text && !text[lang] ? { ...text, [lang]: toWrite(what) } : text;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
