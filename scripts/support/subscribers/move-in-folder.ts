import { listFile, type Manifest } from '#adapters/move/manifest.ts';
import { moveIn, refuseIfInhabited } from '#adapters/move/move-in.ts';
import { placeMovedKey, planMovedKey } from '#adapters/move/move-key.ts';
import { readExport } from '#adapters/move/read-export.ts';
import { contentRows, openSnapshot } from '#adapters/backup/snapshot.ts';
import { placeName } from '#adapters/store/place.ts';

import type { HubPlace } from '../../subscribers.ts';
import type { Output } from '../command.ts';
import { pacedProgress } from '../paced-progress.ts';
import { passphraseFor } from './passphrase.ts';

/** Moves a whole export into a fresh hub, or tells that it could. Returns the exit status. */
export async function moveInFolder(
  folder: string,
  hub: HubPlace,
  { output, isApplied, isJson }: { output: Output; isApplied: boolean; isJson: boolean },
): Promise<number> {
  const place = hub.databaseUrl ?? hub.dataDir;
  const now = new Date();
  const read = await readExport(folder);
  const snapshot = await openSnapshot(place);
  await snapshot?.close();
  refuseIfInhabited(snapshot ? contentRows(snapshot.tables) : 0);
  const key = await planMovedKey(read, {
    dataDir: hub.dataDir,
    secret: hub.secret,
    now,
    askPassphrase: () => passphraseFor(hub.passphrase, 'The passphrase of the export'),
  });
  if (isApplied) {
    await moveIn(place, {
      read,
      now,
      onRows: pacedProgress({ label: 'Moved in', unit: 'rows' }),
      beforeSwap: () => placeMovedKey(key, hub.dataDir),
    });
  }
  const { files, figures } = read.manifest;
  if (isJson)
    output.data(JSON.stringify({ folder, isApplied, figures, people: peopleIn(read.manifest) }));
  else {
    const what = `${peopleIn(read.manifest)} people, ${figures.confirmed} of them confirmed, in ${Object.keys(files).length} files`;
    output.data(`${folder} is whole: ${what}.`);
    output.remark(
      isApplied
        ? `They are now ${placeName(place)}. Start the hub.`
        : `They would become ${placeName(place)}. Nothing was changed. Add --apply to move in.`,
    );
  }
  return 0;
}

function peopleIn({ files }: Manifest): number {
  return files[listFile]?.rows ?? 0;
}
