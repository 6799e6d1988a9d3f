import { stat } from 'node:fs/promises';

import { hostOf } from '#importing/elsewhere/hosts.ts';
import type { WantedPicture } from '#importing/elsewhere/originals.ts';

import { inParallel } from '../in-parallel.ts';
import { rasterEnding } from '../picture-file.ts';

import { fetchFile } from './fetch-file.ts';
import type { KeptPicture, PictureCache } from './picture-cache.ts';
import type { PictureRules } from './picture-rules.ts';

/** The picture behind an original address, or why it is not here. */
export type Brought = KeptPicture | { readonly reason: string };

/** Fetches `pictures` into `cache`, a few at a time of each host; what is there already is not asked for again. */
export async function fetchPictures(
  pictures: readonly WantedPicture[],
  {
    cache,
    rules,
    onProgress,
  }: {
    cache: PictureCache;
    rules: PictureRules;
    onProgress?: ((done: number, total: number) => void) | undefined;
  },
): Promise<ReadonlyMap<string, Brought>> {
  const brought = new Map<string, Brought>();
  let [asked, bytes] = [0, 0];
  const maxBytesOf = (start: Buffer) =>
    rasterEnding(start) === null ? rules.maxDrawingBytes : rules.maxBytes;
  const bring = async ({ original, candidates }: WantedPicture, host: Host): Promise<Brought> => {
    const known = cache.find(original);
    if (known) return known;
    if (asked >= rules.maxPictures || bytes >= rules.maxTotalBytes) {
      return { reason: 'was too much for one run; run it again, which goes on from here' };
    }
    asked += 1;
    let reason = '';
    for (const address of candidates) {
      if (host.failures >= rules.maxFailures) {
        return { reason: reason || 'is at a host that failed too often; run it again later' };
      }
      const fetched = await fetchFile(address, { ...rules, maxBytesOf });
      host.failures = 'isSilent' in fetched && fetched.isSilent ? host.failures + 1 : 0;
      const kept = fetched.kind === 'fetched' ? await cache.keep(original, fetched.bytes) : null;
      if (kept !== null && typeof kept !== 'string') {
        bytes += (await stat(kept.file)).size;
        return kept;
      }
      // What is said of the address in the text counts, not of what was only tried.
      reason = kept ?? (fetched.kind === 'refused' ? fetched.reason : '');
    }
    return { reason };
  };

  const hosts = [...Map.groupBy(pictures, ({ original }) => hostOf(original)).values()];
  await inParallel(hosts, rules.maxHosts, async (ofHost) => {
    const host = { failures: 0 };
    await inParallel(ofHost, rules.maxPerHost, async (picture) => {
      brought.set(picture.original, await bring(picture, host));
      onProgress?.(brought.size, pictures.length);
    });
  });
  return brought;
}

interface Host {
  failures: number;
}
