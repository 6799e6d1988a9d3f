import type { ProfilePage } from 'schema-dts';

import { localeOf } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import { organisationId } from './organisation-metadata.ts';
import type { PersonPageView } from './person-paths.ts';
import { pictureUrl } from './picture-files.ts';
import { hub } from './shell.ts';

/** A person's page for search engines; the brand itself is an organisation, not a person. */
export async function profileThing({ person, language }: PersonPageView): Promise<ProfilePage> {
  const url = absoluteUrl(hub.site, person.path);
  return {
    '@type': 'ProfilePage',
    '@id': url,
    url,
    inLanguage: localeOf[language],
    mainEntity:
      person.kind === 'brand'
        ? { '@id': organisationId() }
        : {
            '@type': 'Person',
            '@id': `${url}#person`,
            name: person.name,
            url,
            jobTitle: person.role,
            description: person.bio,
            image: absoluteUrl(hub.site, await pictureUrl(person.photo)),
            ...(person.profiles.length > 0 && {
              sameAs: person.profiles.map((profile) => profile.url),
            }),
            ...(person.kind === 'employee'
              ? { worksFor: { '@id': organisationId() } }
              : person.organisation && {
                  worksFor: { '@type': 'Organization' as const, name: person.organisation },
                }),
          },
  };
}
