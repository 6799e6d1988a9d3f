import { portableHtml } from '#articles/portable-html.ts';
import { absoluteUrl } from '#hub/urls.ts';
import type { SiteIssue } from '#site/issues.ts';
import { hub } from '#site/shell.ts';

import IssueCopy from './IssueCopy.astro';
import { renderedApart } from './rendered-apart.ts';

/** All formats of a feed show the same text: it is rendered once a build. */
const rendered = new Map<string, Promise<{ readonly html: string }>>();

/** The text of an issue for feeds. */
export function issueText(issue: SiteIssue): Promise<{ readonly html: string }> {
  const known = rendered.get(issue.digest) ?? renderedText(issue);
  rendered.set(issue.digest, known);
  return known;
}

async function renderedText(issue: SiteIssue): Promise<{ readonly html: string }> {
  const url = absoluteUrl(hub.site, issue.path);
  return { html: portableHtml(await renderedApart(IssueCopy, { props: { issue }, url }), { url }) };
}
