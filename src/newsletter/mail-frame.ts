import { escapeHtml } from '#hub/escape-html.ts';
import type { Hub } from '#hub/hub.ts';
import { type Language, localeOf, bestTextIn, textIn } from '#hub/languages.ts';
import { absoluteUrl, pathTo } from '#hub/urls.ts';
import { tokenLink } from '#audience/links.ts';

import { inlineStyles } from './inline-styles.ts';
import { linkIn, type MailLinks, ownLinkIn } from './mail-links.ts';
import { columnWidth, mailHeadCss } from './mail-styles.ts';
import { markOf } from './marks.ts';
import { newsletterMessagesIn } from './messages.ts';
import { withNotes } from './text-notes.ts';
import type { Fragment } from './fragment.ts';

/** What surrounds the stretches of every mail of one issue, or of all digests of a day. */
export interface FrameParts {
  readonly hub: Hub;
  readonly language: Language;
  readonly links: MailLinks;
  /** The style sheet of the brand's mails. */
  readonly css: string;
  /** For example `18 november 2026`. */
  readonly dayText: string;
  readonly online: { readonly label: string; readonly url: string };
}

/** What a mail says under its frame. */
export interface MailContent {
  readonly subject: string;
  readonly preheader: string;
  /** The heading, and below it. */
  readonly title: string;
  readonly fragments: readonly Fragment[];
}

/** Puts stretches into the frame; the frame itself is made once. */
export type Frame = (content: MailContent) => { readonly html: string; readonly text: string };

// Outlook on Windows knows no max-width: it gets a table of fixed width around the column.
const msoOpen = `<!--[if mso]><table role="presentation" align="center" width="${columnWidth}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`;
const msoClose = '<!--[if mso]></td></tr></table><![endif]-->';

/** Keeps mail programs from showing the beginning of the mail behind the preheader. */
const preheaderEnd = '&#847;&zwnj;&nbsp;'.repeat(40);

/** The frame of `parts`: head and foot, with marks where each recipient's own links and reason come. */
export function frameOf(parts: FrameParts): Frame {
  const { hub, language, css } = parts;
  const locale = localeOf[language];
  const inlined = (html: string) => inlineStyles(html, css);
  const [ground, sheet] = ['m-body m-ground', 'm-column m-sheet m-ink'].map((names) =>
    openingTag(inlined(`<div class="${names}"></div>`)),
  ) as [string, string];
  const outer = openingTag(inlined('<div class="m-outer"></div>'));
  const cell = openingTag(inlined('<div class="m-cell m-ink"></div>'));
  const heading = openingTag(inlined('<h1 class="m-ink"></h1>'));
  const head = inlined(headHtml(parts));
  const foot = inlined(footHtml(parts));
  const headCss = mailHeadCss(hub);

  return ({ subject, preheader, title, fragments }) => ({
    html: `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(subject)}</title>
<style>
${headCss}
</style>
</head>
<body${ground}>
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preheader)}${preheaderEnd}</div>
<div lang="${locale}" dir="ltr"${ground}>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center"${outer}>
${msoOpen}
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" border="0"${sheet}>
${head}
<tr><td${cell}>
<h1${heading}>${escapeHtml(title)}</h1>
${fragments.map(({ html }) => html).join('\n')}
</td></tr>
${foot}
</table>
${msoClose}
</td></tr></table>
</div>
</body>
</html>
`,
    text: textOf(parts, { title, fragments }),
  });
}

/** The attributes of the first tag in `html`. */
function openingTag(html: string): string {
  return /^<\w+([^>]*)>/.exec(html)?.[1] ?? '';
}

function headHtml({ hub, language, links, dayText, online }: FrameParts): string {
  const home = escapeHtml(linkIn(absoluteUrl(links.site, pathTo('root', language)), links));
  const name = escapeHtml(nameOf(hub, language));
  return tableRow(`<td class="m-head m-muted">
<a class="m-name m-link" href="${home}">${name}</a><br>
${escapeHtml(hub.name)} · ${escapeHtml(dayText)} · <a class="m-link" href="${escapeHtml(ownLinkIn(online.url, links))}">${escapeHtml(online.label)}</a>
</td>`);
}

function footHtml(parts: FrameParts): string {
  const { hub, language } = parts;
  const t = newsletterMessagesIn(language);
  const { signUp, choices, leave } = footLinks(parts);
  const link = (url: string, label: string) =>
    `<a class="m-link" href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
  return tableRow(`<td class="m-foot m-rule m-muted">
<p>${escapeHtml(t.forwarded(nameOf(hub, language)))} ${link(signUp, t.subscribeYourself)}</p>
<p>${markOf('reason')}<br>
${link(choices, t.choices)}<br>
${link(leave, t.unsubscribe)}</p>
<p>${senderLines(hub, language).map(escapeHtml).join('<br>\n')}</p>
</td>`);
}

/** Juice parses what it is given: a row by itself would lose its tags. */
function tableRow(cell: string): string {
  return `<tr>${cell}</tr>`;
}

function footLinks({ language, links }: FrameParts) {
  const { siteUrl } = links;
  return {
    signUp: linkIn(absoluteUrl(links.site, pathTo('newsletter', language)), links),
    choices: tokenLink('preferences', { siteUrl, language, token: markOf('preferences') }),
    leave: tokenLink('unsubscribe', { siteUrl, language, token: markOf('unsubscribe') }),
  };
}

function senderLines(hub: Hub, language: Language): string[] {
  const { legalName, postalAddress } = hub.organisation;
  return [legalName, postalAddress, textIn(language, hub.notice)].filter(
    (line) => line !== undefined && line !== null,
  );
}

function textOf(
  parts: FrameParts,
  { title, fragments }: Pick<MailContent, 'title' | 'fragments'>,
): string {
  const { hub, language, dayText, online, links } = parts;
  const t = newsletterMessagesIn(language);
  const { signUp, choices, leave } = footLinks(parts);
  const { body, notes } = withNotes([
    `${nameOf(hub, language)} · ${hub.name} · ${dayText}\n${online.label}:\n${ownLinkIn(online.url, links)}`,
    `${title}\n${'='.repeat(Math.min([...title].length, 72))}`,
    ...fragments.flatMap((fragment, index) =>
      index === 0 ? [fragment] : ['-'.repeat(32), fragment],
    ),
  ]);
  return [
    body,
    ...(notes === '' ? [] : [`${t.links}\n\n${notes}`]),
    // RFC 3676 §4.3: the line that mail programs know as the beginning of a signature
    `-- \n${t.forwarded(nameOf(hub, language))} ${t.subscribeYourself}:\n${signUp}`,
    `${markOf('reason')}\n\n${t.choices}:\n${choices}\n\n${t.unsubscribe}:\n${leave}`,
    `${senderLines(hub, language).join('\n')}\n${linkIn(absoluteUrl(links.site, pathTo('root', language)), links)}\n`,
  ].join('\n\n');
}

function nameOf(hub: Hub, language: Language): string {
  return bestTextIn(language, hub.newsletter.name);
}
