import path from 'node:path';
import { parseArgs } from 'node:util';

import { byPlace, readContent } from '#adapters/content-files.ts';
import {
  applySharePlan,
  planShareFiles,
  shareFolder,
  type SharePlan,
} from '#adapters/share-files.ts';
import { makeShareKits } from '#adapters/share-kits.ts';
import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { visibilityOf } from '#articles/visibility.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import { type Problem, problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { kitFiles } from '#sharing/kit-files.ts';
import { isPlatformId, platformIds } from '#sharing/platforms.ts';
import type { ShareKit } from '#sharing/share-kit.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { progressBar } from './support/progress.ts';

const usage = `Writes the posts to share each published article with, per platform, to ${shareFolder}/.

  npm run share -- [--article <slug>] [--platform <id>] [--dry-run] [--json]

  --article <slug>   only the kit of this article
  --platform <id>    only the text for this platform: ${platformIds.join(', ')}
  --dry-run          tells what would be written and removed, and does neither
  --json             prints the result for a program

FREEHOLD_AS_OF=yyyy-mm-dd makes the kits as of another day than today.

Example: npm run share -- --article fiets-winterklaar-in-een-uur`;

/** From so many files on, writing them is worth a progress bar. */
const longRun = 500;

/** Writes the share kits and returns the exit status: 0 done, 1 the content is not right, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'asOf'>,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      article: { type: 'string' },
      platform: { type: 'string' },
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

  const { hubRoot, asOf: chosenDay } = environment ?? readEnvironment();
  const report = reporter(output, {
    json: options.json,
    dryRun: options['dry-run'],
    folder: path.join(path.relative('.', hubRoot), shareFolder),
  });
  const { content, sources, problems } = await readContent(hubRoot);
  if (!content || problems.some(isError)) return report.refused(problems);

  const asOf = chosenDay ?? dayOf(new Date(), content.hub.timeZone);
  const absent = whyAbsent({ article, platform }, content, asOf);
  if (absent !== null) {
    output.remark(absent);
    return 1;
  }

  const wanted = (one: Article) => article === undefined || isCalled(article, one);
  const made = makeShareKits({ content, sources }, { asOf, wanted });
  const files = kitFiles(made.kits, platform);
  const plan = await planShareFiles(hubRoot, files, {
    folders: made.folders,
    isInScope: (file) => {
      const [folder = '', name] = file.split('/');
      return (
        (article === undefined || made.kits.has(folder)) &&
        (platform === undefined || name === `${platform}.txt` || files.has(file))
      );
    },
  });
  const found = [...problems, ...made.problems, ...plan.problems].toSorted(byPlace);
  if (found.some(isError)) return report.refused(found);

  if (!options['dry-run']) {
    const isLong = plan.write.size >= longRun;
    await applySharePlan(hubRoot, plan, isLong ? progressBar('Share kits') : undefined);
  }
  const hasPlatforms = Object.keys(content.hub.share.platforms).length > 0;
  return report.done({ asOf, kits: made.kits, hasPlatforms, plan, problems: found });
}

interface Done {
  readonly asOf: Day;
  readonly kits: ReadonlyMap<string, ShareKit>;
  readonly hasPlatforms: boolean;
  readonly plan: SharePlan;
  readonly problems: readonly Problem[];
}

/** Tells how it went, to a person or to a program; each way gives its exit status. */
function reporter(
  { data, remark }: Output,
  { folder, ...how }: { folder: string; json: boolean; dryRun: boolean },
) {
  return {
    refused(problems: readonly Problem[]): number {
      if (how.json) data(JSON.stringify({ folder, problems }));
      for (const problem of problems) remark(problemLine(problem));
      remark(
        `Nothing was written: ${counted(problems.filter(isError).length, 'error')} to mend first.`,
      );
      return 1;
    },
    done({ asOf, kits, hasPlatforms, plan, problems }: Done): number {
      const written = [...plan.write.keys()];
      const { remove: removed, unchanged } = plan;
      for (const problem of problems) remark(problemLine(problem));
      if (how.json) {
        const { dryRun } = how;
        const list = [...kits].map(([name, { article, posts }]) => ({
          folder: path.posix.join(folder, name),
          article,
          posts: posts.map(({ platform, variant, count }) => ({ platform, variant, count })),
        }));
        data(
          JSON.stringify({
            asOf,
            dryRun,
            folder,
            kits: list,
            written,
            removed,
            unchanged,
            problems,
          }),
        );
        return 0;
      }
      if (how.dryRun) {
        for (const file of written) data(`write  ${path.join(folder, file)}`);
        for (const file of removed) data(`remove ${path.join(folder, file)}`);
      }
      const posts = [...kits.values()].reduce((sum, kit) => sum + kit.posts.length, 0);
      remark(
        `${counted(kits.size, 'article')}, ${counted(posts, 'post')}; ${counted(written.length, 'file')} ` +
          `${how.dryRun ? 'to write' : 'written'}, ${unchanged} unchanged, ${removed.length} ${how.dryRun ? 'to remove' : 'removed'}.`,
      );
      if (!hasPlatforms)
        remark('No posts: name platforms under share.platforms in content/hub.yaml.');
      else if (!how.dryRun) data(`Share kits: ${folder}`);
      return 0;
    },
  };
}

/** Why there is no kit for what was asked, or `null`. */
function whyAbsent(
  { article: slug, platform }: { article: string | undefined; platform: string | undefined },
  { articles, hub }: Content,
  asOf: Day,
): string | null {
  if (platform !== undefined && !hub.share.platforms[platform]) {
    return `${platform} is not one of the hub's platforms; add it to share.platforms in content/hub.yaml.`;
  }
  if (slug === undefined) return null;
  const named = articles.filter((one) => isCalled(slug, one));
  if (named.length === 0)
    return `There is no article "${slug}"; give the name of its file without .mdx.`;
  const reasons = named.map(({ data }) => visibilityOf(data, asOf));
  if (reasons.includes('public')) return null;
  return reasons[0] === 'scheduled'
    ? `"${slug}" is published on ${named[0]?.data.publishedAt}, after ${asOf}; its kit is made then.`
    : `"${slug}" has the status ${reasons[0]}; only a published article gets a kit.`;
}

/** Both `slug` and `nl/slug` name an article. */
function isCalled(name: string, { slug, id }: Article): boolean {
  return slug === name || id === name;
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

await runCommand(import.meta, main);
