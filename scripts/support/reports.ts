import type { Kysely } from 'kysely';

import { readStore } from '#adapters/store/read-store.ts';
import { countSources } from '#adapters/store/source-counts.ts';
import type { Tables } from '#adapters/store/tables.ts';
import { voteReads } from '#adapters/store/vote-rows.ts';
import type { Content } from '#articles/content.ts';
import { byPermanentId, permanentIdOf } from '#articles/permanent-id.ts';
import { addDays, type Day, startOfDay } from '#hub/calendar.ts';
import { barLines } from '#reports/bars.ts';
import type { ReportFrame } from '#reports/report-page.ts';
import { sourcesPage } from '#reports/sources-page.ts';
import { type SourcesReport, sourcesReport, sourceViews } from '#reports/sources.ts';
import { usefulLines, usefulPage } from '#reports/useful-page.ts';
import { usefulReport } from '#reports/useful.ts';
import type { Environment } from '#server/environment.ts';

export interface Period {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** A report in the forms in which it is given. */
export interface WrittenReport {
  /** For a program. */
  readonly data: object;
  readonly lines: readonly string[];
  /** What its period is about, as in "first confirmed from …". */
  readonly dated: string;
  page(frame: ReportFrame): string;
}

type Place = Pick<Environment, 'dataDir' | 'databaseUrl'>;

interface Subject {
  readonly content: Content;
  readonly period: Period;
}

/** Every report that `npm run report` knows; `null` where there is no store yet. */
export const reports = {
  async sources(place, { content, period: { from, to } }) {
    const { timeZone } = content.hub;
    const instant = (day: Day | undefined) =>
      day === undefined ? null : startOfDay(day, timeZone);
    const before = instant(to === undefined ? undefined : addDays(to, 1));
    const counts = await read(place, (db) => countSources(db, { from: instant(from), before }));
    if (counts === null) return null;
    const report = sourcesReport(counts);
    return {
      data: report,
      lines: sourceLines(report),
      dated: 'first confirmed',
      page: (frame) => sourcesPage(report, frame),
    };
  },
  async useful(place, { content, period: { from = null, to = null } }) {
    const counts = await read(place, (db) => voteReads(db).countVotes({ from, to }));
    if (counts === null) return null;
    const articles = byPermanentId(content.articles);
    const report = usefulReport(counts, (id) => {
      const article = articles.get(id);
      return article && { id: permanentIdOf(article), title: article.data.title };
    });
    return {
      data: report,
      lines: usefulLines(report),
      dated: 'answered',
      page: (frame) => usefulPage(report, frame),
    };
  },
} as const satisfies Record<
  string,
  (place: Place, subject: Subject) => Promise<WrittenReport | null>
>;

export type ReportName = keyof typeof reports;

export const reportNames = Object.keys(reports) as ReportName[];

export function isReportName(name: string): name is ReportName {
  return Object.hasOwn(reports, name);
}

function read<T>(
  { databaseUrl, dataDir }: Place,
  query: (db: Kysely<Tables>) => Promise<T>,
): Promise<T | null> {
  return readStore(databaseUrl ?? dataDir, query);
}

function sourceLines({ total, signedUp, imported }: SourcesReport): string[] {
  return [
    `${total} subscribers: ${signedUp.total} signed up, ${imported.total} imported`,
    ...sourceViews.flatMap((view) => [
      '',
      `By ${view}`,
      ...barLines(signedUp.by[view], signedUp.total),
    ]),
    ...(imported.total === 0
      ? []
      : ['', 'Imported', ...barLines(imported.byBatch, imported.total)]),
  ];
}
