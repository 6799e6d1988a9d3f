import { escapeHtml } from '#hub/escape-html.ts';
import { type Language, localeOf } from '#hub/languages.ts';

import type { Check } from './checklist.ts';
import type { PartSize } from './compose-issue.ts';
import { budgetBytes } from './encoded-size.ts';
import { previewStyles } from './preview-styles.ts';
import { type PreviewViewOf, shownAs, views } from './preview-views.ts';
import {
  partName,
  type PreviewReaderKind,
  type PreviewWords,
  previewWords,
} from './preview-words.ts';

/** What one typical reader gets, to look at. */
export interface PreviewMail {
  readonly reader: PreviewReaderKind;
  /** Why they get it, or why they get nothing. */
  readonly why: string;
  /** `null` for a reader who gets nothing. */
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string } | null;
}

export interface PreviewParts {
  /** Of the editors, whom the page is for. */
  readonly language: Language;
  readonly title: string;
  readonly id: string;
  readonly checks: readonly Check[];
  readonly sizes: readonly PartSize[];
  /** Of the whole issue. */
  readonly bytes: number;
  readonly mails: readonly PreviewMail[];
}

interface PageContext {
  readonly t: PreviewWords;
  readonly number: Intl.NumberFormat;
}

/** A page that shows an issue as its readers get it; it needs nothing beside it, so that it opens from a disk. */
export function previewPage({
  language,
  title,
  id,
  checks,
  sizes,
  bytes,
  mails,
}: PreviewParts): string {
  const t = previewWords[language];
  const context: PageContext = { t, number: new Intl.NumberFormat(localeOf[language]) };
  const toMend = checks.filter(({ isPassed }) => !isPassed).length;
  const verdict = toMend === 0 ? t.allPassed(checks.length) : t.someToMend(toMend);
  const state = toMend === 0 ? 'passed' : 'to-mend';
  const links = mails.map(
    ({ reader }) => `<a href="#${reader}">${escapeHtml(t.readers[reader])}</a>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${previewStyles}
</style>
</head>
<body>
<header>
<p class="id">${escapeHtml(id)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="verdict ${state}">${mark(toMend === 0)}${escapeHtml(verdict)}</p>
<nav>${links.join('')}</nav>
</header>
<main>
<div class="pair">
<section>
<h2>${t.checklist}</h2>
<ul class="checks">
${checks.map((check) => checkItem(check, context)).join('\n')}
</ul>
</section>
${sizeSection({ sizes, total: bytes }, context)}
</div>
${mails.map((mail) => mailSection(mail, context)).join('\n')}
</main>
</body>
</html>
`;
}

/** A tick or an exclamation mark, told apart by its form and not by its colour alone. */
function mark(isPassed: boolean): string {
  return `<span class="mark ${isPassed ? 'passed' : 'to-mend'}" aria-hidden="true">${isPassed ? '✓' : '!'}</span>`;
}

function checkItem({ id, isPassed, says }: Check, { t }: PageContext): string {
  const state = isPassed ? t.passed : t.toMend;
  return `<li>${mark(isPassed)}<div><strong>${t.checks[id]}</strong> <span class="state ${isPassed ? 'passed' : 'to-mend'}">${state}</span><p>${escapeHtml(says)}</p></div></li>`;
}

function sizeSection(
  { sizes, total }: { readonly sizes: readonly PartSize[]; readonly total: number },
  { t, number }: PageContext,
): string {
  const largest = Math.max(1, ...sizes.map(({ bytes }) => bytes));
  const rows = sizes.map(({ part, as, isShortened, bytes }) => {
    const form = isShortened ? t.becameTeaser : as === null ? '' : t[as];
    const tag = form === '' ? '' : ` <span class="form">${form}</span>`;
    const share = Math.round((1000 * bytes) / largest) / 10;
    return `<li><span>${escapeHtml(partName(part, t))}${tag}</span><span class="bytes">${t.bytes(number.format(bytes))}</span><span class="bar" style="width: ${share}%"></span></li>`;
  });
  const sum = t.ofBudget(number.format(total), number.format(budgetBytes));
  return `<section>
<h2>${t.size}</h2>
<ul class="sizes">
${rows.join('\n')}
</ul>
<p class="sum"><meter min="0" max="${budgetBytes}" value="${total}">${sum}</meter> ${sum}</p>
</section>`;
}

function mailSection({ reader, why, mail }: PreviewMail, { t }: PageContext): string {
  const head = `<h2>${escapeHtml(t.readers[reader])}</h2>\n<p class="why">${escapeHtml(why)}</p>`;
  const open = `<section class="reader" id="${reader}">\n${head}`;
  if (mail === null) return `${open}\n</section>`;
  return `${open}
<p class="subject">${t.subject}: <strong>${escapeHtml(mail.subject)}</strong></p>
<div class="screens">
${views.map((view) => frame(view, { html: mail.html, t })).join('\n')}
</div>
<details>
<summary>${t.textPart}</summary>
<pre>${escapeHtml(mail.text)}</pre>
</details>
</section>`;
}

function frame(
  view: PreviewViewOf,
  { html, t }: { readonly html: string; readonly t: PreviewWords },
): string {
  const name = t.views[view.id];
  // An empty sandbox: nothing in a mail runs, and no link leads away.
  return `<figure><figcaption>${name}</figcaption><div class="screen"><iframe sandbox="" loading="lazy" title="${name}" width="${view.width}" height="760" srcdoc="${escapeHtml(shownAs(html, view))}"></iframe></div></figure>`;
}
