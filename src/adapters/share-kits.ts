import type { Article } from '#articles/article.ts';
import { type Content, publicContent } from '#articles/content.ts';
import { cardPathOf, cardSize } from '#cards/card.ts';
import type { Day } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import type { Problem } from '#hub/problem.ts';
import { type ShareFinding, shareRules } from '#sharing/finding.ts';
import { ledgerFindings } from '#sharing/ledger/findings.ts';
import { oldLimitFindings } from '#sharing/old-limits.ts';
import { advocateFindings } from '#sharing/personal/findings.ts';
import { type PersonalKit, personalKitsFor } from '#sharing/personal/personal-posts.ts';
import { planOf } from '#sharing/planning/plan.ts';
import { openOf, type QueuedPost, queueOf } from '#sharing/planning/planned-posts.ts';
import { formulaFindings } from '#sharing/schedulers/findings.ts';
import { kitFolders, type ShareKit, shareKitFor, unknownHubPlatforms } from '#sharing/share-kit.ts';

import { byPlace, type ReadContent } from './content-files.ts';

/** The kits of published articles, by folder, and everything that is wrong with them. */
export interface MadeKits {
  readonly kits: ReadonlyMap<string, ShareKit>;
  /** What employees may share in their own name, by folder. */
  readonly personal: ReadonlyMap<string, readonly PersonalKit[]>;
  /** The folders of all published articles, also of those whose kit was not asked for. */
  readonly folders: ReadonlySet<string>;
  /** What is yet to be posted, where all kits were asked for. */
  readonly queue: readonly QueuedPost[];
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

  const queue =
    made.length === published.articles.length
      ? shareQueue(content, { kits: made.map(({ kit }) => kit), asOf })
      : [];

  const named = Object.keys(content.hub.share.platforms);
  const findings = [
    ...unknownHubPlatforms(named),
    ...oldLimitFindings(named, asOf),
    ...advocateFindings(content.people, content.hub.languages),
    ...made.flatMap((one) => one.findings),
    ...ledgerFindings(content, asOf),
    ...formulaFindings(openOf(queue)),
  ];
  return {
    kits: new Map(made.map(({ folder, kit }) => [folder, kit])),
    personal: new Map(made.map(({ folder, personal }) => [folder, personal])),
    queue,
    folders: new Set(published.articles.map(folderOf)),
    problems: toProblems(findings, content.hub, sources),
  };
}

/** What of `kits` is yet to be posted: whatever is scheduled keeps its place from the beginning. */
function shareQueue(
  { articles, hub, ledger }: Content,
  { kits, asOf }: { kits: readonly ShareKit[]; asOf: Day },
): QueuedPost[] {
  const meant = articles.filter(({ data }) => data.status === 'published');
  const { timeZone } = hub;
  return queueOf(planOf(meant, hub), { articles, kits, ledger, asOf, timeZone });
}

/** The findings with their lines and the severity that the hub gives each rule; those that are off are left out. */
export function toProblems(
  findings: readonly ShareFinding[],
  hub: Hub,
  sources: ReadContent['sources'],
): Problem[] {
  return findings.flatMap((one) => toProblem(one, hub, sources)).toSorted(byPlace);
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
