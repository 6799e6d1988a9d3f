import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { ownHosts, siteInSettings, type WantedHosts } from '#importing/elsewhere/hosts.ts';
import { type PictureLedger, picturesToFetch } from '#importing/elsewhere/picture-ledger.ts';
import { placeForPicture } from '#importing/elsewhere/picture-place.ts';
import type { ImportPlan } from '#importing/plan-import.ts';
import type { RawBlog } from '#importing/raw-entry.ts';

import { fetchPictures } from './fetch-pictures.ts';
import type { ImportRecord } from './import-record.ts';
import { cacheFolder, openPictureCache } from './picture-cache.ts';
import type { PictureRules } from './picture-rules.ts';

/** What a person wants of pictures that are on the web. */
export interface PictureWishes {
  /** `null` sends no request. */
  readonly wanted: WantedHosts | null;
  readonly isTrial: boolean;
  readonly rules: PictureRules;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What is known before anything is fetched: the pictures that earlier imports brought. */
export function firstLedger(
  wishes: PictureWishes,
  { record, blog, site }: { record: ImportRecord; blog: RawBlog; site: string | null },
): PictureLedger {
  return {
    files: new Map(Object.entries(record.pictures ?? {})),
    refusals: new Map(),
    wanted: wishes.wanted,
    isOwnHost: ownHosts([site, blog.site, siteInSettings(blog.settings)]),
    isTrial: wishes.isTrial,
  };
}

/** A file that was fetched, absolute, and where it goes below the root of the hub. */
export interface FetchedFile {
  readonly from: string;
  readonly to: string;
}

/** Fetches what `plan` shows from the web as far as it is wanted; `null` where nothing is to be fetched. */
export async function bringPictures(
  plan: ImportPlan,
  {
    ledger,
    record,
    root,
    rules,
    onProgress,
  }: { ledger: PictureLedger; record: ImportRecord; root: string } & PictureWishes,
): Promise<{ ledger: PictureLedger; files: readonly FetchedFile[] } | null> {
  const pictures = ledger.isTrial ? [] : picturesToFetch(plan.picturesElsewhere, ledger);
  if (pictures.length === 0) return null;
  const cache = await openPictureCache(cacheFolder(root));
  const brought = await fetchPictures(pictures, { cache, rules, onProgress });

  const taken = new Set([...Object.keys(record.files), ...plan.copies.map(({ to }) => to)]);
  const isTaken = (file: string) => taken.has(file) || existsSync(path.join(root, file));
  const known = new Map(ledger.files);
  const refusals = new Map<string, string>();
  const files: FetchedFile[] = [];
  for (const { original } of pictures) {
    const one = brought.get(original);
    if (!one) continue;
    if ('reason' in one) {
      refusals.set(original, one.reason);
      continue;
    }
    const to = placeForPicture(original, { ending: one.ending, isTaken });
    taken.add(to);
    known.set(original, to);
    files.push({ from: one.file, to });
  }
  return { ledger: { ...ledger, files: known, refusals }, files };
}

/** Once all is written, nothing waits any more. */
export async function forgetFetched(root: string): Promise<void> {
  await rm(path.dirname(cacheFolder(root)), { recursive: true, force: true });
}
