import type { Outcome } from '../finding.ts';

import type { TagArguments } from './tag-arguments.ts';

export interface Became {
  readonly outcome: Outcome;
  readonly text: string;
  readonly advice?: string;
  /** What is behind it is none of its own. */
  readonly isSingle?: true;
}

/** A tag of a template: read as a whole, with what is between it and its end, or opening and closing a box. */
export type Shortcode =
  | { readonly whole: (args: TagArguments, inner: string | null) => Became | null }
  | {
      /** First asked, where only some of its kind are read as a whole. */
      readonly whole?: (args: TagArguments, inner: string | null) => Became | null;
      readonly open: (args: TagArguments) => Omit<Became, 'isSingle' | 'advice'>;
      readonly close: Omit<Became, 'isSingle' | 'advice'>;
    };

export function whole(
  names: string,
  read: (args: TagArguments, inner: string | null) => Became | null,
): Record<string, Shortcode> {
  return Object.fromEntries(names.split(' ').map((name) => [name, { whole: read }]));
}

export function pair(
  names: string,
  open: (args: TagArguments) => Omit<Became, 'isSingle' | 'advice'>,
  closing: string,
  around = '\n\n',
): Record<string, Shortcode> {
  const close = { outcome: 'mapped', text: `${around}${closing}${around}` } as const;
  return Object.fromEntries(names.split(' ').map((name) => [name, { open, close }]));
}

export function linked(url: string | undefined, label: string): Became | null {
  if (!url) return null;
  const text = `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
  return { outcome: 'mapped', text, isSingle: true };
}

export function embedded(args: TagArguments, address: (id: string) => string): Became | null {
  const id = args.get(0, 'id', 'key', 'url', 'src');
  if (!id) return null;
  const url = /^https?:/.test(id) ? id : address(id);
  const label = args.named['title'] ?? url;
  return {
    outcome: 'kept',
    text: `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`,
    advice: 'it became a link',
    isSingle: true,
  };
}

/** A block of code whose marks are longer than any in it. */
export function fence(language: string, inner: string): string {
  const longest = Math.max(2, ...Array.from(inner.matchAll(/`+/g), ([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `\n\n${marks}${language.replaceAll(/[`\s]/g, '')}\n${withoutIndent(inner.replace(/^[ \t]*\n|\n[ \t]*$/g, ''))}\n${marks}\n\n`;
}

function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const depths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const depth = depths.length > 0 ? Math.min(...depths) : 0;
  return lines.map((line) => line.slice(depth)).join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
