import type { Content } from '#articles/content.ts';
import type { Ledger } from '#articles/ledger.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import { recordUri, collections } from '#articles/standard-site.ts';
import { noonOf } from '#hub/calendar.ts';
import { bestTextIn } from '#hub/languages.ts';
import { articlePath } from '#hub/urls.ts';

import { recordKey } from './record-key.ts';

type Records = NonNullable<Ledger['records']>;

/** The folder of the record files beside those of the kits. */
export const recordsFolder = 'standard-site';

/** The keys of the publication and of each article of `content`: those that the ledger has, and new ones. */
export function recordKeys({ hub, articles, ledger }: Content): Records {
  const { publication, documents = {} } = ledger.records ?? {};
  const known = [publication, ...Object.values(documents)].flatMap((one) => one?.rkey ?? []);
  const taken = new Set(known);
  const keyFor = (about: string, moment: Date) => {
    const rkey = recordKey(about, moment, taken);
    taken.add(rkey);
    return { rkey };
  };
  const oldestFirst = articles.toSorted((a, b) =>
    `${a.data.publishedAt} ${a.id}` < `${b.data.publishedAt} ${b.id}` ? -1 : 1,
  );
  const [oldest] = oldestFirst;
  return {
    publication:
      publication ??
      keyFor(
        `${hub.site}|${collections.publication}`,
        noonOf(oldest?.data.publishedAt ?? '2026-01-01'),
      ),
    documents: Object.fromEntries([
      ...Object.entries(documents),
      ...oldestFirst
        .filter((one) => !documents[one.id] && !documents[permanentIdOf(one)])
        .map((article) => {
          const id = permanentIdOf(article);
          return [id, keyFor(`${id}|${collections.document}`, noonOf(article.data.publishedAt))];
        }),
    ]),
  };
}

/**
 * The records whose keys the ledger holds, as files for whoever publishes them. None while the brand has no DID.
 * They hold no text of an article: the originals stay on the hub.
 */
export function recordFiles({ hub, articles, topics, ledger }: Content): Map<string, string> {
  const { publication, documents = {} } = ledger.records ?? {};
  const site = publication && recordUri(hub, { kind: 'publication', ...publication });
  if (!publication || !site) return new Map();
  const fileOf = (rkey: string, kind: keyof typeof collections, fields: object) => {
    const uri = recordUri(hub, { kind, rkey });
    const record = { $type: collections[kind], ...fields };
    return [
      `${recordsFolder}/${rkey}.json`,
      `${JSON.stringify({ uri, record }, null, 2)}\n`,
    ] as const;
  };
  return new Map([
    fileOf(publication.rkey, 'publication', {
      url: hub.site,
      name: hub.name,
      description: bestTextIn('nl', hub.description),
    }),
    ...articles.flatMap((article) => {
      const { data, slug } = article;
      const record = documents[permanentIdOf(article)] ?? documents[article.id];
      if (!record) return [];
      const topic = topics.find(({ id }) => id === data.topic);
      return [
        fileOf(record.rkey, 'document', {
          site,
          path: articlePath(data.lang, slug),
          title: data.title,
          description: data.description,
          publishedAt: noonOf(data.publishedAt).toISOString(),
          ...(data.updatedAt !== undefined && { updatedAt: noonOf(data.updatedAt).toISOString() }),
          tags: topic?.data.hashtags[data.lang] ?? [],
        }),
      ];
    }),
  ]);
}
