import { taggedLink } from '#hub/tagged-link.ts';

import { markOf } from './marks.ts';

/** Where the links of a mail lead, and what they tell the hub's own statistics. */
export interface MailLinks {
  /** The site that fragments are written for: the brand's own. */
  readonly site: string;
  /** The running hub, which mails lead to. */
  readonly siteUrl: string;
  /** The name, or what stands for a digest. */
  readonly content: string;
}

/**
 * `html` with every link to the hub leading to where it runs, tagged with the issue, and ending in the mark for what
 * the links of a reader who agreed to measurement end in.
 */
export function linked(html: string, links: MailLinks): string {
  return html.replace(/ (href|src)="([^"]*)"/g, (_, name: string, escaped: string) => {
    const url = escaped.replaceAll('&amp;', '&');
    const target = name === 'href' ? ownLinkIn(url, links) : moved(url, links);
    return ` ${name}="${target.replaceAll('&', '&amp;')}"`;
  });
}

/** The link to `url`, with the place for the recipient's own ending. A link into a page has an ending already. */
export function ownLinkIn(url: string, links: MailLinks): string {
  const link = linkIn(url, links);
  const isOwn = isBelow(moved(url, links), links.siteUrl) && !link.includes('#');
  return isOwn ? `${link}${markOf('reader')}` : link;
}

/** The link to `url` in a mail, the same for everybody. */
export function linkIn(url: string, links: MailLinks): string {
  const target = moved(url, links);
  if (!isBelow(target, links.siteUrl)) return target;
  return taggedLink(target, {
    utm_source: 'newsletter',
    utm_medium: 'newsletter',
    utm_content: links.content,
  });
}

function moved(url: string, { site, siteUrl }: MailLinks): string {
  return isBelow(url, site) ? siteUrl + url.slice(site.length) : url;
}

function isBelow(url: string, site: string): boolean {
  return url === site || url.startsWith(`${site}/`);
}
