/** What a pattern of addresses may ask of a text. */
export interface PermalinkParts {
  readonly day: string;
  /** The file's own name, without date and ending. */
  readonly name: string;
  /** The name that its author gave it for addresses; else {@link name}. */
  readonly slug: string;
  readonly categories: readonly string[];
  /** Folders of the text, as `posts/2019`. */
  readonly folders: readonly string[];
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Fills a pattern such as `/:categories/:year/:title/`, as Jekyll, Hexo and Hugo write them
 * (jekyllrb.com/docs/permalinks, hexo.io/docs/permalinks, gohugo.io/configuration/permalinks).
 * `null` where it asks for what nobody knows here.
 */
export function filledPermalink(pattern: string, parts: PermalinkParts): string | null {
  const values = valuesOf(parts);
  let isKnown = true;
  const filled = pattern.replaceAll(/:([a-z_]+)/g, (_, name: string) => {
    const value = values[name];
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  if (!isKnown || /[{}]/.test(filled)) return null;
  return encodeURI(`/${filled}`.replaceAll(/\/{2,}/g, '/'));
}

function valuesOf({
  day,
  name,
  slug,
  categories,
  folders,
  others,
}: PermalinkParts): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  const yearday = Math.round((Date.parse(day) - Date.parse(`${year}-01-01`)) / 86_400_000) + 1;
  const plain = (text: string) => String(Number(text));
  const section = folders[0] ?? '';
  return {
    ...{ year, month, day: date, short_year: year.slice(2) },
    ...{ i_month: plain(month), i_day: plain(date), y_day: String(yearday).padStart(3, '0') },
    ...{ yearday: String(yearday), title: slug, slug, name, filename: name, contentbasename: name },
    ...{ slugorfilename: slug, slugorcontentbasename: slug, post_title: name },
    categories: categories.map((one) => one.toLowerCase()).join('/'),
    ...{ section, sections: folders.join('/'), path: [...folders, name].join('/') },
    output_ext: '.html',
    ...others,
  };
}
