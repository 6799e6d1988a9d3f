import { isRecord } from '../fields.ts';

import { filledPermalink } from './permalink.ts';
import type { OldText } from './old-text.ts';

/** Styles by name (jekyllrb.com/docs/permalinks/#built-in-formats). */
const styles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

/** Where Jekyll shows a text: a post, one of a collection, or a page. */
export function jekyllAddress(
  { source, categories, slug, name, day, permalink }: OldText,
  settings: Readonly<Record<string, unknown>>,
): string | null {
  const folders = source.split('/').slice(0, -1);
  const base = typeof settings['baseurl'] === 'string' ? settings['baseurl'] : '';
  const own = permalink ?? defaultFor(source, settings);
  const styled = (pattern: string) => styles[pattern] ?? pattern;
  const common = { day, name, slug };
  const posts = folders.indexOf('_posts');
  if (posts !== -1) {
    const pattern = own ?? textIn(settings, 'permalink') ?? 'date';
    const parts = {
      ...common,
      folders: [],
      categories: [...folders.slice(0, posts), ...categories],
    };
    return within(base, filledPermalink(styled(pattern), parts));
  }
  const collection = /^_(\w[\w-]*)$/.exec(folders[0] ?? '')?.[1];
  if (collection !== undefined) {
    const collections = settings['collections'];
    const its = isRecord(collections) ? collections[collection] : undefined;
    if (!isRecord(its) || its['output'] !== true) return null;
    const pattern = own ?? textIn(its, 'permalink') ?? '/:collection/:path:output_ext';
    const parts = { ...common, folders: folders.slice(1), categories, others: { collection } };
    return within(base, filledPermalink(styled(pattern), parts));
  }
  const file = source.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '/');
  const isPretty = /^pretty$|\/$/.test(textIn(settings, 'permalink') ?? '');
  const ending = file.endsWith('/') ? '' : isPretty ? '/' : '.html';
  const pattern = own ?? `/${file}${ending}`;
  return within(base, filledPermalink(pattern, { ...common, folders, categories }));
}

/** `defaults` of `_config.yml`: values for all texts below a path. */
function defaultFor(source: string, settings: Readonly<Record<string, unknown>>): string | null {
  const all: unknown = settings['defaults'];
  const fitting = (Array.isArray(all) ? all : []).flatMap((one: unknown) => {
    if (!isRecord(one) || !isRecord(one['scope']) || !isRecord(one['values'])) return [];
    const { path, type } = one['scope'];
    const isBelow = typeof path !== 'string' || source.startsWith(path);
    const collection = /^_(\w[\w-]*)\//.exec(source)?.[1] ?? 'pages';
    const kind = source.includes('_posts/') ? 'posts' : collection;
    const isKind = typeof type !== 'string' || type === kind;
    return isBelow && isKind ? [textIn(one['values'], 'permalink')] : [];
  });
  return fitting.findLast((one) => one !== null) ?? null;
}

function within(base: string, address: string | null): string | null {
  return address === null ? null : `${base.replace(/\/$/, '')}${address}`;
}

function textIn(record: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = record[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
