import type { Language } from '#hub/languages.ts';
import { pathTo, type PlaceId } from '#hub/urls.ts';

import { hub } from './shell.ts';

/** The same page in each language it exists in. */
export type Alternates = Readonly<Partial<Record<Language, string>>>;

/** A place that every language of the hub has. */
export function placeAlternates(place: PlaceId): Alternates {
  return Object.fromEntries(hub.languages.map((language) => [language, pathTo(place, language)]));
}
