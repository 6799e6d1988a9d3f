import sitemap from '@astrojs/sitemap';

import type { Content } from '#articles/content.ts';
import { type Hub, mainLanguage } from '#hub/hub.ts';
import { absoluteUrl, issuePath } from '#hub/urls.ts';
import { dayOfIssue, type Issue } from '#newsletter/issue.ts';
import { lastModified, type SitemapPage, sitemapPages } from '#machines/sitemap.ts';

/** The sitemap of `content` and `issues` (public only), with dates and languages for each page. */
export function hubSitemap(content: Content, issues: readonly Issue[]): ReturnType<typeof sitemap> {
  const { hub } = content;
  const { site } = hub;
  const dated = issues.map((issue) => ({
    path: issuePath(issue.data.lang, issue.slug),
    day: dayOfIssue(issue),
  }));
  const pages = new Map(
    sitemapPages(content, dated).map((page) => [absoluteUrl(site, page.path), page]),
  );
  return sitemap({
    filter: (url) => pages.has(url),
    serialize(item) {
      const page = pages.get(item.url);
      if (!page) return undefined;
      const lastmod = lastModified(page);
      const links = linksOf(page, hub);
      return {
        ...item,
        ...(lastmod !== undefined && { lastmod }),
        ...(links.length > 0 && { links }),
      };
    },
  });
}

/** Each language and, as `x-default`, the main one. */
function linksOf({ alternates }: SitemapPage, hub: Hub) {
  const byDefault = alternates[mainLanguage(hub)];
  const links = Object.entries({
    ...alternates,
    ...(byDefault && { 'x-default': byDefault }),
  });
  return links.map(([lang, path]) => ({ lang, url: absoluteUrl(hub.site, path) }));
}
