import { z } from 'zod';

import { elementsOf } from './html.ts';

// What search engines ask of each kind of thing, which is more than schema.org's grammar:
// https://developers.google.com/search/docs/appearance/structured-data/search-gallery

const address = z.url({ protocol: /^https$/ });
const language = z.enum(['nl-NL', 'en-GB']);
/** A thing that is told elsewhere in the same document. */
const reference = z.strictObject({ '@id': address });
const instant = z.iso.datetime();

const person = z.strictObject({
  '@type': z.literal('Person'),
  '@id': address,
  name: z.string().min(1),
  url: address,
  jobTitle: z.string().min(1),
  description: z.string().min(1).optional(),
  image: address.optional(),
  sameAs: z.array(address).min(1).optional(),
  worksFor: z
    .union([
      reference,
      z.strictObject({ '@type': z.literal('Organization'), name: z.string().min(1) }),
    ])
    .optional(),
});

const organisation = z.strictObject({
  '@type': z.literal('Organization'),
  '@id': address,
  name: z.string().min(1),
  legalName: z.string().min(1),
  url: address,
  logo: address,
  email: z.email(),
  sameAs: z.array(address).min(1).optional(),
});

const breadcrumbs = z.strictObject({
  '@type': z.literal('BreadcrumbList'),
  itemListElement: z
    .array(
      z.strictObject({
        '@type': z.literal('ListItem'),
        position: z.int(),
        name: z.string().min(1),
        item: address,
      }),
    )
    .min(2)
    .refine(
      (items) => items.every(({ position }, index) => position === index + 1),
      'positions count from 1',
    ),
});

const posting = z.strictObject({
  '@type': z.literal('BlogPosting'),
  '@id': address,
  headline: z.string().min(1).max(110),
  description: z.string().min(50),
  url: address,
  mainEntityOfPage: address,
  datePublished: instant,
  dateModified: instant,
  inLanguage: language,
  isAccessibleForFree: z.literal(true),
  articleSection: z.string().min(1),
  image: z.strictObject({
    '@type': z.literal('ImageObject'),
    url: address,
    width: z.string().refine((width) => Number(width) >= 1200, 'large enough for a large preview'),
    height: z.string().regex(/^\d+$/),
  }),
  author: z.array(z.discriminatedUnion('@type', [person, organisation])).min(1),
  publisher: reference,
  translationOfWork: z
    .strictObject({ '@type': z.literal('BlogPosting'), '@id': address })
    .optional(),
  workTranslation: z.strictObject({ '@type': z.literal('BlogPosting'), '@id': address }).optional(),
  citation: z
    .array(
      z.strictObject({ '@type': z.literal('CreativeWork'), name: z.string().min(1), url: z.url() }),
    )
    .optional(),
});

const website = z.strictObject({
  '@type': z.literal('WebSite'),
  '@id': address,
  name: z.string().min(1),
  url: address,
  description: z.string().min(1),
  inLanguage: language,
  publisher: reference,
});

const collection = z.strictObject({
  '@type': z.literal('CollectionPage'),
  '@id': address,
  url: address,
  name: z.string().min(1),
  description: z.string().min(1),
  inLanguage: language,
  mainEntity: z.strictObject({
    '@type': z.literal('ItemList'),
    numberOfItems: z.int(),
    itemListElement: z.array(
      z.strictObject({
        '@type': z.literal('ListItem'),
        position: z.int().min(1),
        name: z.string().min(1),
        url: address,
      }),
    ),
  }),
});

const profile = z.strictObject({
  '@type': z.literal('ProfilePage'),
  '@id': address,
  url: address,
  inLanguage: language,
  mainEntity: z.union([person.required({ image: true, description: true }), reference]),
});

const thing = z.discriminatedUnion('@type', [
  posting,
  breadcrumbs,
  organisation,
  website,
  collection,
  profile,
]);

const documentSchema = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@graph': z.array(thing).min(1),
});

export type JsonLdThing = z.infer<typeof thing>;

/**
 * The things that a page tells search engines; none where it tells nothing.
 * Throws when one lacks what it needs, or refers to one that the page does not tell.
 */
export function jsonLdOf(html: string): JsonLdThing[] {
  const [script, second] = elementsOf(html).filter(
    ({ name, attributes }) => name === 'script' && attributes['type'] === 'application/ld+json',
  );
  if (second) throw new Error('the page has several JSON-LD documents');
  if (!script) return [];
  const { '@graph': things } = documentSchema.parse(JSON.parse(script.text));
  const told = new Set(things.flatMap((one) => ('@id' in one ? [one['@id']] : [])));
  for (const { '@id': id } of things.flatMap(referencesIn))
    if (!told.has(id)) throw new Error(`${id} is referred to and not told`);
  return things;
}

function referencesIn(value: unknown): { '@id': string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = reference.safeParse(value);
  return found.success ? [found.data] : Object.values(value).flatMap(referencesIn);
}
