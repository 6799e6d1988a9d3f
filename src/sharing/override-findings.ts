import type { Article } from '#articles/article.ts';

import { findingOf, type ShareFinding } from './finding.ts';
import { deadHashtags } from './hashtags.ts';
import type { Override } from './override.ts';
import { type PlatformId, platforms } from './platforms.ts';

/** What only an editor's own text can have: we write no such hashtags, and are never behind the article. */
export function overrideFindings(
  text: string,
  {
    article: { id, file },
    platform,
    override: { field, isStale },
  }: { readonly article: Article; readonly platform: PlatformId; readonly override: Override },
): ShareFinding[] {
  const { label, hashtags } = platforms[platform];
  const why = {
    all: 'write it after a space, with letters in it',
    first: 'only the first one of a post does not',
    none: 'it has no hashtags',
  }[hashtags.link];
  // Where no hashtag can be followed, one is merely ugly.
  const severity = hashtags.link === 'none' ? ({ severity: 'warning' } as const) : {};
  const dead = deadHashtags(text, hashtags).map((tag) =>
    findingOf('share/dead-hashtag', {
      ...{ file, field },
      ...severity,
      message: `${tag} in the ${label} post of ${id} leads nowhere on ${label}: ${why}`,
    }),
  );
  if (!isStale) return dead;
  const stale = findingOf('share/stale', {
    ...{ file, field },
    message:
      `the ${label} post of ${id} was written before the article changed, and stays as it is. Read it again; ` +
      `"npm run share -- keep ${id} ${String(field.at(-1))}" says that it is still right`,
  });
  return [...dead, stale];
}
