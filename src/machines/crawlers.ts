import type { Hub } from '#hub/hub.ts';

/** What a crawler gathers texts for, as far as a brand decides about it; named as in `hub.rights`. */
export type CrawlerPurpose = Extract<keyof Hub['rights'], 'aiInput' | 'aiTraining'>;

/** A name that robots.txt addresses, with the page where its operator explains it. */
export interface Crawler {
  readonly name: string;
  readonly purpose: CrawlerPurpose;
  readonly source: string;
}

/** The day on which {@link crawlers} was last held against its sources. */
export const crawlersCheckedOn = '2026-11-22';

const openAi = 'https://developers.openai.com/api/docs/bots';
const anthropic = 'https://support.claude.com/en/articles/8896518';
const google =
  'https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers';
const apple = 'https://support.apple.com/en-us/119829';
const meta = 'https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/';
const amazon = 'https://developer.amazon.com/amazonbot';
const perplexity = 'https://docs.perplexity.ai/guides/bots';

/**
 * Crawlers of those who make language models. Search engines are not among them: whoever forbids
 * answers and training can still be found. Some of those that fetch one page because a person asked
 * (ChatGPT-User, Perplexity-User, meta-externalfetcher) say that they may not heed robots.txt.
 */
export const crawlers: readonly Crawler[] = [
  { name: 'GPTBot', purpose: 'aiTraining', source: openAi },
  { name: 'ClaudeBot', purpose: 'aiTraining', source: anthropic },
  { name: 'Google-Extended', purpose: 'aiTraining', source: google },
  { name: 'Applebot-Extended', purpose: 'aiTraining', source: apple },
  { name: 'meta-externalagent', purpose: 'aiTraining', source: meta },
  { name: 'Amazonbot', purpose: 'aiTraining', source: amazon },
  { name: 'CCBot', purpose: 'aiTraining', source: 'https://commoncrawl.org/ccbot' },
  // Its operator documents nothing; this list observes it.
  {
    name: 'Bytespider',
    purpose: 'aiTraining',
    source: 'https://github.com/ai-robots-txt/ai.robots.txt',
  },
  { name: 'OAI-SearchBot', purpose: 'aiInput', source: openAi },
  { name: 'ChatGPT-User', purpose: 'aiInput', source: openAi },
  { name: 'Claude-SearchBot', purpose: 'aiInput', source: anthropic },
  { name: 'Claude-User', purpose: 'aiInput', source: anthropic },
  { name: 'PerplexityBot', purpose: 'aiInput', source: perplexity },
  { name: 'Perplexity-User', purpose: 'aiInput', source: perplexity },
  { name: 'meta-externalfetcher', purpose: 'aiInput', source: meta },
  { name: 'Amzn-SearchBot', purpose: 'aiInput', source: amazon },
  { name: 'Amzn-User', purpose: 'aiInput', source: amazon },
  {
    name: 'DuckAssistBot',
    purpose: 'aiInput',
    source: 'https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot',
  },
  { name: 'MistralAI-User', purpose: 'aiInput', source: 'https://docs.mistral.ai/robots' },
];
