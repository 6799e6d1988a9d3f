import { escapeHtml } from '#hub/escape-html.ts';
import { type Language, localeOf } from '#hub/languages.ts';

import type { MailText } from './mail.ts';

/** A short mail of the service: what it says, top to bottom, for both of its parts. */
export interface MailOutline {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  /** Above the button. */
  readonly before: readonly MailPart[];
  readonly button: { readonly label: string; readonly url: string; readonly fallback: string };
  /** Below the button. */
  readonly after: readonly MailPart[];
  readonly footer: {
    readonly text: string;
    readonly hub: string;
    readonly site: string;
    /** Where a subscriber chooses what comes. */
    readonly choices?: { readonly label: string; readonly url: string } | null;
  };
}

/** A paragraph: of the mail itself, a quotation of the hub under a title, a code to type, or a second link. */
export type MailPart =
  | string
  | { readonly title: string; readonly text: string }
  | { readonly title: string; readonly code: string }
  | { readonly text: string; readonly link: { readonly label: string; readonly url: string } };

/** The mail as plain text for people and as HTML that reads well without styles or images. */
export function mailTextOf(outline: MailOutline): MailText {
  return { subject: outline.subject, text: plainTextOf(outline), html: htmlOf(outline) };
}

function plainTextOf({ heading, before, button, after, footer }: MailOutline): string {
  const paragraphs = [
    heading,
    ...before.map(plainTextOfPart),
    `${button.label}:\n${button.url}`,
    ...after.map(plainTextOfPart),
    // RFC 3676 §4.3: the line that mail programs know as the beginning of a signature
    `-- \n${footer.text}\n${footer.site}${footer.choices ? `\n${footer.choices.label}:\n${footer.choices.url}` : ''}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function plainTextOfPart(part: MailPart): string {
  if (typeof part === 'string') return part;
  if ('link' in part) return `${part.text}:\n${part.link.url}`;
  return `${part.title}\n${'code' in part ? part.code : part.text}`;
}

// No pure black or white: dark modes invert those harshly. Font sizes of 16 px and up.
const styles = {
  body: 'margin:0;padding:0;background:#f4f2ee;color:#1d1b18;',
  frame: 'width:100%;max-width:600px;margin:0 auto;',
  cell: 'padding:32px 24px;font:400 17px/1.55 Georgia,serif;text-align:left;',
  heading: 'margin:0 0 20px;font:700 26px/1.25 Georgia,serif;',
  paragraph: 'margin:0 0 18px;',
  button:
    'display:inline-block;padding:14px 26px;border-radius:6px;background:#1d1b18;color:#fbfaf8;font-weight:700;text-decoration:none;',
  code: 'font:700 28px/1.6 monospace;letter-spacing:4px;',
  small: 'margin:0 0 18px;font-size:16px;overflow-wrap:anywhere;word-break:break-word;',
  footer: 'margin:28px 0 0;padding-top:18px;border-top:1px solid #8a857c;font-size:16px;',
} as const;

function htmlOf(outline: MailOutline): string {
  const { subject, heading, before, button, after, footer } = outline;
  const locale = localeOf[outline.language];
  return `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="${styles.body}">
<div lang="${locale}" dir="ltr">
<table role="presentation" align="center" cellpadding="0" cellspacing="0" style="${styles.frame}"><tr><td style="${styles.cell}">
<h1 style="${styles.heading}">${escapeHtml(heading)}</h1>
${before.map(htmlOfPart).join('\n')}
<p style="${styles.paragraph}"><a href="${escapeHtml(button.url)}" style="${styles.button}">${escapeHtml(button.label)}</a></p>
${after.map(htmlOfPart).join('\n')}
<p style="${styles.small}">${escapeHtml(button.fallback)}<br>${escapeHtml(button.url)}</p>
<p style="${styles.footer}">${escapeHtml(footer.text)}<br><a href="${escapeHtml(footer.site)}" style="color:inherit;">${escapeHtml(footer.hub)}</a>${choicesHtml(footer.choices)}</p>
</td></tr></table>
</div>
</body>
</html>
`;
}

function choicesHtml(choices: MailOutline['footer']['choices']): string {
  if (!choices) return '';
  return `<br><a href="${escapeHtml(choices.url)}" style="color:inherit;">${escapeHtml(choices.label)}</a>`;
}

function htmlOfPart(part: MailPart): string {
  return `<p style="${styles.paragraph}">${htmlInside(part)}</p>`;
}

function htmlInside(part: MailPart): string {
  if (typeof part === 'string') return escapeHtml(part);
  if ('link' in part) {
    const { label, url } = part.link;
    return `${escapeHtml(part.text)}: <a href="${escapeHtml(url)}" style="color:inherit;">${escapeHtml(label)}</a>`;
  }
  const title = `<strong>${escapeHtml(part.title)}</strong><br>`;
  return 'code' in part
    ? `${title}<span style="${styles.code}">${escapeHtml(part.code)}</span>`
    : title + escapeHtml(part.text);
}
