import { field, type NewFile } from '#articles/drafts/draft.ts';
import { placeholderPortrait } from '#articles/drafts/placeholder.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import type { Person } from '#articles/person.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import { type AuthorDetails, authorDetails } from './author-details.ts';
import { fieldsOf, isRecord } from './fields.ts';
import type { Copy } from './media.ts';
import type { RawBlog } from './raw-entry.ts';

export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  readonly details: AuthorDetails | null;
  /** What the source says of the person and the hub has no place for. */
  readonly left: readonly string[];
  /** Whether a file must be made; false where the hub knows this person. */
  readonly isNew: boolean;
}

export interface People {
  /** The person whom `author`, as a source names one, stands for; `null` where it names nobody. */
  readonly find: (author: unknown) => FoundPerson | null;
  /** Whether the old blog has a list in which `name` stands. */
  readonly isListed: (name: string) => boolean;
  /** Who signs a text without an author. */
  readonly fallback: () => FoundPerson;
  /** Everybody met so far for whom a file must be made. */
  readonly made: () => readonly FoundPerson[];
}

export function peopleOf(
  authors: RawBlog['authors'],
  {
    known,
    defaultAuthor,
    siteAuthor = null,
  }: { known: readonly Person[]; defaultAuthor: string | null; siteAuthor?: unknown },
): People {
  const met = new Map<string, FoundPerson>();
  const person = (
    name: string,
    { details, left }: Pick<FoundPerson, 'details' | 'left'> = { details: null, left: [] },
  ): FoundPerson | null => {
    const id = slugOf(name);
    if (id === '') return null;
    const own = known.find(
      (one) => one.id === id || one.data.name.toLowerCase() === name.toLowerCase(),
    );
    const found = met.get(own?.id ?? id) ?? {
      id: own?.id ?? id,
      name: own?.data.name ?? name,
      ...{ details, left },
      isNew: !own,
    };
    met.set(found.id, found);
    return found;
  };
  const nicks = new Map<string, Record<string, unknown>>();
  for (const one of authors.values()) {
    const nick = fieldsOf(one).text('nick', 'nickname', 'username', 'login');
    if (nick) nicks.set(nick.toLowerCase(), one);
  }
  const listedAs = (name: string) => {
    const plain = name.toLowerCase();
    return authors.get(name) ?? authors.get(plain) ?? nicks.get(plain);
  };
  const find = (author: unknown): FoundPerson | null => {
    if (typeof author === 'number') return find(String(author));
    if (typeof author === 'string') {
      const name = author
        .replace(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .slice(0, 100);
      if (name === '') return null;
      const listed = listedAs(name);
      return listed ? find(named(listed, name)) : person(name);
    }
    if (!isRecord(author)) return null;
    const fields = fieldsOf(author);
    const id = fields.text('id', 'slug', 'login', 'username', 'key');
    const name = fields.text('name', 'display_name', 'displayName', 'title') ?? id;
    const listed = id && !fields.text('name') ? authors.get(id) : undefined;
    if (id && listed) return find(named(listed, id));
    if (!name) return null;
    const details = authorDetails(fields);
    const role = details.role === name ? null : details.role;
    const left = fields.left().map(([field, value]) => `${field}: ${said(value)}`);
    return person(name.slice(0, 100), { details: { ...details, role }, left });
  };
  return {
    find,
    isListed: (name) => listedAs(name) !== undefined,
    fallback: () =>
      (defaultAuthor ? person(defaultAuthor) : null) ??
      // What themes of Next call who signs all that names nobody.
      (authors.has('default') ? find('default') : null) ??
      find(siteAuthor) ??
      person('Redactie') ?? {
        ...{ id: 'redactie', name: 'Redactie', details: null, left: [], isNew: true },
      },
    made: () => [...met.values()].filter(({ isNew }) => isNew),
  };
}

/** An author of a list as it names them, else as texts do; never without a name, which would be looked for again. */
function named(
  listed: Readonly<Record<string, unknown>>,
  otherwise: string,
): Record<string, unknown> {
  return { ...listed, name: fieldsOf(listed).text('name') ?? otherwise };
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const words = {
  nl: {
    role: 'Auteur',
    bio: (name: string, hub: string) => `${name} schrijft voor ${hub}.`,
    alt: (name: string) => `Silhouet, nog geen portret van ${name}`,
    portrait: (name: string) => `Portret van ${name}`,
  },
  en: {
    role: 'Author',
    bio: (name: string, hub: string) => `${name} writes for ${hub}.`,
    alt: (name: string) => `Outline, not yet a portrait of ${name}`,
    portrait: (name: string) => `Portrait of ${name}`,
  },
} as const satisfies Record<Language, unknown>;

/** `content/people/<id>.yaml`, with `portrait` or the outline that all share who have none. */
export function personFiles(
  { id, name, details }: FoundPerson,
  { hub, portrait }: { hub: Hub; portrait: Copy | null },
): NewFile[] {
  const inEach = (text: (one: (typeof words)[Language]) => string) =>
    Object.fromEntries(hub.languages.map((language) => [language, text(words[language])]));
  const src = portrait ? `../${portrait.to.slice('content/'.length)}` : outline;
  const profiles = details?.profiles ?? [];
  const lines = [
    '# content/README.md explains every field. Imported: see whether role, bio and photo are right.',
    ...field('name', name),
    ...field(
      'role',
      inEach(({ role }) => details?.role ?? role),
    ),
    ...field('kind', 'employee', 'employee, guest or brand'),
    ...field('organisation', hub.name),
    ...field(
      'bio',
      inEach((one) => details?.bio ?? one.bio(name, hub.name)),
    ),
    ...field('photo', {
      src,
      alt: inEach((one) => (portrait ? one.portrait(name) : one.alt(name))),
    }),
    ...field('profiles', profiles.length > 0 ? profiles : undefined),
    '',
  ];
  const file = { file: `content/people/${id}.yaml`, text: lines.join('\n') };
  if (portrait) return [file];
  const drawn = 'content/media/imported/portrait.svg';
  return [file, { file: drawn, text: placeholderPortrait(hub), mayExist: true }];
}

const outline = '../media/imported/portrait.svg';
