import path from 'node:path';
import { parseArgs } from 'node:util';

import { listFile, type Manifest } from '#adapters/move/manifest.ts';
import { sealKey } from '#adapters/move/sealed-key.ts';
import { writeExport } from '#adapters/move/write-export.ts';
import { keyFingerprint } from '#audience/tokens.ts';
import { readEnvironment } from '#server/environment.ts';
import { openAudience } from '#server/open-audience.ts';

import type { HubPlace } from '../../subscribers.ts';
import type { Output } from '../command.ts';
import { pacedProgress } from '../paced-progress.ts';
import { WrongUsage } from '../questions.ts';
import { passphraseFor } from './passphrase.ts';

const usage = `Writes the whole audience to a folder: subscribers.csv for people and other services, and what a move to
another hub needs beside it. Changes nothing, and the hub may run meanwhile.

  npm run subscribers -- export <folder> [--without-key] [--json]

  --without-key   leaves the server key out. Without that key old unsubscribe links stop working and nobody on
                  the list of suppressed addresses is recognised: only when the key travels in another way
  --json          prints the result for a program

The key is sealed with a passphrase: FREEHOLD_PASSPHRASE, or you are asked. Stop the old hub before you export for a
move, so that nobody signs up in between, and let it send what waits in its outbox: mails do not move.
Move in with: npm run subscribers -- import <folder> --apply

Example: npm run subscribers -- export moving-2026`;

export async function exportCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'without-key': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [target, ...others] = positionals;
  if (target === undefined || others.length > 0) {
    throw new WrongUsage('Name one folder; --help says more.');
  }
  const folder = path.resolve(target);
  const place = environment ?? readEnvironment();
  const { store, serverKey } = await openAudience(place, { now: new Date() });
  await store.close();
  const sealedKey = values['without-key']
    ? null
    : await sealKey(
        serverKey,
        await passphraseFor(place.passphrase, 'A new passphrase, to seal the server key with'),
      );

  const manifest = await writeExport(place.databaseUrl ?? place.dataDir, {
    folder,
    keyFingerprint: keyFingerprint(serverKey),
    sealedKey,
    onRows: pacedProgress({ label: 'Exported', unit: 'rows' }),
  });
  if (values.json) output.data(JSON.stringify({ folder, ...manifest }));
  else tell(folder, manifest, output);
  return 0;
}

function tell(folder: string, { files, figures, hasKey }: Manifest, output: Output): void {
  const people = files[listFile]?.rows ?? 0;
  output.data(
    `${folder}: ${people} people, ${figures.confirmed} of them confirmed; ${Object.keys(files).length} files.`,
  );
  output.remark('It holds the addresses of readers: keep it as you keep your money.');
  if (!hasKey) {
    output.remark(
      'The server key is NOT in it. Bring data/key or FREEHOLD_SECRET to the new hub yourself: without it old unsubscribe links and the list of suppressed addresses die.',
    );
  }
}
