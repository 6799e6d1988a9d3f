import { escapedText as escaped } from '#feeds/xml-text.ts';

import { shareOf } from './bars.ts';
import { number, type ReportFrame, reportPage } from './report-page.ts';
import { type Part, type SourcesReport, sourceViews } from './sources.ts';

/** The report as one HTML page that needs nothing else: tables whose numbers are drawn as bars. */
export function sourcesPage(report: SourcesReport, frame: ReportFrame): string {
  const { total, signedUp, imported } = report;
  const tables = [
    ...sourceViews.map((view) =>
      tableOf(`By ${view}`, { parts: signedUp.by[view], total: signedUp.total, of: view }),
    ),
    ...(imported.total === 0
      ? []
      : [tableOf('Imported', { parts: imported.byBatch, total: imported.total, of: 'batch' })]),
  ];
  return reportPage(frame, {
    title: 'Where subscribers came from',
    body: `<p><strong>${number(total)}</strong> subscribers: ${number(signedUp.total)} signed up, ${number(imported.total)} were imported.
The parts of each table add up to its total. “unknown” was not kept; “none” has nothing to say here.</p>
${tables.join('\n')}`,
  });
}

function tableOf(
  caption: string,
  { parts, total, of }: { parts: readonly Part[]; total: number; of: string },
): string {
  const most = Math.max(1, ...parts.map(({ count }) => count));
  const rows = parts.map(
    ({ name, count }) =>
      `<tr><th scope="row">${escaped(name)}</th><td><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${((count / most) * 100).toFixed(2)}" height="1"/></svg></td><td class="number">${number(count)}</td><td class="number">${shareOf(count, total)}</td></tr>`,
  );
  return `<table>
<caption>${escaped(caption)}</caption>
<thead><tr><th scope="col">${escaped(of)}</th><td></td><th scope="col">subscribers</th><th scope="col">share</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
<tfoot><tr><th scope="row">total</th><td></td><td class="number">${number(total)}</td><td class="number">${shareOf(total, total)}</td></tr></tfoot>
</table>`;
}
