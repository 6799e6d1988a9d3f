import { slugOf } from '#articles/drafts/slug.ts';
import { isDay } from '#hub/calendar.ts';
import { type Language, languages } from '#hub/languages.ts';

import { galleriesIn } from './body/gallery.ts';
import { headingsOf, setOutline, takeContents, takeTitle } from './body/headings.ts';
import { type ReadBody, readBody } from './body/read-body.ts';
import { textOf } from './body/tree.ts';
import { coverIn } from './cover-field.ts';
import { dayIn, firstDayIn } from './dates.ts';
import { descriptionFor } from './description.ts';
import { type Fields, fieldsOf, isRecord } from './fields.ts';
import type { ImportedArticle } from './imported-article.ts';
import { languageInWords } from './language-in-words.ts';
import { exportsIn } from './literals.ts';
import type { Notes } from './noting.ts';
import { oldPathsOf } from './old-addresses/old-paths.ts';
import type { OldSite } from './old-addresses/old-site.ts';
import { placeOf } from './place.ts';
import type { RawEntry } from './raw-entry.ts';
import { titleFor } from './title.ts';

export interface ReadingWishes {
  readonly hubName: string;
  readonly hubLanguages: readonly Language[];
  /** The language of texts that do not say theirs, where a person knows it. */
  readonly language: Language | null;
  /** What they are taken for where nobody knows it and their words do not say. */
  readonly usualLanguage: Language;
  readonly today: string;
  readonly oldSite: OldSite;
}

/** What an entry says of its article; who and what about is settled over all articles at once. */
export type ReadArticle = Omit<ImportedArticle, 'authors' | 'topic'> & {
  readonly authors: readonly unknown[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
};

/** The same with its tree, which others need not hold. */
export type ArticleWithBody = Omit<ReadArticle, 'text'> & { readonly body: ReadBody };

/** The article in `entry`, or `null` where it cannot be one; the notes say why. */
export function readArticle(
  entry: RawEntry,
  notes: Notes,
  wishes: ReadingWishes,
): ArticleWithBody | null {
  const fields = fieldsOf(
    entry.format === 'mdx' ? { ...exportedFields(entry.body), ...entry.fields } : entry.fields,
  );
  const place = placeOf(entry.source);
  const stated = statedLanguage({ fields, place }, { notes, wishes });
  if (stated === null) return null;

  const body = readBody(entry, { notes, settings: wishes.oldSite.settings });
  const lang = stated ?? likelyLanguage(body, { notes, wishes });
  const said = fields.text('title', 'headline', 'name');
  const heading = takeTitle(body.root, said);
  if (heading !== null)
    notes.met('mapped', 'title', { line: entry.bodyLine, what: `# ${heading}` });
  takeContents(body.root, body.notes);
  setOutline(body.root, body.notes);
  const title = titleFor(said ?? heading, { place, notes, hubName: wishes.hubName });
  const slug = slugFor(fields, { name: place.name, title, notes });
  const { publishedAt, updatedAt } = datesOf(fields, {
    day: place.day,
    notes,
    today: wishes.today,
  });
  const status = statusOf(fields, place.isDraft);
  const description = descriptionFor(
    fields.text(
      'description',
      'summary',
      'excerpt',
      'custom_excerpt',
      'meta_description',
      'seo.description',
      'subtitle',
      'lead',
      'teaser',
      'spoiler',
    ),
    { body, title, lang, notes },
  );
  const article = {
    ...{ entry, notes, lang, slug, title, description, publishedAt, updatedAt, body },
    status:
      headingsOf(body.root).length === 0 && textOf(body.root).trim() === '' ? 'draft' : status,
    translationKey: fields.text(
      'translationKey',
      'translation_key',
      'translation_id',
      'lang_ref',
      'ref',
    ),
    cover: coverIn(fields),
    oldPaths: oldPathsOf(entry, fields, {
      ...{ notes, site: wishes.oldSite, lang, day: publishedAt, name: place.name },
      isPublic: status === 'published',
    }),
    authors: authorsIn(fields),
    categories: fields.list(
      ...['categories', 'category', 'primary_tag', 'section', 'topic'],
      // Zola and Grav
      ...['taxonomies.categories', 'taxonomy.category'],
    ),
    tags: tagsIn(fields, { entry, oldSite: wishes.oldSite }),
  } as const satisfies ArticleWithBody;
  // Read where pictures are looked for.
  fields.take('media_subpath', 'img_path', 'render_with_liquid', ...galleriesIn(entry.body));
  noteFields(entry, { fields, notes });
  return article;
}

/** `export const metadata = {…}`, as texts of Next have it instead of front matter. */
function exportedFields(body: string): Record<string, unknown> {
  const found = exportsIn(body);
  const named = ['article', 'post', 'frontmatter', 'meta', 'metadata'].map((name) => found[name]);
  return Object.assign({}, ...named.filter((one) => isRecord(one))) as Record<string, unknown>;
}

/** `undefined` where nobody says it, `null` where it is one that the hub does not publish. */
function statedLanguage(
  { fields, place }: { fields: Fields; place: ReturnType<typeof placeOf> },
  { notes, wishes: { language, hubLanguages } }: { notes: Notes; wishes: ReadingWishes },
): Language | null | undefined {
  const said = fields.text('lang', 'language', 'locale', 'locale_code') ?? place.unsupported;
  const known = said ? languages.find((one) => said.toLowerCase().startsWith(one)) : place.language;
  if (said && !known) {
    notes.met('lost', 'article', {
      line: 1,
      what: `is in "${said}"; a hub publishes ${languages.join(' and ')}`,
      advice: 'translate it and import it again',
    });
    return null;
  }
  const lang = known ?? language ?? undefined;
  if (lang === undefined || hubLanguages.includes(lang)) return lang;
  notes.met('lost', 'article', {
    line: 1,
    what: `is in "${lang}", which this hub does not publish`,
    advice: `add ${lang} to "languages" in content/hub.yaml and import again`,
  });
  return null;
}

/** What the words of a text say that does not say it itself. */
function likelyLanguage(
  { root }: ReadBody,
  { notes, wishes: { hubLanguages, usualLanguage } }: { notes: Notes; wishes: ReadingWishes },
): Language {
  const guess = languageInWords(root);
  if (guess === null || guess === usualLanguage) return usualLanguage;
  const lang = hubLanguages.find((one) => one === guess);
  notes.met('guessed', 'language', {
    line: 1,
    what: lang ? `${lang}, by its words` : `${usualLanguage}, though its words are "${guess}"`,
    advice: lang
      ? `if that is wrong, import again with --language ${usualLanguage}`
      : 'give it a field "lang"; a language that the hub does not publish stays out then',
  });
  return lang ?? usualLanguage;
}

function slugFor(
  fields: Fields,
  { name, title, notes }: { name: string; title: string; notes: Notes },
): string {
  const said = fields.text('slug');
  // A name of figures alone, such as a version or a day, says nothing of the text.
  const own = said ?? (/\p{L}/u.test(name) ? name : '');
  // Nuxt sorts by numbers before names.
  const plain = own
    .replace(/^\d{1,3}\.(?=\p{L})/u, '')
    .replace(/^\/|\/$/g, '')
    .replace(/^.*\//, '')
    .replace(/\.html?$/i, '');
  const slug = slugOf(plain) || slugOf(title) || 'article';
  if (said !== null && said !== slug) {
    notes.met('guessed', 'slug', { line: 1, what: `"${said}", now ${slug}` });
  }
  return slug;
}

function datesOf(
  fields: Fields,
  { day, notes, today }: { day: string | null; notes: Notes; today: string },
): { publishedAt: string; updatedAt: string | null } {
  const said = fields.take(
    'date',
    'publishedAt',
    'published_at',
    'publishDate',
    'pubDate',
    'pubDatetime',
    'datePublished',
    'created',
    'created_at',
    'createdAt',
    'published',
  );
  const changed = fields.take(
    'updatedAt',
    'updated_at',
    'updated',
    'lastmod',
    'lastUpdated',
    'last_update.date',
    'last_modified_at',
    'modified',
    'modDatetime',
    'updatedDate',
    'dateModified',
  );
  const [exact, updated] = [dayIn(said), dayIn(changed)];
  // The name of the file often says the day that the date leaves open.
  const rough = exact === null ? firstDayIn(said) : null;
  const published = exact ?? (rough && day?.startsWith(String(said)) ? day : rough);
  if (rough && published === rough) {
    notes.met('guessed', 'date', {
      line: 1,
      what: `date: ${String(said)}, so publishedAt is ${rough}`,
      advice: 'write the day on which it first appeared',
    });
  }
  if (said !== undefined && !published && typeof said !== 'boolean') {
    notes.met('lost', 'date', {
      line: 1,
      what: `date: ${String(said)}`,
      advice: 'no day that exists; write publishedAt',
    });
  }
  const publishedAt = published ?? day ?? updated;
  if (!publishedAt) {
    notes.met('guessed', 'date', {
      line: 1,
      what: `none, so publishedAt is ${today}, the day of the import`,
      advice: 'write the day on which it first appeared',
    });
  } else if (publishedAt !== rough) notes.met('mapped', 'date', { line: 1, what: publishedAt });
  const isLater = updated && publishedAt && updated > publishedAt;
  return {
    publishedAt: publishedAt ?? today,
    updatedAt: isLater && isDay(updated) ? updated : null,
  };
}

function statusOf(fields: Fields, inDrafts: boolean): 'draft' | 'published' {
  const isDraft = fields.take('draft', 'isDraft', 'unlisted', 'hidden');
  // Eleventy makes no page of such a text (11ty.dev/docs/permalinks).
  const hasNoPage = fields.take('permalink') === false;
  const isPublished = fields.take('published', 'publish');
  const status = fields.text('status', 'visibility');
  const says = (value: unknown, word: boolean) => value === word || value === String(word);
  if (inDrafts || hasNoPage || says(isDraft, true) || says(isPublished, false)) return 'draft';
  return status && /^(?:draft|pending|private|future|unpublished|hidden)$/i.test(status)
    ? 'draft'
    : 'published';
}

function tagsIn(
  fields: Fields,
  { entry, oldSite }: { entry: RawEntry; oldSite: OldSite },
): string[] {
  const listed = fields.list('tags', 'tag', 'keywords', 'taxonomies.tags', 'taxonomy.tag');
  const said = entry.fields['tags'];
  // jekyllrb.com/docs/posts/#tags: a line holds tags between spaces.
  const isSpaced =
    oldSite.generator === 'jekyll' && typeof said === 'string' && !said.includes(',');
  return isSpaced ? [...said.trim().split(/\s+/), ...listed.slice(1)] : listed;
}

function authorsIn(fields: Fields): unknown[] {
  const said = fields.take('authors', 'author', 'by', 'writer', 'creator');
  fields.take('author');
  return Array.isArray(said) ? said : said === undefined ? [] : [said];
}

/** Every field that came along, and by name and value every one that did not. */
function noteFields(entry: RawEntry, { fields, notes }: { fields: Fields; notes: Notes }): void {
  const left = fields.left();
  for (const [name, value] of left) {
    notes.met('lost', 'field', {
      line: 1,
      what: `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    });
  }
  for (const name of Object.keys(entry.fields).filter(
    (one) => !left.some(([field]) => field === one),
  )) {
    notes.met('mapped', 'field', { line: 1, what: name });
  }
}
