import type { FeedCover } from './feed-cover.ts';

/** An item of any feed. */
export interface FeedItem {
  readonly title: string | null;
  readonly link: string | null;
  /** What relative addresses in the text mean. */
  readonly base: string | null;
  readonly html: string | null;
  readonly excerpt: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly authors: readonly string[];
  readonly labels: readonly string[];
  readonly enclosures: readonly string[];
  readonly cover: FeedCover | null;
  readonly isDraft?: boolean;
  /** What it is, where it is no article: `comment`, `page` …; `null` or left out where it is one. */
  readonly otherKind?: string | null;
}

export interface Feed {
  readonly site: string | null;
  readonly language: string | null;
  readonly items: readonly FeedItem[];
}

/** Words of a feed as HTML. */
export function htmlOf(text: string, type: string | undefined): string {
  if (type !== undefined && type !== 'text') return text;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped
    .split(/\n{2,}/)
    .map((part) => `<p>${part}</p>`)
    .join('\n\n');
}

export function absolute(url: string | null, base: string | null): string | null {
  if (url === null) return null;
  return (URL.parse(url, base ?? undefined) ?? URL.parse(url))?.href ?? null;
}
