import { parseArgs } from 'node:util';

import { readLedgerText, writeLedgerText } from '#adapters/ledger-file.ts';
import { withFields, withPosts } from '#adapters/ledger-text.ts';
import { ledgerFile, type LedgerPost } from '#articles/ledger.ts';
import { isDay } from '#hub/calendar.ts';
import { whyNoPost } from '#sharing/ledger/post-address.ts';
import { recordPost } from '#sharing/ledger/record-post.ts';
import { isPlatformId, platformIds } from '#sharing/platforms.ts';

import type { Output } from '../command.ts';
import { kitCalled } from './named-kit.ts';
import { openHub } from './open-hub.ts';
import type { HubPlace } from './place.ts';

const usage = `Writes into ${ledgerFile} that a post was published, so that it is not planned again and its article links to it.

  npm run share -- posted <article> <platform> [<url>] [--on <day>] [--variant <id>] [--dry-run] [--json]

  <article>        the slug, with its language where both have one: nl/de-eerlijke-som
  <platform>       ${platformIds.join(', ')}
  <url>            the address of the post; leave it out where posts have none, as in WhatsApp
  --on <day>       the day it was published, when not today
  --variant <id>   which text it was, when not the one that comes first
  --dry-run        shows the row and writes nothing
  --json           prints the row for a program

Example: npm run share -- posted de-eerlijke-som mastodon https://mastodon.example/@tandradijs/1 --on 2026-09-02`;

/** Records a post and returns the exit status: 0 done, 1 it cannot be recorded, 2 wrong usage. */
export async function postedCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      on: { type: 'string' },
      variant: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [name, platform, url, ...rest] = positionals;
  const wrong = (message: string, status: 1 | 2) => {
    output.remark(message);
    return status;
  };
  if (name === undefined || platform === undefined || rest.length > 0) {
    return wrong('Name an article, a platform and the address of the post; --help shows how.', 2);
  }
  if (!isPlatformId(platform)) {
    return wrong(`"${platform}" is no platform; known are ${platformIds.join(', ')}.`, 2);
  }
  if (options.on !== undefined && !isDay(options.on)) {
    return wrong(`"${options.on}" is no day; write yyyy-mm-dd.`, 2);
  }

  const hub = await openHub(output, environment);
  if (!hub) return 1;
  const { content, asOf, root } = hub;
  const found = kitCalled(name, hub);
  if (typeof found === 'string') return wrong(found, 1);
  const { article, kit } = found;
  const on = options.on ?? asOf;
  if (on > asOf)
    return wrong(`${on} is after ${asOf}; a post is recorded once it is published.`, 1);
  if (on < article.data.publishedAt) {
    return wrong(
      `${article.id} was published on ${article.data.publishedAt}, after ${on}; correct the day.`,
      1,
    );
  }
  const nonsense = url === undefined ? null : whyNoPost(url, { platform, site: content.hub.site });
  if (nonsense !== null) return wrong(`"${url}" ${nonsense}.`, 1);

  const text = await readLedgerText(root);
  const { ledger } = content;
  const { variant } = options;
  const outcome = recordPost({ article, platform, url, on, variant }, { ledger, kit });
  if (outcome.kind === 'known') {
    return wrong(
      `This post stands in ${ledgerFile} already, as number ${outcome.index + 1}; name another text by --variant if it was another post.`,
      1,
    );
  }
  if (outcome.kind === 'unknown-variant') {
    return wrong(
      outcome.variants.length === 0
        ? `${article.id} has no post for ${platform}; add it to share.platforms in content/hub.yaml, or take it out of the article's "skip".`
        : `Say by --variant which text it was: ${outcome.variants.join(', ')}.`,
      1,
    );
  }
  const { row } = outcome;
  if (!options['dry-run']) {
    const next =
      outcome.kind === 'added'
        ? withPosts(text, [row])
        : withFields(text ?? '', outcome.index, row);
    await writeLedgerText(root, next);
  }
  if (options.json) output.data(JSON.stringify(row));
  else for (const line of linesOf(row)) output.data(line);
  output.remark(options['dry-run'] ? 'Nothing was written.' : `Written to ${ledgerFile}.`);
  return 0;
}

function linesOf(row: LedgerPost): string[] {
  return Object.entries(row).map(([field, value]) => `${field}: ${value}`);
}
