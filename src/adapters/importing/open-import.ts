import path from 'node:path';

import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';
import { redirectsFile } from '#hub/redirects/redirect.ts';
import type { Finding } from '#importing/finding.ts';
import { elsewhereIn } from '#importing/elsewhere/picture-ledger.ts';
import { picturesByHost, type PicturesOfHost } from '#importing/elsewhere/tell-pictures.ts';
import { mappingFile } from '#importing/mapping.ts';
import type { ImportPlan } from '#importing/plan-import.ts';

import { bringPictures, firstLedger, forgetFetched, type PictureWishes } from './bring-pictures.ts';
import { readRecord } from './import-record.ts';
import { openPlanner } from './planner.ts';
import { readMapping } from './read-mapping.ts';
import { readSource } from './read-source.ts';
import { writeImport, type WrittenImport } from './write-import.ts';
import { addToYamlMap } from './yaml-map.ts';

export interface OpenImport {
  readonly plan: ImportPlan;
  readonly findings: readonly Finding[];
  /** What became of the pictures that texts show from the web. */
  readonly picturesElsewhere: readonly PicturesOfHost[];
  readonly write: () => Promise<WrittenImport>;
}

/**
 * Reads the blog in `source`, a folder or the file of an export, and plans what it becomes in the hub below `root`.
 * Pictures on the web are fetched here, as far as `pictures` asks, since texts show only those that came.
 */
export async function openImport(
  source: string,
  wishes: {
    readonly root: string;
    readonly content: Content;
    readonly today: string;
    readonly language: Language | null;
    readonly site: string | null;
    readonly author: string | null;
    /** Where the pictures of an export are; `null` where nobody has them. */
    readonly uploads: string | null;
    readonly pictures: PictureWishes;
    readonly onProgress?: (done: number, total: number) => void;
    /** How many read and write texts; as many as the blog and the machine ask for where it is left out. */
    readonly threads?: number;
  },
): Promise<OpenImport> {
  const { root, content, pictures } = wishes;
  const { isTrial } = pictures;
  const record = await readRecord(root, wishes.today);
  const { blog, findings, folder } = await readSource(source, {
    uploads: wishes.uploads,
    timeZone: content.hub.timeZone,
    allowed: pictures.rules.allowed,
  });
  const isOwn = ({ file }: { readonly file: string }) => !Object.hasOwn(record.files, file);
  await using planner = await openPlanner(blog, {
    ...wishes,
    content: {
      ...content,
      articles: content.articles.filter(isOwn),
      people: content.people.filter(isOwn),
      topics: content.topics.filter(isOwn),
    },
    today: record.day,
    mapping: await readMapping(root),
    imported: new Set(Object.keys(record.files)),
  });
  const known = firstLedger(pictures, { record, blog, site: wishes.site });
  const first = await planner.plan(elsewhereIn(known));
  const brought = await bringPictures(first, { ...pictures, ledger: known, record, root });
  const ledger = brought?.ledger ?? known;
  const plan = brought ? await planner.plan(elsewhereIn(ledger)) : first;
  return {
    plan,
    findings: [...findings, ...plan.findings],
    picturesElsewhere: picturesByHost(plan.picturesElsewhere, ledger),
    async write() {
      const written = await writeImport(plan, {
        ...{ root, folder, isTrial, fetched: brought?.files ?? [] },
        record: ledger.files.size > 0 ? { ...record, pictures: sorted(ledger.files) } : record,
      });
      if (!isTrial) {
        await forgetFetched(root);
        await addToYamlMap(path.join(root, redirectsFile), {
          at: [],
          entries: plan.redirects,
          heading: 'Old address: new address. Lines that you write stay.',
        });
        await addToYamlMap(path.join(root, mappingFile), {
          at: ['topics'],
          entries: new Map(Object.entries(plan.mapping.topics)),
          heading: 'Category or tag of the old blog: topic of the hub. Change it and import again.',
        });
      }
      return written;
    },
  };
}

function sorted(files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
