import type { NewFile } from '#articles/drafts/draft.ts';
import type { Person } from '#articles/person.ts';
import type { Hub } from '#hub/hub.ts';

import { namesIn } from './author-names.ts';
import type { Finding } from './finding.ts';
import type { Mapping } from './mapping.ts';
import type { Copy, Media } from './media.ts';
import type { Notes } from './noting.ts';
import { type FoundPerson, peopleOf, personFiles } from './people.ts';
import type { RawBlog } from './raw-entry.ts';
import type { ReadArticle } from './read-article.ts';

export interface Authors {
  /** Ids of the people who wrote `article`; never none. */
  readonly of: (article: ReadArticle) => string[];
  /** Of everybody whom the hub did not know. */
  readonly files: (hub: Hub) => NewFile[];
  /** Authors with words of their own whom no article names: nothing of those is in the hub. */
  readonly unnamed: () => Finding[];
}

/** Finds out who wrote what, and says of each new person once what came along. */
export function openAuthors(
  blog: RawBlog,
  {
    known,
    defaultAuthor,
    siteAuthor,
    mapping,
    media,
  }: {
    readonly known: readonly Person[];
    readonly defaultAuthor: string | null;
    /** Whose blog it is, by the settings of the old site. */
    readonly siteAuthor: unknown;
    readonly mapping: Mapping;
    readonly media: Media;
  },
): Authors {
  const people = peopleOf(blog.authors, { known, defaultAuthor, siteAuthor });
  const portraits = new Map<string, Copy | null>();
  const named = new Set<string>();

  const meet = (person: FoundPerson, { notes, entry }: ReadArticle, key: unknown) => {
    named.add(person.id);
    if (!person.isNew || portraits.has(person.id)) return;
    const file = typeof key === 'string' ? blog.authorFiles?.get(key) : undefined;
    const folders = [entry.base, file?.replace(/[^/]*$/, '') ?? ''];
    portraits.set(person.id, portraitOf(person, { media, folders, notes }));
    if (person.left.length === 0) return;
    notes.met('lost', 'author field', {
      line: 1,
      what: `${person.name}: ${person.left.join(', ')}`,
    });
  };

  const mappedAuthors = new Map(Object.entries(mapping.authors));

  return {
    of(article) {
      const { authors, notes } = article;
      const mapped = (name: string) => mappedAuthors.get(name.trim());
      const all = authors.flatMap((author): unknown[] => {
        if (typeof author !== 'string' || mapped(author) !== undefined) return [author];
        const names = namesIn(author, people.isListed);
        // What stands beside a single name is told with it.
        if (names[0] !== author && names.length === 1) {
          notes.met('guessed', 'author line', { line: 1, what: `${author}: ${names[0] ?? ''}` });
        }
        return names;
      });
      const found = all.flatMap((author) => {
        const said = typeof author === 'string' ? (mapped(author) ?? author) : author;
        const person = people.find(said);
        if (!person) {
          const what = JSON.stringify(author);
          notes.met('lost', 'author', { line: 1, what, advice: 'write who wrote it' });
          return [];
        }
        const what = `${person.name}: content/people/${person.id}.yaml`;
        notes.met(person.isNew ? 'guessed' : 'mapped', 'author', { line: 1, what });
        meet(person, article, said);
        return [person.id];
      });
      if (found.length > 0) return [...new Set(found)];
      const person = people.fallback();
      meet(person, article, null);
      notes.met('guessed', 'author', {
        line: 1,
        what: `none, so ${person.id}`,
        advice: 'write who wrote it, or import with --author',
      });
      return [person.id];
    },
    files: (hub) =>
      people
        .made()
        .flatMap((person) =>
          personFiles(person, { hub, portrait: portraits.get(person.id) ?? null }),
        ),
    unnamed() {
      return [...(blog.authorFiles ?? [])].flatMap(([id, source]): Finding[] => {
        if (!/\.mdx?$/i.test(source)) return [];
        const person = people.find(id);
        if (!person || named.has(person.id)) return [];
        const what = `${person.name} wrote none of the articles, so no person of the hub`;
        const advice = 'npm run new -- person makes one; copy the words';
        return [{ outcome: 'lost', construct: 'author page', source, line: 1, what, advice }];
      });
    },
  };
}

function portraitOf(
  { name, details }: FoundPerson,
  { media, folders, notes }: { media: Media; folders: readonly string[]; notes: Notes },
): Copy | null {
  const photo = details?.photo ?? null;
  if (photo === null) return null;
  const copy = /^(?:https?:)?\/\//i.test(photo)
    ? null
    : (folders.map((folder) => media.picture(photo, folder)).find((one) => one !== null) ?? null);
  const what = `${name}: ${photo}`;
  if (copy) notes.met('mapped', 'portrait', { line: 1, what });
  else
    notes.met('lost', 'portrait', {
      line: 1,
      what,
      advice: 'put a portrait that you may use in content/media/ and show that',
    });
  return copy;
}
