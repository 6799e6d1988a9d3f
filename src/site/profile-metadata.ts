import type { ProfilePage } from 'schema-dts';

import { localeOf } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import { organisationId, organisationThing } from './organisation-metadata.ts';
import type { PersonPageView } from './person-paths.ts';
import { hub } from './shell.ts';

/** A person's page for search engines; the brand itself is an organisation, not a person. */
export function profileThing({ person, language }: PersonPageView): ProfilePage {
  const url = absoluteUrl(hub.site, person.path);
  return {
    '@type': 'ProfilePage',
    '@id': url,
    url,
    inLanguage: localeOf[language],
    mainEntity:
      person.kind === 'brand'
        ? organisationThing()
        : {
            '@type': 'Person',
            '@id': `${url}#person`,
            name: person.name,
            url,
            jobTitle: person.role,
            description: person.bio,
            image: absoluteUrl(hub.site, person.photo.src),
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
