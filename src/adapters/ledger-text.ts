import { isMap, isSeq, parseDocument, type Document, stringify } from 'yaml';

import type { Ledger, LedgerPost } from '#articles/ledger.ts';

const emptyFile = `# What of the hub stands elsewhere: npm run share -- posted adds a row, and you may write here too.
posts: []
`;

/**
 * The ledger's `text` with `rows` after its last post. Every other byte stays as somebody wrote it, comments
 * and order included; only where the list is written in one line, the file is laid out anew.
 */
export function withPosts(text: string | null, rows: readonly LedgerPost[]): string {
  const before = text ?? emptyFile;
  if (rows.length === 0) return before;
  const document = parseDocument(before);
  const added = inserted(before, { document, rows });
  if (added !== null && holds(added, document, rows)) return added;
  const posts = document.get('posts');
  if (isSeq(posts)) {
    posts.flow = false;
    for (const row of rows) posts.add(document.createNode(row));
  } else document.set('posts', document.createNode(rows));
  return written(document);
}

/** As {@link withPosts}, for a row that stands there already: it gets `fields`. */
export function withFields(text: string, index: number, fields: Partial<LedgerPost>): string {
  const document = parseDocument(text);
  for (const [name, value] of Object.entries(fields)) {
    document.setIn(['posts', index, name], value);
  }
  return written(document);
}

/** As {@link withPosts}, for the keys of standard.site records; the posts stay as they are. */
export function withRecords(text: string | null, records: Ledger['records']): string {
  const document = parseDocument(text ?? emptyFile);
  document.set('records', document.createNode(records));
  return written(document);
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The rows behind the line on which the last post ends, indented as the posts are. */
function inserted(
  text: string,
  { document, rows }: { document: Document; rows: readonly LedgerPost[] },
): string | null {
  const posts = isMap(document.contents) ? document.contents.get('posts', true) : null;
  if (!isSeq(posts) || posts.flow === true || !posts.range) return null;
  const last = posts.items.at(-1);
  if (!isMap(last) || !last.range) return null;
  const start = posts.range[0];
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text.indexOf('\n', last.range[1] - 1);
  const place = end < 0 ? text.length : end + 1;
  const item = stringify(rows, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}${newLine}`)
    .join('');
  return `${text.slice(0, place)}${end < 0 ? newLine : ''}${item}${text.slice(place)}`;
}

/** Whether `text` says what `document` said, and `rows`. */
function holds(text: string, document: Document, rows: readonly LedgerPost[]): boolean {
  const now = parseDocument(text);
  if (now.errors.length > 0) return false;
  const wanted = document.toJS() as { posts?: unknown[] };
  const all = { ...wanted, posts: [...(wanted.posts ?? []), ...rows] };
  return JSON.stringify(now.toJS()) === JSON.stringify(all);
}
