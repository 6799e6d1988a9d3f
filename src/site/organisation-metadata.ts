import type { Organization, WebSite } from 'schema-dts';

import { type Language, localeOf, textIn } from '#hub/languages.ts';
import { absoluteUrl, pathTo } from '#hub/urls.ts';

import { hub } from './shell.ts';

export function organisationId(): string {
  return `${hub.site}/#organisation`;
}

export function organisationThing(): Organization {
  return {
    '@type': 'Organization',
    '@id': organisationId(),
    name: hub.name,
    legalName: hub.organisation.legalName,
    url: `${hub.site}/`,
    logo: absoluteUrl(hub.site, hub.brand.logo),
    email: hub.organisation.email,
    ...(hub.organisation.sameAs.length > 0 && { sameAs: hub.organisation.sameAs }),
  };
}

export function websiteThing(language: Language): WebSite {
  const url = absoluteUrl(hub.site, pathTo('root', language));
  return {
    '@type': 'WebSite',
    '@id': `${url}#website`,
    name: hub.name,
    url,
    description: textIn(language, hub.description) ?? '',
    inLanguage: localeOf[language],
    publisher: { '@id': organisationId() },
  };
}
