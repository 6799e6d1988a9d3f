import path from 'node:path';

import type { SharePlan } from '#adapters/share-files.ts';
import type { Day } from '#hub/calendar.ts';
import { type Problem, problemLine } from '#hub/problem.ts';
import type { SharePost } from '#sharing/share-post.ts';

import type { Output } from '../command.ts';

/** As much of a kit as is told. */
export interface ToldKit {
  readonly article: string;
  readonly posts: readonly Pick<SharePost, 'platform' | 'variant' | 'count'>[];
}

export interface Done {
  readonly asOf: Day;
  readonly kits: ReadonlyMap<string, ToldKit>;
  readonly hasPlatforms: boolean;
  readonly plan: Pick<SharePlan, 'write' | 'remove' | 'unchanged'>;
  readonly problems: readonly Problem[];
}

/** Tells how it went, to a person or to a program; each way gives its exit status. */
export function reporter(
  { data, remark }: Output,
  { folder, ...how }: { folder: string; json: boolean; check: boolean; dryRun: boolean },
) {
  return {
    refused(problems: readonly Problem[]): number {
      if (how.json) data(JSON.stringify({ folder, problems }));
      for (const problem of problems) remark(problemLine(problem));
      remark(
        `${how.check ? 'The posts are not right' : 'Nothing was written'}: ${counted(problems.filter(isError).length, 'error')} to mend first.`,
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
      const posts = [...kits.values()].reduce((sum, kit) => sum + kit.posts.length, 0);
      const made = `${counted(kits.size, 'article')}, ${counted(posts, 'post')}`;
      if (how.check) {
        remark(`${made}; every post keeps the rules of its platform.`);
        return 0;
      }
      if (how.dryRun) {
        for (const file of written) data(`write  ${path.join(folder, file)}`);
        for (const file of removed) data(`remove ${path.join(folder, file)}`);
      }
      remark(
        `${made}; ${counted(written.length, 'file')} ` +
          `${how.dryRun ? 'to write' : 'written'}, ${unchanged} unchanged, ${removed.length} ${how.dryRun ? 'to remove' : 'removed'}.`,
      );
      if (!hasPlatforms)
        remark('No posts: name platforms under share.platforms in content/hub.yaml.');
      else if (!how.dryRun) data(`Share kits: ${folder}`);
      return 0;
    },
  };
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
