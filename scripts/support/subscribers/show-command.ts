import { parseArgs } from 'node:util';

import { findHeldData, type HeldData, holdsNothing } from '#audience/held-data.ts';
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
  const now = new Date();
  const { store, serverKey } = await openAudience(environment ?? readEnvironment(), { now });
  try {
    const held = await findHeldData(address, { store, serverKey, now });
    if (values.json) output.data(JSON.stringify(held, null, 2));
    else for (const line of linesOf(held)) output.data(line);
  } finally {
    await store.close();
  }
  return 0;
}

function linesOf(held: HeldData): readonly string[] {
  if (holdsNothing(held)) return ['The hub holds nothing about this address.'];
  const { subscription, suppression } = held;
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
    ...held.consents.flatMap(consentLines),
    ...held.events.map((one) => `  event         ${at(one.at)}  ${one.type}`),
    ...held.mails.map((one) => `  mail          ${at(one.queuedAt)}  ${one.kind}, ${one.state}`),
    ...held.links.map((one) => `  link          ${at(one.createdAt)}  ${one.purpose}`),
    ...held.questions.map(
      (one) => `  question      ${at(one.askedAt)}  to ${one.person}: ${one.text}`,
    ),
  ];
}

function consentLines(one: HeldData['consents'][number]): string[] {
  const words = one.wording === null ? 'imported' : `asked: ${one.wording}`;
  return [
    `  consent       ${at(one.at)}  ${words}`,
    ...(one.confirmedAt ? [`                ${at(one.confirmedAt)}  confirmed`] : []),
    ...one.changes.map((change) => `                ${at(change.at)}  changed`),
    ...(one.withdrawnAt ? [`                ${at(one.withdrawnAt)}  withdrawn`] : []),
  ];
}

function at(date: Date | null): string {
  return date === null ? '–' : date.toISOString().slice(0, 16).replace('T', ' ');
}
