import type { Language } from '#hub/languages.ts';

import type { Fields } from '../fields.ts';
import type { Notes } from '../noting.ts';
import type { RawEntry } from '../raw-entry.ts';

import { generatedAddresses } from './generated-addresses.ts';
import type { OldSite } from './old-site.ts';

/** Every address at which readers found `entry`: those it states, else the one that the old site's program gave it. */
export function oldPathsOf(
  entry: RawEntry,
  fields: Fields,
  {
    notes,
    site,
    ...text
  }: {
    readonly notes: Notes;
    readonly site: OldSite;
    readonly lang: Language;
    readonly day: string;
    readonly name: string;
    readonly isPublic: boolean;
  },
): string[] {
  const own = fields.list('permalink', 'url');
  const others = fields.list('aliases', 'alias', 'redirect_from');
  const pattern = own.find(isPattern) ?? null;
  const stated = [...entry.oldUrls, ...own.filter((one) => !isPattern(one))];
  if (stated.length > 0 || !text.isPublic) return [...stated, ...others];

  const slug = fields.text('slug');
  const made = generatedAddresses(
    {
      ...{ source: entry.source, lang: text.lang, day: text.day, name: text.name },
      ...{ slug: slug ?? text.name, saysSlug: slug !== null, permalink: pattern },
      ...{ categories: categoriesOf(entry, fields), fields: entry.fields },
    },
    site,
  );
  for (const address of made) {
    notes.met('guessed', 'old address', {
      line: 1,
      what: `${address}, as ${site.generator ?? ''} makes it, leads to the article`,
    });
  }
  if (made.length + others.length === 0) {
    notes.met('lost', 'old address', {
      line: 1,
      what: 'the source does not say where readers found it',
      advice: site.below
        ? `import ${site.below} by itself: from the settings there its addresses are known`
        : 'if it had another address, add a line to content/redirects.yaml',
    });
  }
  return [...made, ...others];
}

/** `/:year/:title/`, or one that a template computes. */
function isPattern(address: string): boolean {
  return /(?:^|\/):[a-z]|[{}]/.test(address);
}

/** Jekyll takes words with spaces between for several categories. */
function categoriesOf({ fields: said }: RawEntry, fields: Fields): string[] {
  const all = said['categories'];
  if (typeof all === 'string' && !all.includes(',')) return all.split(/\s+/);
  return fields.list('categories', 'category');
}
