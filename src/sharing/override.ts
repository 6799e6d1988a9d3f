import type { Article } from '#articles/article.ts';

import type { PlatformId } from './platforms.ts';

/** The name in `share.overrides` of what holds for every platform without a text of its own. */
export const defaultOverride = 'default';

/** An editor's own text for a post, and where it stands. */
export interface Override {
  readonly words: string | undefined;
  readonly title: string | undefined;
  /** The field in the front matter. */
  readonly field: readonly PropertyKey[];
  /** It was written for what the article said before it changed. */
  readonly isStale: boolean;
}

/**
 * The editor's own text for `platform`, or `null`. The nearest wins: the platform's before the default,
 * and of each the text for the article's language before that for its campaign before the plain one.
 */
export function overrideFor(
  { data: { lang, campaign, share } }: Article,
  platform: PlatformId,
  sourceHash: string,
): Override | null {
  for (const name of [platform, defaultOverride]) {
    const given = share.overrides[name];
    if (given === undefined) continue;
    const { text, title, campaigns, languages, writtenFor } = given;
    const inCampaign = campaign === undefined ? undefined : campaigns[campaign];
    const words = languages[lang] ?? inCampaign ?? text;
    if (words === undefined && title === undefined) continue;
    return {
      words,
      title,
      field: ['share', 'overrides', name],
      isStale: writtenFor !== undefined && writtenFor !== sourceHash,
    };
  }
  return null;
}
