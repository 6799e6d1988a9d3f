import { slugOf } from '#articles/drafts/slug.ts';
import { type Language, languages } from '#hub/languages.ts';

import { fieldsOf } from './fields.ts';
import type { Notes } from './noting.ts';
import { placeOf } from './place.ts';
import type { RawEntry } from './raw-entry.ts';

/** The page above a list of texts, such as `categories/brood/_index.md` of Hugo: no article of its own. */
export interface SectionPage {
  readonly entry: RawEntry;
  readonly notes: Notes;
  /** Ids that the topic which it introduces may have. */
  readonly ids: readonly string[];
}

/** What `entry` is where it is the page of a list, gohugo.io/content-management/page-bundles. */
export function sectionPageOf(entry: RawEntry, notes: Notes): SectionPage | null {
  if (!/(?:^|\/)_index(?:[._][a-z]{2}(?:-[a-z]+)?)?\.\w+$/i.test(entry.source)) return null;
  const title = fieldsOf(entry.fields).text('title', 'linkTitle') ?? '';
  return { entry, notes, ids: [placeOf(entry.source).name, title].map(slugOf) };
}

/** Layouts of texts; every other one makes a page of its own, such as an archive. */
const forTexts = /^(?:posts?|single|default|pages?|articles?|blog|note|simple|splash)$/i;

/** Whether `entry` only asks the old program for a list or a form, and says nothing itself. */
export function isWordless({ fields, body }: RawEntry): boolean {
  const layout = fieldsOf(fields).text('layout');
  return layout !== null && !forTexts.test(layout) && body.trim() === '';
}

/** What a hub's topics may say of themselves after `pages`; what is not taken is named with all its words. */
export function introsOf(
  pages: readonly SectionPage[],
  { topics, language }: { topics: readonly string[]; language: Language },
): Map<string, Partial<Record<Language, string>>> {
  const intros = new Map<string, Partial<Record<Language, string>>>();
  for (const { entry, notes, ids } of pages) {
    const fields = fieldsOf(entry.fields);
    const said = fields.text('description', 'summary', 'excerpt');
    const body = entry.body.replaceAll(/\s+/g, ' ').trim();
    const plain = /^[^<>{}[\]#*_`|]+$/.test(body) ? body : null;
    const intro = said ?? plain;
    const place = placeOf(entry.source);
    const lang = place.unsupported ? null : (languageIn(fields.text('lang')) ?? place.language);
    const topic = topics.find((id) => ids.includes(id));
    const isTaken = topic !== undefined && intro !== null && place.unsupported === null;
    if (isTaken) {
      intros.set(topic, { ...intros.get(topic), [lang ?? language]: intro });
      notes.met('guessed', 'page of a list', {
        line: 1,
        what: `"${intro}", now the intro of content/topics/${topic}.yaml`,
      });
    }
    if (isTaken && (body === '' || body === intro)) continue;
    const title = fields.text('title') ?? place.name;
    const words = [isTaken ? null : said, body].filter((one) => one).join(' ');
    notes.met('lost', 'page of a list', {
      line: isTaken ? entry.bodyLine : 1,
      what: words === '' ? `"${title}", without words of its own` : `"${title}": ${words}`,
      ...(words !== '' && { advice: 'copy what readers need to a page or an article' }),
    });
  }
  return intros;
}

function languageIn(text: string | null): Language | undefined {
  return languages.find((one) => text?.toLowerCase().startsWith(one));
}
