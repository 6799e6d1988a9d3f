import { escapeHtml } from '#hub/escape-html.ts';

import type { Check } from './checklist.ts';
import type { PartSize } from './compose-issue.ts';
import { budgetBytes } from './encoded-size.ts';

/** What one typical reader gets, to look at. */
export interface PreviewMail {
  readonly reader: string;
  /** Why they get it, or why they get nothing. */
  readonly why: string;
  /** `null` for a reader who gets nothing. */
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string } | null;
}

export interface PreviewParts {
  readonly title: string;
  readonly checks: readonly Check[];
  readonly sizes: readonly PartSize[];
  readonly mails: readonly PreviewMail[];
}

const screens = [
  { name: 'phone', width: 390, height: 760 },
  { name: 'desktop', width: 760, height: 760 },
] as const;

/** A page that shows an issue as its readers get it; it needs nothing beside it, so that it opens from a disk. */
export function previewPage({ title, checks, sizes, mails }: PreviewParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>
body { margin: 0 auto; padding: 1.5rem; max-width: 80rem; font: 1rem/1.5 system-ui, sans-serif; color: #1d1b18; background: #f6f5f2; }
h1 { font-size: 1.6rem; }
h2 { margin-top: 2.5rem; font-size: 1.25rem; }
table { border-collapse: collapse; }
th, td { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
.failed { color: #a1121f; font-weight: 700; }
.bar { display: block; height: .75rem; min-width: 1px; background: #4a6fa5; }
.bars td:last-child { width: 20rem; }
.screens { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0; max-width: 100%; }
iframe { display: block; max-width: 100%; border: 1px solid #8a857c; border-radius: 8px; background: #fff; }
pre { max-width: 45rem; padding: 1rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; border: 1px solid #8a857c; border-radius: 8px; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<h2>Checklist</h2>
<table>
${checks.map(checkRow).join('\n')}
</table>
<h2>Size</h2>
<table class="bars">
${sizes.map(sizeRow).join('\n')}
</table>
${mails.map(mailSection).join('\n')}
</body>
</html>
`;
}

function checkRow({ id, isPassed, says }: Check): string {
  const state = isPassed ? '<td>passed</td>' : '<td class="failed">to mend</td>';
  return `<tr><th scope="row">${id.replaceAll('-', ' ')}</th>${state}<td>${escapeHtml(says)}</td></tr>`;
}

function sizeRow({ part, as, isShortened, bytes }: PartSize): string {
  const share = Math.round((1000 * bytes) / budgetBytes) / 10;
  const form = isShortened ? 'became a teaser' : (as ?? '');
  return `<tr><th scope="row">${escapeHtml(part)}</th><td>${form}</td><td>${bytes} bytes</td><td><span class="bar" style="width: ${Math.min(100, share)}%"></span></td></tr>`;
}

function mailSection({ reader, why, mail }: PreviewMail): string {
  const head = `<h2>A reader who ${escapeHtml(reader)}</h2>\n<p>${escapeHtml(why)}</p>`;
  if (mail === null) return head;
  const frames = screens.flatMap((screen) => [
    frame(screen, { html: mail.html, scheme: 'light' }),
    frame(screen, { html: darkened(mail.html), scheme: 'dark' }),
  ]);
  return `${head}
<p>Subject: <strong>${escapeHtml(mail.subject)}</strong></p>
<div class="screens">
${frames.join('\n')}
</div>
<details>
<summary>The text part</summary>
<pre>${escapeHtml(mail.text)}</pre>
</details>`;
}

function frame(
  { name, width, height }: (typeof screens)[number],
  { html, scheme }: { readonly html: string; readonly scheme: string },
): string {
  // An empty sandbox: nothing in a mail runs, and no link leads away.
  return `<figure><figcaption>${name}, ${scheme}</figcaption><iframe sandbox="" title="${name}, ${scheme}" width="${width}" height="${height}" srcdoc="${escapeHtml(html)}"></iframe></figure>`;
}

/** `html` as a mail program in the dark scheme shows it, whatever the scheme of the browser. */
function darkened(html: string): string {
  return html.replace('@media (prefers-color-scheme:dark)', '@media all');
}
