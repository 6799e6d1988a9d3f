import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { type Content, publicContent } from '#articles/content.ts';
import type { Day } from '#hub/calendar.ts';
import { bundleFiles, calendarName } from '#sharing/schedulers/bundle-files.ts';

import { recordFiles } from '#sharing/standard-site/records.ts';

import { shareFolder } from './share-files.ts';
import type { MadeKits } from './share-kits.ts';

/** The files about all kits, each knowing what the last export below `root` said. */
export async function readBundleFiles(
  root: string,
  { queue }: Pick<MadeKits, 'queue'>,
  { content, asOf }: { content: Content; asOf: Day },
): Promise<Map<string, string>> {
  const formerCalendar = await readFile(path.join(root, shareFolder, calendarName), 'utf8').catch(
    () => null,
  );
  return new Map([
    ...bundleFiles(queue, { hub: content.hub, asOf, formerCalendar }),
    ...recordFiles(publicContent(content, asOf)),
  ]);
}
