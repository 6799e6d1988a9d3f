import { escapedText as escaped } from '#feeds/xml-text.ts';

import { type ReportFrame, number, reportPage } from './report-page.ts';
import { minVotes, type UsefulReport, type Votes } from './useful.ts';

/** The report as one HTML page that needs nothing else. */
export function usefulPage(report: UsefulReport, frame: ReportFrame): string {
  const rows = report.articles.map(
    ({ article, title, ...votes }) =>
      `<tr><th scope="row">${escaped(title || article)}</th>${cellsOf(votes)}</tr>`,
  );
  return reportPage(frame, {
    title: 'Was this useful?',
    body: `<p><strong>${number(report.yes + report.no)}</strong> answers. The useful share is yes ÷ (yes + no); below ${minVotes} answers there is too little data.
Answers are counts per article and day: nobody can be told from them.</p>
<table>
<caption>By article</caption>
<thead><tr><th scope="col">article</th><th scope="col">yes</th><th scope="col">no</th><th scope="col">useful share</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
<tfoot><tr><th scope="row">total</th>${cellsOf(report)}</tr></tfoot>
</table>`,
  });
}

/** `yes`, `no` and the share; lines in a terminal. */
export function usefulLines(report: UsefulReport): string[] {
  const line = (name: string, { yes, no, share }: Votes) =>
    `${shareText(share).padStart(15)}  ${String(yes).padStart(6)} yes  ${String(no).padStart(6)} no  ${name}`;
  return [
    line('total', report),
    ...report.articles.map(({ article, ...votes }) => line(article, votes)),
  ];
}

function cellsOf({ yes, no, share }: Votes): string {
  return [number(yes), number(no), shareText(share)]
    .map((text) => `<td class="number">${text}</td>`)
    .join('');
}

function shareText(share: number | null): string {
  return share === null ? 'too little data' : `${Math.round(share * 100)} %`;
}
