import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { findHeldData, holdsNothing } from '#audience/held-data.ts';
import { readEnvironment } from '#server/environment.ts';
import { eraseEverywhere } from '#server/erase-everywhere.ts';
import { openAudience } from '#server/open-audience.ts';

import type { HubPlace } from '../../subscribers.ts';
import type { Output } from '../command.ts';
import { WrongUsage } from '../questions.ts';
import { oneAddress } from './one-address.ts';

const usage = `Erases everything that the hub holds about an address, as its owner can do by the preference centre. What stays is
a keyed hash, so that no import brings the address back. Past figures stay as they were. There is no way back.
Make sure first that it is the owner of the address who asks. Backups keep what they hold until you delete them.

  npm run subscribers -- erase <address> --yes [--json]

  --yes    erases; without it you are told what would go
  --json   prints the result for a program

Example: npm run subscribers -- erase ada@example.org --yes`;

export async function eraseCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const address = oneAddress(positionals);
  const place = environment ?? readEnvironment();
  const { content } = await readContent(place.hubRoot);
  if (!content) throw new WrongUsage('content/hub.yaml cannot be read; npm run check says why.');
  const isApplied = values.yes && !values['dry-run'];
  const now = new Date();
  const { store, serverKey } = await openAudience(place, { now });
  const mailer = folderMailer(join(place.dataDir, 'outbox'));
  let faults = 0;
  try {
    const held = await findHeldData(address, { store, serverKey, now });
    const found = {
      isKnown: !holdsNothing(held),
      consents: held.consents.length,
      events: held.events.length,
      mails: held.mails.length,
      questions: held.questions.length,
    };
    if (isApplied) {
      const log = (line: string) => {
        faults += 1;
        output.remark(line);
      };
      const context = { store, mailer, hub: content.hub, log, serverKey, random: randomBytes, now };
      await eraseEverywhere({ address }, context);
    }
    if (values.json) output.data(JSON.stringify({ isApplied, ...found }));
    else {
      const { consents, events, mails, questions } = found;
      const what = found.isKnown
        ? `consents ${consents}, events ${events}, mails ${mails}, questions ${questions}`
        : 'nothing';
      output.remark(`Held about this address: ${what}.`);
      output.remark(isApplied ? 'Erased.' : 'Nothing was changed. Add --yes to erase.');
    }
  } finally {
    await mailer.close();
    await store.close();
  }
  return faults === 0 ? 0 : 1;
}
