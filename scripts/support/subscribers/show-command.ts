import { parseArgs } from 'node:util';

import { findHeld, type Held, holdsNothing } from '#audience/portability/held.ts';
import { readEnvironment } from '#server/environment.ts';
import { openAudience } from '#server/open-audience.ts';

import type { HubPlace } from '../../subscribers.ts';
import type { Output } from '../command.ts';
import { oneAddress } from './one-address.ts';

const usage = `Prints everything that the hub holds about an address, for a person who asks by mail.
Make sure first that it is the owner of the address who asks. Changes nothing.

  npm run subscribers -- show <address> [--json]

  --json   prints it as one JSON document, to send along

Example: npm run subscribers -- show ada@example.org --json > ada.json`;

export async function showCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const address = oneAddress(positionals);
  const { store, serverKey } = await openAudience(environment ?? readEnvironment(), {
    now: new Date(),
  });
  try {
    const held = await findHeld(address, { store, serverKey });
    if (values.json) output.data(JSON.stringify(held, null, 2));
    else for (const line of linesOf(held)) output.data(line);
  } finally {
    await store.close();
  }
  return 0;
}

function linesOf(held: Held): readonly string[] {
  if (holdsNothing(held)) return ['The hub holds nothing about this address.'];
  const { subscriber, suppression } = held;
  const subscription = subscriber?.subscription;
  return [
    held.address,
    ...(subscription
      ? [
          `  subscription  ${subscription.state}, ${subscription.language}, ${subscription.frequency}, topics ${subscription.topics.join(', ') || 'all'}`,
          `  asked         ${at(subscription.requestedAt)}`,
          `  confirmed     ${at(subscription.confirmedAt)}`,
          `  unsubscribed  ${at(subscription.unsubscribedAt)}`,
        ]
      : ['  no subscription']),
    ...(suppression
      ? [
          `  suppressed    ${suppression.reason} since ${at(suppression.since)} (${suppression.source})`,
        ]
      : []),
    ...held.consents.map((one) => `  consent       ${at(one.at)}  ${one.kind}`),
    ...held.events.map((one) => `  event         ${at(one.at)}  ${one.type}`),
    ...held.mails.map((one) => `  mail          ${at(one.at)}  ${one.kind}, ${one.state}`),
    ...held.links.map((one) => `  link          ${at(one.createdAt)}  ${one.purpose}`),
    ...held.questions.map(
      (one) => `  question      ${at(one.askedAt)}  to ${one.person}: ${one.text}`,
    ),
  ];
}

function at(date: Date | null): string {
  return date === null ? '–' : date.toISOString().slice(0, 16).replace('T', ' ');
}
