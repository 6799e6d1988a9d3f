import path from 'node:path';
import { parseArgs } from 'node:util';

import { byPlace, readContent } from '#adapters/content-files.ts';
import { readBundleFiles } from '#adapters/share-bundles.ts';
import {
  applySharePlan,
  planShareFiles,
  shareFolder,
  type StoredFile,
} from '#adapters/share-files.ts';
import type { ShareImages } from '#adapters/share-images.ts';
import { type ExportWay, recallExport, rememberExport } from '#adapters/share-memory.ts';
import { makeShareKits } from '#adapters/share-kits.ts';
import { sharePages } from '#adapters/share-pages.ts';
import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { dayOf } from '#hub/calendar.ts';
import { readEnvironment } from '#server/environment.ts';
import { kitFiles } from '#sharing/kit-files.ts';
import { isPlatformId, platformIds } from '#sharing/platforms.ts';
import type { ShareKit } from '#sharing/share-kit.ts';

import { type Output } from '../command.ts';
import { progressBar } from '../progress.ts';
import { type Done, isError, reporter, type ToldKit } from './export-report.ts';
import { isCalled, whyAbsent } from './named-article.ts';
import type { HubPlace } from './place.ts';

const usage = `Writes the posts to share each published article with, per platform, to ${shareFolder}/.

  npm run share -- [export] [--article <slug>] [--platform <id>] [--texts-only] [--check] [--dry-run] [--json]

  --article <slug>   only the kit of this article
  --platform <id>    only the text for this platform: ${platformIds.join(', ')}
  --texts-only       leaves pages and pictures as they are
  --check            writes nothing; exits with 1 where a post breaks a rule of its platform
  --dry-run          tells what would be written and removed, and does neither
  --json             prints the result for a program

Once they are made:

  npm run share -- posted <article> <platform> [<url>]   notes that a post was published
  npm run share -- scheduled <file>                      notes that a scheduler took a file of posts
  npm run share -- copies                                lists what was published and differs from its article by now
  npm run share -- keep <article> <platform>             says that a text of your own is still right for its article
  npm run share -- records                               gives articles the keys of their standard.site records

Each of them has a --help of its own.

FREEHOLD_AS_OF=yyyy-mm-dd makes the kits as of another day than today.

Example: npm run share -- --article fiets-winterklaar-in-een-uur`;

/** From so many files on, writing them is worth a progress bar. */
const longRun = 500;

/** Writes the share kits and returns the exit status: 0 done, 1 the content is not right, 2 wrong usage. */
export async function exportCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      article: { type: 'string' },
      platform: { type: 'string' },
      'texts-only': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const { article, platform } = options;
  if (platform !== undefined && !isPlatformId(platform)) {
    output.remark(`"${platform}" is no platform; known are ${platformIds.join(', ')}.`);
    return 2;
  }

  const startedAt = new Date();
  const isTrial = options['dry-run'] || options.check;
  const { hubRoot, asOf: chosenDay } = environment ?? readEnvironment();
  const report = reporter(output, {
    json: options.json,
    check: options.check,
    dryRun: options['dry-run'],
    folder: path.join(path.relative('.', hubRoot), shareFolder),
  });
  const isWhole = article === undefined && platform === undefined;
  const way: ExportWay = {
    withPages: !options['texts-only'],
    dayIn: (timeZone) => chosenDay ?? dayOf(startedAt, timeZone),
  };
  const recalled = isWhole && !isTrial ? recallExport(hubRoot, way) : null;
  if (recalled !== null) return report.done(unchanged(recalled as Told));

  const { content, sources, problems } = await readContent(hubRoot);
  if (!content || problems.some(isError)) return report.refused(problems);

  const asOf = way.dayIn(content.hub.timeZone);
  const absent = whyAbsent({ article, platform }, content, asOf);
  if (absent !== null) {
    output.remark(absent);
    return 1;
  }

  const wanted = (one: Article) => article === undefined || isCalled(article, one);
  const made = makeShareKits({ content, sources }, { asOf, wanted });
  const withPages = !options['texts-only'] && !options.check && platform === undefined;
  const withPictures = withPages && !isTrial;
  const { kits, personal } = made;
  const pictures = withPictures ? await drawPictures(hubRoot, { content, kits }) : null;
  const files = new Map<string, string | StoredFile>([
    ...kitFiles(kits, platform),
    ...(withPages
      ? await sharePages(hubRoot, { content, kits, personal, withIndex: isWhole })
      : []),
    ...(isWhole ? await readBundleFiles(hubRoot, made, { content, asOf }) : []),
    ...(pictures?.files ?? []),
  ]);
  const plan = await planShareFiles(hubRoot, files, {
    folders: made.folders,
    isInScope: (file) => {
      const [folder = '', name] = file.split('/');
      return (
        (withPages || !file.endsWith('.html')) &&
        (withPictures || !file.endsWith('.jpg')) &&
        (article === undefined || made.kits.has(folder)) &&
        (platform === undefined || name === `${platform}.txt` || files.has(file))
      );
    },
  });
  const found = [
    ...problems,
    ...made.problems,
    ...(pictures?.problems ?? []),
    ...plan.problems,
  ].toSorted(byPlace);
  if (found.some(isError)) return report.refused(found);

  if (!isTrial) {
    const isLong = plan.write.size >= longRun;
    await applySharePlan(hubRoot, plan, isLong ? progressBar('Share kits') : undefined);
  }
  const told: Told = {
    asOf,
    kits: Array.from(made.kits, ([folder, kit]) => [folder, toldOf(kit)]),
    hasPlatforms: Object.keys(content.hub.share.platforms).length > 0,
    files: files.size,
    problems: found,
  };
  if (isWhole && !isTrial) {
    const { timeZone } = content.hub;
    await rememberExport(hubRoot, way, { timeZone, files, told, startedAt });
  }
  return report.done({ ...told, kits: new Map(told.kits), plan });
}

/** What is said of an export, as far as it is the same when nothing has changed. */
interface Told extends Pick<Done, 'asOf' | 'hasPlatforms' | 'problems'> {
  readonly kits: readonly (readonly [string, ToldKit])[];
  readonly files: number;
}

function toldOf({ article, posts }: ShareKit): ToldKit {
  return {
    article,
    posts: posts.map(({ platform, variant, count }) => ({ platform, variant, count })),
  };
}

function unchanged({ files, kits, ...told }: Told): Done {
  const plan = { write: new Map(), remove: [], unchanged: files };
  return { ...told, kits: new Map(kits), plan };
}

/** Loads what draws only when something is drawn: texts alone are there in no time. */
async function drawPictures(
  root: string,
  made: { readonly content: Content; readonly kits: ReadonlyMap<string, ShareKit> },
): Promise<ShareImages> {
  const { shareImages } = await import('#adapters/share-images.ts');
  return shareImages(root, { ...made, onProgress: progressBar('Pictures') });
}
