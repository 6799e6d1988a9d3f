import { findLinks } from './links.ts';

// https://support.discord.com/hc/en-us/articles/210298617-Markdown-Text-101
// A sign that begins a list, heading or quote does so at the start of a line only.
const markdownSigns = /[\\*_~`|<>[\]()]|^[#+-](?=\s)|(?<=^\d+)\.(?=\s)/gmu;

/**
 * `text` for a program that sends Markdown to Discord or Reddit: signs show as they are. A link is left
 * alone, since it would not open with a backslash in it.
 */
export function toMarkdown(text: string): string {
  let result = '';
  let last = 0;
  for (const { start, end, url } of findLinks(text)) {
    result += escaped(text.slice(last, start)) + url;
    last = end;
  }
  return result + escaped(text.slice(last));
}

// https://docs.slack.dev/messaging/formatting-message-text/#escaping
const slackSigns = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const;

/** `text` for a program that sends it to Slack, which reads three signs as its own, also in links. */
export function toSlackText(text: string): string {
  return text.replace(/[&<>]/gu, (sign) => slackSigns[sign as keyof typeof slackSigns]);
}

function escaped(text: string): string {
  return text.replace(markdownSigns, String.raw`\$&`);
}
