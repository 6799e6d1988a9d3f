import { escapedText as escaped } from '#feeds/xml-text.ts';

import { shareOf } from './bars.ts';
import { type Part, type SourcesReport, sourceViews } from './sources.ts';

export interface ReportFrame {
  readonly hub: string;
  /** What the report is about in time, for example "confirmed from 2026-01-01 to 2026-06-30". */
  readonly period: string;
  readonly asOf: string;
}

/** The report as one HTML page that needs nothing else: tables whose numbers are drawn as bars. */
export function sourcesPage(report: SourcesReport, { hub, period, asOf }: ReportFrame): string {
  const { total, signedUp, imported } = report;
  const tables = [
    ...sourceViews.map((view) =>
      tableOf(`By ${view}`, { parts: signedUp.by[view], total: signedUp.total, of: view }),
    ),
    ...(imported.total === 0
      ? []
      : [tableOf('Imported', { parts: imported.byBatch, total: imported.total, of: 'batch' })]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(hub)}: where subscribers came from</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; margin-block: 2rem; }
caption { text-align: start; font-weight: 700; font-size: 1.125rem; padding-block-end: .5rem; }
th, td { padding: .25rem .5rem; text-align: start; border-block-end: 1px solid #8886; }
th[scope=row] { font-weight: 400; width: 14rem; overflow-wrap: anywhere; }
td.number { text-align: end; font-variant-numeric: tabular-nums; width: 5rem; }
svg { display: block; width: 100%; height: 1rem; }
rect { fill: #2563a8; }
@media (prefers-color-scheme: dark) { rect { fill: #7db4ee; } }
</style>
</head>
<body>
<h1>Where subscribers came from</h1>
<p>${escaped(hub)}, ${escaped(period)}, as of ${escaped(asOf)}.</p>
<p><strong>${number(total)}</strong> subscribers: ${number(signedUp.total)} signed up, ${number(imported.total)} were imported.
The parts of each table add up to its total. “unknown” was not kept; “none” has nothing to say here.</p>
${tables.join('\n')}
</body>
</html>
`;
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

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
