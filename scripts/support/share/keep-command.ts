import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { writeFileAtomically } from '#adapters/atomic-file.ts';
import { readContent } from '#adapters/content-files.ts';
import { withWrittenFor } from '#adapters/written-for.ts';
import { readEnvironment } from '#server/environment.ts';
import { sourceHashOf } from '#sharing/share-post.ts';

import type { Output } from '../command.ts';
import { isCalled } from './named-article.ts';
import type { HubPlace } from './place.ts';

const usage = `Says that a text of your own for a share post is right for what its article says now.

  npm run share -- keep <article> <platform> [--dry-run]

Run it after writing a text in share.overrides, and again when you read it after a change of the article.
From then on "npm run check" tells when the article has changed; your text itself stays as it is.
For the text of every platform, write "default" as the platform.

  --dry-run   prints the article as it would be, and leaves it alone

Example: npm run share -- keep fiets-winterklaar-in-een-uur linkedin`;

/** Notes in an article what its own text was written for; 0 done, 1 there is no such text, 2 wrong usage. */
export async function keepCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [called, name, ...more] = positionals;
  if (called === undefined || name === undefined || more.length > 0) {
    output.remark('Name an article and a platform; --help shows how.');
    return 2;
  }

  const { hubRoot } = environment ?? readEnvironment();
  const { content } = await readContent(hubRoot);
  const named = content?.articles.filter((one) => isCalled(called, one)) ?? [];
  const [article] = named;
  if (!article) {
    output.remark(
      `There is no article "${called}" without errors; give the name of its file without .mdx, and see npm run check.`,
    );
    return 1;
  }
  if (named.length > 1) {
    output.remark(`"${called}" is ${named.map(({ id }) => id).join(' and ')}; name one of them.`);
    return 1;
  }
  const override = article.data.share.overrides[name];
  if (override === undefined) {
    output.remark(
      `${article.file} has no text of its own for ${name}; write one in share.overrides.${name} first.`,
    );
    return 1;
  }

  const sourceHash = sourceHashOf(article);
  if (override.writtenFor === sourceHash) {
    output.data(`${article.file}: its ${name} text was kept already; nothing has changed since.`);
    return 0;
  }
  const file = path.join(hubRoot, article.file);
  const text = withWrittenFor(await readFile(file, 'utf8'), { name, sourceHash });
  if (text === null) {
    output.remark(
      `${article.file} is written in a way that cannot be changed safely; ` +
        `write share.overrides.${name} as { text: …, writtenFor: "${sourceHash}" } yourself.`,
    );
    return 1;
  }
  if (options['dry-run']) {
    output.data(text);
    return 0;
  }
  await writeFileAtomically(file, Buffer.from(text));
  output.data(`${article.file}: its ${name} text is kept for what the article says now.`);
  return 0;
}
