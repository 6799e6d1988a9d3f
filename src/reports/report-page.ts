import { escapedText as escaped } from '#feeds/xml-text.ts';

export interface ReportFrame {
  readonly hub: string;
  /** What the report is about in time, for example "confirmed from 2026-01-01 to 2026-06-30". */
  readonly period: string;
  readonly asOf: string;
}

/** A report as one HTML page that needs nothing else; `body` is markup. */
export function reportPage(
  { hub, period, asOf }: ReportFrame,
  { title, body }: { title: string; body: string },
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(hub)}: ${escaped(title)}</title>
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
<h1>${escaped(title)}</h1>
<p>${escaped(hub)}, ${escaped(period)}, as of ${escaped(asOf)}.</p>
${body}
</body>
</html>
`;
}

export function number(value: number): string {
  return value.toLocaleString('en-GB');
}
