import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, serverKey } from './audience.ts';

/** A program for tests: opens the store at a place, signs people up one after the other, and prints each address once answered. */
export const storeProcess = import.meta.filename;

if (import.meta.main) {
  const [place = '', prefix = '', count = '0'] = process.argv.slice(2);
  const store = await openAudienceStore(place, { now: new Date() });
  const context = () => ({
    store,
    hub: aHub(),
    topicIds: new Set<string>(),
    serverKey,
    toAscii: domainToASCII,
    random: randomBytes,
    now: new Date(),
  });
  for (let index = 0; index < Number(count); index += 1) {
    const email = `${prefix}${index}@example.org`;
    await subscribe(aSignUp({ email }), context());
    process.stdout.write(`${email}\n`);
  }
  await store.close();
}
