import { type CollectionEntry, getCollection } from 'astro:content';

import { takesQuestions } from '#articles/person.ts';
import { type Language, textIn } from '#hub/languages.ts';
import { personPath } from '#hub/urls.ts';

import { asOf } from './shell.ts';

type PersonEntry = CollectionEntry<'people'>;

/** A person as by-lines and cards show one. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly kind: PersonEntry['data']['kind'];
  readonly role: string;
  readonly bio: string;
  readonly organisation: string | undefined;
  readonly path: string;
  readonly photo: PersonEntry['data']['photo']['src'];
  readonly photoAlt: string;
  /** Whether the person's page has a form for questions. */
  readonly takesQuestions: boolean;
  readonly profiles: PersonEntry['data']['profiles'];
}

export async function listPeople(language: Language): Promise<PersonView[]> {
  const entries = await getCollection('people');
  return entries
    .map((entry) => personView(entry, language))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
}

/** The people of `ids`, in that order. */
export async function findPeople(
  ids: readonly string[],
  language: Language,
): Promise<PersonView[]> {
  const people = await listPeople(language);
  return ids.flatMap((id) => people.filter((person) => person.id === id));
}

export function personView({ id, data }: PersonEntry, language: Language): PersonView {
  return {
    id,
    name: data.name,
    kind: data.kind,
    role: textIn(language, data.role) ?? '',
    bio: textIn(language, data.bio) ?? '',
    organisation: data.organisation,
    path: personPath(language, id),
    photo: data.photo.src,
    photoAlt: textIn(language, data.photo.alt) ?? data.name,
    takesQuestions: takesQuestions(data, asOf),
    profiles: data.profiles,
  };
}
