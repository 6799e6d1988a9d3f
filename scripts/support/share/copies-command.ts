import { parseArgs } from 'node:util';

import { ledgerFile } from '#articles/ledger.ts';
import { copiesOf, type Copy, type CopyState } from '#sharing/ledger/copies.ts';

import type { Output } from '../command.ts';
import { openHub } from './open-hub.ts';
import type { HubPlace } from './place.ts';

const usage = `Lists the posts of ${ledgerFile} that differ from their article by now, and those that have none.

  npm run share -- copies [--all] [--json]

  --all    also those that still say what their article says
  --json   prints the list for a program

Example: npm run share -- copies`;

const told = {
  same: 'says what its article says',
  words: 'would read differently now',
  article: 'stands, but its article changed',
  hidden: 'leads to an article that is not public',
  'no-article': 'has no article on the hub',
} as const satisfies Record<CopyState, string>;

/** Lists copies and returns the exit status: 0 done, 1 the content is not right, 2 wrong usage. */
export async function copiesCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const hub = await openHub(output, environment);
  if (!hub) return 1;
  const all = copiesOf(hub.content, hub.made.kits.values());
  const shown = options.all ? all : all.filter(({ state }) => state !== 'same');
  if (options.json) {
    const rows = shown.map(({ post, article, state, since }) => ({
      ...post,
      file: article?.file ?? null,
      state,
      since,
    }));
    output.data(JSON.stringify({ copies: rows }));
    return 0;
  }
  for (const copy of shown) output.data(lineOf(copy));
  const differing = all.filter(({ state }) => state !== 'same' && state !== 'no-article').length;
  const alone = all.filter(({ state }) => state === 'no-article').length;
  output.remark(
    `${all.length} published, ${differing} to look at, ${alone} without an article on the hub.`,
  );
  return 0;
}

function lineOf({ post, state, since }: Copy): string {
  const { article, platform, on, url, note } = post;
  const name = article ?? 'no article';
  const when = since === null ? '' : ` since ${since}`;
  return [`${platform} ${on}`, name, `${told[state]}${when}`, url ?? note ?? '']
    .filter((part) => part !== '')
    .join(' · ');
}
