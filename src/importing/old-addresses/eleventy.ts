import { slugOf } from '#articles/drafts/slug.ts';

import { fieldsOf } from '../fields.ts';
import type { OldText } from './old-text.ts';

/** Where Eleventy shows a text (11ty.dev/docs/permalinks); none where only running its code would tell. */
export function eleventyAddresses(
  text: OldText,
  settings: Readonly<Record<string, unknown>>,
): string[] {
  const below = belowInput(text.source, settings['input']);
  if (text.permalink !== null) {
    const filled = filledTemplate(text.permalink, { text, below });
    return filled === null ? [] : [encodeURI(tidied(filled))];
  }
  // Addresses that a text names itself are made by the blog's own code.
  if (text.saysSlug) return [];
  const folders = below.split('/').slice(0, -1);
  const isIndex = /(?:^|\/)index\.\w+$/.test(below);
  return [encodeURI(tidied([...folders, ...(isIndex ? [] : [text.name]), ''].join('/')))];
}

/** The path below the folder that Eleventy reads; where nobody knows it, below one of the two that most blogs use. */
function belowInput(source: string, input: unknown): string {
  if (typeof input !== 'string') return source.replace(/^(?:src|content)\//, '');
  const folder = `${input.replaceAll(/^\.?\/|\/$/g, '')}/`;
  return source.startsWith(folder) ? source.slice(folder.length) : source;
}

function tidied(path: string): string {
  return `/${path}`.replaceAll(/\/{2,}/g, '/').replace(/\/index\.html$/, '/');
}

interface Page {
  readonly text: OldText;
  readonly below: string;
}

/** `/blog/{{ page.date | date: "%Y" }}/{{ title | slugify }}/` with its values; `null` where one is not known. */
function filledTemplate(pattern: string, page: Page): string | null {
  let isKnown = true;
  const filled = pattern.replaceAll(/\{\{-?\s*([^{}]*?)\s*-?\}\}/g, (_, inside: string) => {
    const [subject = '', ...filters] = inside.split('|').map((part) => part.trim());
    const value = filters.reduce(filtered, valueOf(subject, page));
    isKnown &&= value !== null;
    return value ?? '';
  });
  return isKnown && !/[{}]/.test(filled) ? filled : null;
}

// 11ty.dev/docs/data-eleventy-supplied
function valueOf(subject: string, { text, below }: Page): string | null {
  const stem = below.replace(/\.\w+$/, '').replace(/\d{4}-\d{2}-\d{2}-(?=[^/]*$)/, '');
  switch (subject) {
    case 'page.fileSlug':
      return text.name;
    case 'page.filePathStem':
      return `/${stem}`;
    case 'page.date':
    case 'date':
      return text.day;
    case 'page.outputFileExtension':
      return 'html';
    default:
      return /^(["']).*\1$/.test(subject)
        ? subject.slice(1, -1)
        : /^[\w.-]+$/.test(subject)
          ? fieldsOf(text.fields).text(subject)
          : null;
  }
}

/** What a filter makes of `value`: those of Eleventy, of Liquid, and of its starting blog. */
function filtered(value: string | null, filter: string): string | null {
  if (value === null) return null;
  const [, name = '', words = ''] = /^(\w+)\s*[:(]?\s*([\s\S]*?)\)?$/.exec(filter) ?? [];
  const quoted = /^(["'])(.*)\1$/.exec(words)?.[2];
  switch (name) {
    case 'slug':
    case 'slugify':
      return slugWhole(value);
    case 'lower':
    case 'downcase':
      return value.toLowerCase();
    case 'trim':
    case 'strip':
    case 'safe':
    case 'url':
      return value;
    case 'htmlDateString':
      return value.slice(0, 10);
    case 'date':
      return quoted === undefined ? null : dated(value, quoted);
    default:
      return null;
  }
}

function slugWhole(text: string): string {
  const words = text.replaceAll('&', ' and ').split(/[^\p{L}\p{M}\p{N}'’]+/u);
  return words
    .map(slugOf)
    .filter((word) => word !== '')
    .join('-');
}

/** `format` (strftime) with the numbers of `day`; `null` where it asks for names. */
function dated(day: string, format: string): string | null {
  const [year = '', month = '', date = ''] = day.split('-');
  const parts: Readonly<Record<string, string>> = {
    ...{ Y: year, y: year.slice(2), m: month, d: date, F: day },
    ...{ '-m': String(Number(month)), '-d': String(Number(date)) },
  };
  const filled = format.replaceAll(/%(-?[A-Za-z])/g, (whole, name: string) => parts[name] ?? whole);
  return filled.includes('%') || !format.includes('%') ? null : filled;
}
