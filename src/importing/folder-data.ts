import { isRecord } from './fields.ts';

type Said = Readonly<Record<string, unknown>>;

/** What files of data say: of every text in a folder and below, by its path, and of one text, by its path without ending. */
export interface FolderData {
  readonly folders: ReadonlyMap<string, Said>;
  readonly texts: ReadonlyMap<string, Said>;
}

/** Only what tells something of a text; all else that is said of whole folders is for templates. */
const telling = new Set([
  'author',
  'authors',
  'lang',
  'language',
  'locale',
  'tags',
  'categories',
  'draft',
  'published',
  'permalink',
  'eleventyComputed',
]);

/** The fields of `file` with what files of data say of it; the nearest counts, and lists of tags are put together. */
export function withFolderFields(
  file: string,
  own: Said,
  { folders, texts }: FolderData,
): Record<string, unknown> {
  const above = file.split('/').slice(0, -1);
  const said = above.flatMap((_, index) => {
    const fields = folders.get(above.slice(0, index + 1).join('/')) ?? {};
    return [Object.fromEntries(Object.entries(fields).filter(([name]) => telling.has(name)))];
  });
  const all: Said[] = [...said, texts.get(file.replace(/\.\w+$/, '')) ?? {}, own];
  const { tags, ...fields }: Record<string, unknown> = Object.assign({}, ...all);
  const together = said.some((one) => one['tags'] !== undefined)
    ? all.flatMap((one) => listOf(one['tags'])).filter((tag) => !isList(tag))
    : tags;
  const isEmpty = Array.isArray(together) && together.length === 0;
  return {
    ...computed(fields),
    ...(together !== undefined && !isEmpty && { tags: together }),
  };
}

/** Eleventy's name for a list of texts, which says nothing of what one is about. */
function isList(tag: unknown): boolean {
  return /^(?:posts?|all|blog|articles?)$/i.test(String(tag));
}

function listOf(tags: unknown): unknown[] {
  if (typeof tags === 'string') return tags.split(',').map((tag) => tag.trim());
  return Array.isArray(tags) ? tags : [];
}

/** What Eleventy computes counts before what is written (11ty.dev/docs/data-computed). */
function computed(fields: Record<string, unknown>): Record<string, unknown> {
  const { eleventyComputed, ...written } = fields;
  if (!isRecord(eleventyComputed)) return fields;
  const { permalink, ...others } = eleventyComputed;
  return {
    ...written,
    ...(typeof permalink === 'string' && { permalink }),
    ...(Object.keys(others).length > 0 && { eleventyComputed: others }),
  };
}
