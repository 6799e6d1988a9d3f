/** What a file of data says of every text in its folder and below, by the folder's path. */
export type FolderData = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Only what tells readers something of a text; all else of such files is for templates. */
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
]);

/** Fields that the folders above `file` give it; the nearest folder counts. */
export function folderFields(file: string, data: FolderData): Record<string, unknown> {
  const folders = file.split('/').slice(0, -1);
  const above = folders.map((_, index) => data.get(folders.slice(0, index + 1).join('/')) ?? {});
  const fields: Record<string, unknown> = Object.assign({}, ...above);
  // Eleventy's name for a list of texts, which says nothing of what one is about.
  const isList = (tag: unknown) => /^(?:posts?|all|blog|articles?)$/i.test(String(tag));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (!telling.has(name)) return [];
      if (name !== 'tags') return [[name, value]];
      const tags = [value].flat().filter((tag) => !isList(tag));
      return tags.length > 0 ? [[name, tags]] : [];
    }),
  );
}
