import { openXml, type XmlReader } from '../xml-events.ts';

/** One `<item>` of an export, by the names of WordPress. */
export interface WxrItem {
  readonly values: ReadonlyMap<string, string>;
  readonly terms: readonly {
    readonly domain: string;
    readonly slug: string;
    readonly name: string;
  }[];
  readonly meta: ReadonlyMap<string, readonly string[]>;
  /** Those of readers that the site shows. */
  readonly commentCount: number;
  /** The line on which `content:encoded` begins. */
  readonly contentLine: number;
}

/** What an export holds; revisions, menus and other things that are no writing are only counted. */
export interface WxrExport {
  readonly site: string | null;
  readonly language: string | null;
  readonly authors: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly items: readonly WxrItem[];
  readonly otherKinds: ReadonlyMap<string, number>;
}

const writing = new Set(['post', 'page', 'attachment', 'wp_block']);
/** Fields of an item that are read; all else of it is dropped while reading. */
const kept = new Set(
  'title link guid pubDate dc:creator content:encoded excerpt:encoded wp:post_id wp:post_date wp:post_date_gmt wp:post_modified wp:post_name wp:status wp:post_parent wp:post_type wp:post_password wp:attachment_url'.split(
    ' ',
  ),
);

/** Reads a WordPress export (WXR) piece by piece. */
export function openWxr(name: string): XmlReader & { readonly result: () => WxrExport } {
  const channel = new Map<string, string>();
  const authors = new Map<string, Record<string, string>>();
  const items: WxrItem[] = [];
  const otherKinds = new Map<string, number>();
  let item = newItem();
  let author: Record<string, string> = {};
  let text: string[] = [];

  const reader = openXml(name, {
    open(path, attributes, line) {
      if (path === itemPath) item = newItem();
      if (path === authorPath) author = {};
      if (path === `${itemPath}/category`) {
        item.term = { domain: attributes['domain'] ?? '', slug: attributes['nicename'] ?? '' };
      }
      if (path === `${itemPath}/content:encoded`) item.contentLine = line;
      text = [];
    },
    text(_, value) {
      text.push(value);
    },
    close(path) {
      const value = text.join('');
      text = [];
      const field = path.slice(path.lastIndexOf('/') + 1);
      if (path === `rss/channel/${field}`) channel.set(field, value.trim());
      if (path === `${authorPath}/${field}`) author[field] = value.trim();
      if (path === authorPath) authors.set(author['wp:author_login'] ?? '', author);
      if (path === `${itemPath}/category`) item.terms.push({ ...item.term, name: value.trim() });
      else if (path === `${itemPath}/${field}` && kept.has(field)) item.values.set(field, value);
      if (path === `${itemPath}/wp:postmeta/wp:meta_key`) item.key = value.trim();
      if (path === `${itemPath}/wp:postmeta/wp:meta_value`) {
        item.meta.set(item.key, [...(item.meta.get(item.key) ?? []), value]);
      }
      if (path === `${itemPath}/wp:comment/${field}`) item.comment.set(field, value.trim());
      if (path === `${itemPath}/wp:comment`) {
        if (isFromReader(item.comment)) item.commentCount += 1;
        item.comment.clear();
      }
      if (path !== itemPath) return;
      const kind = item.values.get('wp:post_type') ?? 'post';
      if (writing.has(kind)) items.push(item);
      else otherKinds.set(kind, (otherKinds.get(kind) ?? 0) + 1);
    },
  });
  return {
    ...reader,
    result: () => ({
      ...{ authors, items, otherKinds },
      site: channel.get('wp:base_blog_url') || channel.get('link') || null,
      language: channel.get('language') || null,
    }),
  };
}

const itemPath = 'rss/channel/item';
const authorPath = 'rss/channel/wp:author';

/** Shown on the site, and no message from another site that it links there. */
function isFromReader(comment: ReadonlyMap<string, string>): boolean {
  const kind = comment.get('wp:comment_type') ?? '';
  return /^(?:comment)?$/.test(kind) && (comment.get('wp:comment_approved') ?? '1') === '1';
}

function newItem() {
  return {
    values: new Map<string, string>(),
    terms: [] as { domain: string; slug: string; name: string }[],
    meta: new Map<string, string[]>(),
    commentCount: 0,
    comment: new Map<string, string>(),
    contentLine: 1,
    term: { domain: '', slug: '' },
    key: '',
  };
}
