import { field, type NewFile } from '#articles/drafts/draft.ts';
import { placeholderPortrait } from '#articles/drafts/placeholder.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import type { Person } from '#articles/person.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import { fieldsOf, isRecord } from './fields.ts';
import type { RawBlog } from './raw-entry.ts';

export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  readonly bio: string | null;
  /** Whether a file must be made; false where the hub knows this person. */
  readonly isNew: boolean;
}

export interface People {
  /** The person whom `author`, as a source names one, stands for; `null` where it names nobody. */
  readonly find: (author: unknown) => FoundPerson | null;
  /** Who signs a text without an author. */
  readonly fallback: () => FoundPerson;
  /** Everybody met so far for whom a file must be made. */
  readonly made: () => readonly FoundPerson[];
}

export function peopleOf(
  authors: RawBlog['authors'],
  { known, defaultAuthor }: { known: readonly Person[]; defaultAuthor: string | null },
): People {
  const met = new Map<string, FoundPerson>();
  const person = (name: string, bio: string | null = null): FoundPerson | null => {
    const id = slugOf(name);
    if (id === '') return null;
    const own = known.find(
      (one) => one.id === id || one.data.name.toLowerCase() === name.toLowerCase(),
    );
    const found = met.get(own?.id ?? id) ?? {
      id: own?.id ?? id,
      name: own?.data.name ?? name,
      bio,
      isNew: !own,
    };
    met.set(found.id, found);
    return found;
  };
  const find = (author: unknown): FoundPerson | null => {
    if (typeof author === 'number') return find(String(author));
    if (typeof author === 'string') {
      const name = author
        .replace(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .slice(0, 100);
      const listed = authors.get(name) ?? authors.get(name.toLowerCase());
      return listed ? find({ name, ...listed }) : name === '' ? null : person(name);
    }
    if (!isRecord(author)) return null;
    const fields = fieldsOf(author);
    const id = fields.text('id', 'slug', 'login', 'username', 'key');
    const name = fields.text('name', 'display_name', 'displayName', 'title') ?? id;
    const listed = id && !fields.text('name') ? authors.get(id) : undefined;
    if (listed) return find({ name: id, ...listed });
    return name ? person(name.slice(0, 100), fields.text('bio', 'description', 'about')) : null;
  };
  return {
    find,
    fallback: () =>
      (defaultAuthor ? person(defaultAuthor) : null) ??
      person('Redactie') ?? { id: 'redactie', name: 'Redactie', bio: null, isNew: true },
    made: () => [...met.values()].filter(({ isNew }) => isNew),
  };
}

const words = {
  nl: {
    role: 'Auteur',
    bio: (name: string, hub: string) => `${name} schrijft voor ${hub}.`,
    alt: (name: string) => `Silhouet, nog geen portret van ${name}`,
  },
  en: {
    role: 'Author',
    bio: (name: string, hub: string) => `${name} writes for ${hub}.`,
    alt: (name: string) => `Outline, not yet a portrait of ${name}`,
  },
} as const satisfies Record<Language, unknown>;

/** `content/people/<id>.yaml` and the outline that all of them share until they have portraits. */
export function personFiles({ id, name, bio }: FoundPerson, hub: Hub): NewFile[] {
  const inEach = (text: (one: (typeof words)[Language]) => string) =>
    Object.fromEntries(hub.languages.map((language) => [language, text(words[language])]));
  const lines = [
    '# content/README.md explains every field. Imported: role, bio and photo are yours to write.',
    ...field('name', name),
    ...field(
      'role',
      inEach(({ role }) => role),
    ),
    ...field('kind', 'employee', 'employee, guest or brand'),
    ...field('organisation', hub.name),
    ...field(
      'bio',
      inEach((one) => bio ?? one.bio(name, hub.name)),
    ),
    ...field('photo', {
      src: '../media/imported/portrait.svg',
      alt: inEach((one) => one.alt(name)),
    }),
    '',
  ];
  return [
    { file: `content/people/${id}.yaml`, text: lines.join('\n') },
    { file: 'content/media/imported/portrait.svg', text: placeholderPortrait(hub), mayExist: true },
  ];
}
