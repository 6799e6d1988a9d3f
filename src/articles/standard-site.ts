import type { Hub } from '#hub/hub.ts';

import type { Article } from './article.ts';
import type { Ledger } from './ledger.ts';
import { permanentIdOf } from './permanent-id.ts';

/** The kinds of records by which readers on Bluesky and the like follow a hub without a server of ours. */
export const collections = {
  publication: 'site.standard.publication',
  document: 'site.standard.document',
} as const;

/** The address that a record has or will have; `null` while the brand has no DID. */
export function recordUri(
  hub: Hub,
  { kind, rkey }: { kind: keyof typeof collections; rkey: string },
): string | null {
  const did = hub.share.standardSite?.did;
  return did === undefined ? null : `at://${did}/${collections[kind]}/${rkey}`;
}

/** The publication's record, once the ledger says that it exists. */
export function publicationUri(hub: Hub, { records }: Ledger): string | null {
  const record = records?.publication;
  return record?.on === undefined ? null : recordUri(hub, { kind: 'publication', ...record });
}

/** The record of `article`, once the ledger says that it exists. */
export function documentUri(
  article: Pick<Article, 'id' | 'slug' | 'data'>,
  { hub, ledger }: { hub: Hub; ledger: Ledger },
): string | null {
  const documents = ledger.records?.documents ?? {};
  const record = documents[permanentIdOf(article)] ?? documents[article.id];
  return record?.on === undefined ? null : recordUri(hub, { kind: 'document', ...record });
}
