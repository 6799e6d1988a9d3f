import type { Problem, Severity } from '#hub/problem.ts';

interface RuleFacts {
  readonly severity: Severity;
  /** What the rule holds against content, as one line for editors. */
  readonly about: string;
  /** `rules` in hub.yaml cannot change it: the build would break, or lose or leak something. */
  readonly fixed?: true;
}

/** Every content rule. */
export const rules = {
  'content/unreadable': error('the file cannot be read', 'fixed'),
  'content/too-large': error('the file is larger than any writing', 'fixed'),
  'content/encoding': error('the file is not UTF-8 text', 'fixed'),
  'content/control-character': error(
    'an invisible character that nobody types on purpose',
    'fixed',
  ),
  'content/place': error('the file is not where files of its kind belong', 'fixed'),
  'content/symlink': error('a symbolic link, which could publish whatever it leads to', 'fixed'),
  'content/unread': warning('a file that nothing reads'),
  'content/duplicate-slug': error('two files that would become one page', 'fixed'),
  'content/reserved-slug': error("a page at an address of the hub's own", 'fixed'),
  'content/front-matter': error('the file has no front matter', 'fixed'),
  'content/yaml': error('the YAML cannot be read', 'fixed'),
  'content/schema': error('a field is unknown, missing or not as its rule says', 'fixed'),
  'content/language': error(
    'the language differs from the folder, the hub does not publish it, or a text lacks its main one',
    'fixed',
  ),
  'content/mdx': error('the MDX cannot be read', 'fixed'),
  'content/expression': error('code in an article: import, export or { }', 'fixed'),
  'content/nesting': error('text nested too deep to read', 'fixed'),
  'content/html': error('an HTML tag in an article'),
  'content/heading-level': error('a heading that breaks the outline of its page'),
  'content/hardcoded-proof': error('a typed number of readers'),
  'content/platform-embed': error("a frame or script of someone else's"),
  'content/follow-cta': warning('"follow us on" without an own alternative in the same paragraph'),
  'content/rule-unknown': error(
    'hub.yaml sets a rule that does not exist or cannot be changed',
    'fixed',
  ),
  'component/unknown': error('a component that does not exist', 'fixed'),
  'component/property': error('a property of a component is unknown, missing or wrong'),
  'component/content': error('a component without what it is for'),
  'reference/dangling': error('an id that does not exist', 'fixed'),
  'article/title-period': error('the title ends with a period'),
  'article/description-unique': error('two articles in one language with one description'),
  'article/canonical-owned': error("canonical is not on the hub's own domain"),
  'article/dates': error('the article was updated before it was published'),
  'article/stale': warning('reviewBy has passed (by default 18 months after publishedAt)'),
  'article/no-face': error('no author is a person'),
  'article/origin': error('the origin is incomplete or contradicts the article'),
  'article/contribution': error("a reader's contribution without its id"),
  'article/disclosure-missing': error('an author works elsewhere and the article does not say so'),
  'article/question-missing': error("the question is missing in the article's language"),
  'article/closed-reason': error('feedback is closed without a reason'),
  'article/quote-person': error('a quote of someone who neither wrote nor appears in the article'),
  'article/quote-text': warning('a quote that does not stand in the article'),
  'article/claim-needs-source': warning('a claim about research without <Source>'),
  'article/source-unused': warning('a source that the text never cites'),
  'article/source-duplicate': error('two sources with one id'),
  'article/translation-pair': error('two texts in one language claim to be the same translation'),
  'article/unfinished': warning('a TODO is left in a draft; in a published text it is an error'),
  'article/alt-missing': error('a picture without alternative text'),
  'article/link-dead': error('a link that leads nowhere'),
  'article/link-empty': error('a link without a text'),
  'article/link-unpublished': warning('a link to an article that is not public'),
  'redirect/address': error('a redirect that is no address, or a second one for it', 'fixed'),
  'redirect/hides-page': error('a redirect from a page that exists', 'fixed'),
  'redirect/chain': error('a redirect to a redirect, or in a circle', 'fixed'),
  'redirect/dead': error('a redirect to a page that does not exist', 'fixed'),
  'redirect/unpublished': warning('a redirect to an article that is not public'),
  'paper/html-version': error('an address is asked for a paper of which nobody can read anything'),
  'paper/file': error('the file of a paper does not exist'),
  'image/missing': error('the picture does not exist', 'fixed'),
  'image/outside': error('the picture is not in content/', 'fixed'),
  'image/external': error("the picture is on someone else's server"),
  'image/format': error('the file is no picture, or not of the kind its name says', 'fixed'),
  'image/too-large': error('the picture is too large to handle', 'fixed'),
  'image/active': error('the drawing runs code or fetches something', 'fixed'),
  'people/portrait': error('a stock or generated portrait of an employee'),
  'people/ref-code': error('a code of someone who shares, which also is or could be another’s'),
  'people/voice': warning('a word that the author or the trade press wore out'),
  'topics/pillar-count': warning('fewer than 3 or more than 7 pillars'),
  'hub/logo-missing': error('the logo does not exist'),
  'hub/security-expires': warning(
    'security.expires is near or too far ahead; once passed it is an error',
  ),
  'brand/color': error('brand.color is no colour', 'fixed'),
  'brand/contrast': error('a colour of the brand cannot be read on another'),
  'public/dotfile': error('a hidden file in public/', 'fixed'),
  'public/symlink': error('a symbolic link in public/', 'fixed'),
} as const satisfies Record<string, RuleFacts>;

export type RuleId = keyof typeof rules;

export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(rules, id);
}

/** What a rule found. `severity` is the rule's own unless given. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly severity?: Severity;
}

export function problem(rule: RuleId, finding: Finding): Problem {
  return { rule, severity: rules[rule].severity, ...finding };
}

function error(about: string, fixed?: 'fixed'): RuleFacts {
  return { severity: 'error', about, ...(fixed && { fixed: true }) };
}

function warning(about: string): RuleFacts {
  return { severity: 'warning', about };
}
