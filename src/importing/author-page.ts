import { isRecord } from './fields.ts';
import { placeOf } from './place.ts';

/** Somebody of whom a file of their own tells, as `data/authors/ada.mdx` does; see {@link authorPage}. */
export interface AuthorPage {
  /** By what articles name them. */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const folders = /(?:^|\/)_?(authors?|people|team)\/(?:[^/]+\/)?[^/]+$/i;
/** What only articles have. */
const dates = ['date', 'pubDate', 'publishDate', 'publishedAt', 'published'];

/** Whom the file at `source`, in a folder of authors, tells of; `null` where it is a text of its own. */
export function authorPage(
  source: string,
  { fields, body }: { fields: Readonly<Record<string, unknown>>; body: string },
): AuthorPage | null {
  const folder = folders.exec(source)?.[1];
  if (folder === undefined || dates.some((name) => fields[name] !== undefined)) return null;
  const names = /^authors?$/i.test(folder) ? [fields['name'], fields['title']] : [fields['name']];
  const name = names.find((one) => typeof one === 'string' && one.trim() !== '');
  if (name === undefined) return null;
  const words = body.trim();
  return {
    id: placeOf(source.replace(/\.(?:ya?ml|json)$/i, '.md')).name,
    fields: { ...fields, name, ...(words !== '' && { bio: words }) },
  };
}

/** The same of a file of data with one author: `authors/ada.json`. */
export function authorData(source: string, value: unknown): AuthorPage | null {
  return isRecord(value) ? authorPage(source, { fields: value, body: '' }) : null;
}
