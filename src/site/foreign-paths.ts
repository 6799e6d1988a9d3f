import type { Hub } from '#hub/hub.ts';
import { languages } from '#hub/languages.ts';
import { pathTo, placeIds } from '#hub/urls.ts';

/**
 * Whether `path` is of a language that `hub` does not speak. The pages of fixed places stand in `src/pages/` for
 * every language; all others come from content, which the rules hold to the hub's languages.
 */
export function isForeignPath(path: string, hub: Pick<Hub, 'languages'>): boolean {
  const foreign = languages.filter((language) => !hub.languages.includes(language));
  return foreign.some(
    (language) =>
      placeIds.some((place) => pathTo(place, language) === path) ||
      path === `${pathTo('feeds', language)}feeds.opml` ||
      (language === 'en' && path.startsWith(pathTo('root', language))),
  );
}
