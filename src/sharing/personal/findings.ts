import type { Person } from '#articles/person.ts';
import type { Language } from '#hub/languages.ts';

import { findingOf, type ShareFinding } from '../finding.ts';
import { isPlatformId, platformIds } from '../platforms.ts';

/** What keeps those who share in their own name from getting their posts. */
export function advocateFindings(
  people: readonly Person[],
  languages: readonly Language[],
): ShareFinding[] {
  return people.flatMap(({ file, data: { name, advocate } }) => {
    if (!advocate) return [];
    const unknown = advocate.platforms.flatMap((id, index) =>
      isPlatformId(id)
        ? []
        : [
            findingOf('share/unknown-platform', {
              file,
              field: ['advocate', 'platforms', index],
              message: `"${id}" is no platform that Freehold knows; known are ${platformIds.join(', ')}. Correct the name or remove it`,
            }),
          ],
    );
    const silent = languages.filter((language) => advocate.disclosure[language] === undefined);
    return [
      ...unknown,
      ...silent.map((language) =>
        findingOf('share/disclosure-missing', {
          file,
          field: ['advocate', 'disclosure'],
          message: `${name} has no posts for articles in "${language}", since nobody would see for whom the person works; add advocate.disclosure.${language}`,
        }),
      ),
    ];
  });
}
