import type { Hub } from '#hub/hub.ts';

import { type CrawlerPurpose, crawlers, crawlersCheckedOn } from './crawlers.ts';

/** Where machines find what is on the hub. */
export const sitemapPath = '/sitemap-index.xml';

const headings = {
  aiTraining: 'Crawlers that gather texts to train models with',
  aiInput: 'Crawlers that read texts to answer questions with',
} as const satisfies Record<CrawlerPurpose, string>;

/** robots.txt (RFC 9309) with the brand's position on language models and on text and data mining. */
export function robotsText({ site, rights }: Pick<Hub, 'site' | 'rights'>): string {
  const groups = (['aiTraining', 'aiInput'] as const).map((purpose) => [
    `# ${headings[purpose]} (names checked ${crawlersCheckedOn})`,
    ...crawlers.filter((one) => one.purpose === purpose).map(({ name }) => `User-agent: ${name}`),
    signals(rights),
    ...(rights[purpose] ? common : ['Disallow: /']),
  ]);
  const everyone = ['User-agent: *', signals(rights), ...common];
  return [
    ...reservation(rights),
    everyone,
    ...groups,
    [`Sitemap: ${new URL(sitemapPath, site).href}`],
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The one folder that holds nothing to read. */
const common = ['Disallow: /api/', 'Allow: /'];

/** https://contentsignals.org: what may be done with a text once it has been fetched. */
function signals({ aiInput, aiTraining }: Hub['rights']): string {
  const word = (allowed: boolean) => (allowed ? 'yes' : 'no');
  return `Content-Signal: search=yes, ai-input=${word(aiInput)}, ai-train=${word(aiTraining)}`;
}

function reservation({ textMining }: Hub['rights']): string[][] {
  if (textMining === 'allowed') return [];
  return [
    [
      '# Text and data mining is reserved under article 4 of Directive (EU) 2019/790.',
      '# The same in a form for machines: /.well-known/tdmrep.json',
    ],
  ];
}
