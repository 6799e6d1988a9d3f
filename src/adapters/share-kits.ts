import type { Article } from '#articles/article.ts';
import { type Content, publicContent } from '#articles/content.ts';
import { cardPathOf, cardSize } from '#cards/card.ts';
import type { Day } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import type { Problem } from '#hub/problem.ts';
import { type ShareFinding, shareRules } from '#sharing/finding.ts';
import { oldLimitFindings } from '#sharing/old-limits.ts';
import { advocateFindings } from '#sharing/personal/findings.ts';
import { type PersonalKit, personalKitsFor } from '#sharing/personal/personal-posts.ts';
import { kitFolders, type ShareKit, shareKitFor, unknownHubPlatforms } from '#sharing/share-kit.ts';

import { byPlace, type ReadContent } from './content-files.ts';

/** The kits of published articles, by folder, and everything that is wrong with them. */
export interface MadeKits {
  readonly kits: ReadonlyMap<string, ShareKit>;
  /** What employees may share in their own name, by folder. */
  readonly personal: ReadonlyMap<string, readonly PersonalKit[]>;
  /** The folders of all published articles, also of those whose kit was not asked for. */
  readonly folders: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Makes the kits of the articles that are public on the day `asOf`, or of those among them that are `wanted`. */
export function makeShareKits(
  { content, sources }: { content: Content; sources: ReadContent['sources'] },
  { asOf, wanted = () => true }: { asOf: Day; wanted?: (article: Article) => boolean },
): MadeKits {
  const published = publicContent(content, asOf);
  const folders = kitFolders(content.articles);
  const folderOf = ({ id }: Article) => folders.get(id) ?? id;
  const context = {
    content: published,
    cardOf: (page: string) => ({ file: cardPathOf(page), ...cardSize }),
  };
  const made = published.articles.filter(wanted).map((article) => ({
    folder: folderOf(article),
    personal: personalKitsFor(article, { content: published, day: asOf }),
    ...shareKitFor(article, context),
  }));

  const named = Object.keys(content.hub.share.platforms);
  const findings = [
    ...unknownHubPlatforms(named),
    ...oldLimitFindings(named, asOf),
    ...advocateFindings(content.people, content.hub.languages),
    ...made.flatMap((one) => one.findings),
  ];
  return {
    kits: new Map(made.map(({ folder, kit }) => [folder, kit])),
    personal: new Map(made.map(({ folder, personal }) => [folder, personal])),
    folders: new Set(published.articles.map(folderOf)),
    problems: findings.flatMap((one) => toProblem(one, content.hub, sources)).toSorted(byPlace),
  };
}

/** The finding with its line and with the severity that the hub gives its rule; none where it is off. */
function toProblem(
  { rule, severity, file, field, message }: ShareFinding,
  { rules }: Hub,
  sources: ReadContent['sources'],
): Problem[] {
  const chosen = 'fixed' in shareRules[rule] ? severity : (rules[rule] ?? severity);
  if (chosen === 'off') return [];
  const line = sources.get(file)?.source.lineOf(field) ?? 1;
  return [{ rule, severity: chosen, file, line, message }];
}
