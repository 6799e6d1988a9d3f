import { isDay } from '#hub/calendar.ts';
import { type Language, languages } from '#hub/languages.ts';

/** What the path of a text says about it. */
export interface Place {
  /** The text's own name, without date, language and ending. */
  readonly name: string;
  readonly day: string | null;
  /** `unsupported` names a language that no hub can publish in. */
  readonly language: Language | null;
  readonly unsupported: string | null;
  readonly isDraft: boolean;
  /** Folders above it, without those of the language and the date. */
  readonly folders: readonly string[];
  /** The path without language: texts that share it are translations of each other. */
  readonly key: string;
}

const ending = /\.(?:mdx?|markdown|mkdn?|html?|njk|liquid)$/i;
const datedName = /^(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?:[-_. T]+(.*))?$/;

/** The path of the text that `path` translates, where translations have a folder of their own, as in Docusaurus. */
export function untranslatedPath(path: string): string {
  return path.replace(docusaurus, (_, _tag: string, kind: string) => `${kinds[kind] ?? kind}/`);
}

const docusaurus =
  /^i18n\/([^/]+)\/docusaurus-plugin-content-(blog|docs|pages)(?:-[\w-]+)?\/(?:current\/)?/;
const kinds: Readonly<Record<string, string>> = { pages: 'src/pages' };

/** Reads `path`, below the root of the source, with forward slashes. */
export function placeOf(path: string): Place {
  const translatedTo = docusaurus.exec(path)?.[1];
  const plainPath = translatedTo ? `${translatedTo}/${untranslatedPath(path)}` : path;
  const segments = plainPath.replace(ending, '').split('/');
  const base = segments.pop() ?? '';
  const suffixed = /^(.+)[._]([a-z]{2}(?:[-_][A-Za-z]{2})?)$/.exec(base);
  const suffix = suffixed?.[2] && isLanguageTag(suffixed[2]) ? suffixed[2] : null;
  const plain = suffix ? (suffixed?.[1] ?? base) : base;

  const tags = segments.filter((one) => isLanguageTag(one));
  const tag = suffix ?? tags.at(-1) ?? null;
  const others = segments.filter((one) => !isLanguageTag(one));
  // Next calls each page of `app/` so, SvelteKit those of `routes/` the other.
  const isPage = plain === '+page' || (plain === 'page' && /^(?:src\/)?app\//.test(path));
  const isIndex = isPage || /^_?index$|^readme$/i.test(plain);
  const own = isIndex ? (others.at(-1) ?? plain) : plain;
  const folders = isIndex ? others.slice(0, -1) : others;
  const dated = datedName.exec(own) ?? datedAcross(folders, own);
  const inFolders =
    /(?:^|\/)(\d{4})\/(\d{1,2})(?:\/(\d{1,2}))?(?=\/|$)/.exec(folders.join('/')) ??
    datedName.exec(folders.at(-1) ?? '');
  const language = tag
    ? (languages.find((one) => tag.toLowerCase().startsWith(one)) ?? null)
    : null;
  return {
    name: dated ? dated[4] || own : own,
    day: dayFrom(dated) ?? dayFrom(inFolders),
    language,
    unsupported: tag && !language ? tag : null,
    isDraft: segments.some((one) => /^_?drafts$/i.test(one)),
    folders: folders.filter((one) => !/^\d{1,4}$|^\d{4}-\d{1,2}-\d{1,2}$/.test(one)),
    key: [...others, plain].join('/').toLowerCase(),
  };
}

/** `2021/05-12-name` and `2021/05/12-name`, as Docusaurus reads them: the matches of {@link datedName}. */
function datedAcross(folders: readonly string[], own: string): RegExpExecArray | null {
  const numbers = folders.slice(-2).filter((one) => /^\d{1,4}$/.test(one));
  const across = /^\d{2}-/.test(own) && /^\d{4}$/.test(numbers[0] ?? '');
  const match = across ? datedName.exec([...numbers, own].join('-')) : null;
  return dayFrom(match) === null ? null : match;
}

// Folders of two letters that are languages far more often than anything else.
const tongues = new Set(
  'nl en de fr es it pt pl sv da no nb fi cs el hu ro ru tr uk ar he hi ja ko zh id vi th fa bg hr sk sl lt lv et ca eu gl'.split(
    ' ',
  ),
);

function isLanguageTag(text: string): boolean {
  const [main = '', region] = text.split(/[-_]/);
  return tongues.has(main) && (region === undefined || /^[A-Za-z]{2}$/.test(region));
}

function dayFrom(match: RegExpExecArray | null): string | null {
  if (!match) return null;
  const [, year = '', month = '', date = '1'] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}
