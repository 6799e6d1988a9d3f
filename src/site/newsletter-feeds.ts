import shell from 'virtual:freehold/hub';

import { type Language, bestTextIn } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

/**
 * The feed of the newsletter's issues, where there are any. It is one of its own: who follows the hub's feed has
 * the articles already, and who wants the editors' letters should not get every article with them.
 */
export function newsletterFeeds(language: Language): { title: string; path: string }[] {
  const title = bestTextIn(language, shell.hub.newsletter.name);
  return shell.issueLanguages.includes(language)
    ? [{ title, path: pathTo('newsletter', language) }]
    : [];
}
