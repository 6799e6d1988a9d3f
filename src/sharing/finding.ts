import type { Severity } from '#hub/problem.ts';

interface RuleFacts {
  readonly severity: Severity;
  /** What the rule holds against content, as one line for editors. */
  readonly about: string;
  /** `rules` in hub.yaml cannot change it. */
  readonly fixed?: true;
}

/** Every rule about share posts. */
export const shareRules = {
  'share/over-limit': { severity: 'error', about: 'a post is longer than its platform allows' },
  'share/one-link': { severity: 'error', about: 'a post with more than one link to the hub' },
  'share/control-character': {
    severity: 'error',
    about: 'an invisible character that nobody types on purpose',
  },
  'share/refused-character': {
    severity: 'error',
    about: 'a character that the platform refuses',
  },
  'share/dead-hashtag': {
    severity: 'error',
    about: 'a hashtag that cannot be followed where it stands',
  },
  'share/stale': {
    severity: 'warning',
    about: 'a text of your own that was written before its article changed',
  },
  'share/unknown-platform': {
    severity: 'error',
    about: 'a platform that nothing is known about',
    fixed: true,
  },
  'share/alt-missing': {
    severity: 'error',
    about: "the cover has no alternative text in the article's language",
  },
  'share/alt-too-long': {
    severity: 'warning',
    about: 'an alternative text that a platform would cut',
  },
  'share/disclosure-missing': {
    severity: 'warning',
    about: 'someone who shares in his or her own name without saying for whom he or she works',
  },
  'share/limits-old': {
    severity: 'warning',
    about: 'limits of a platform that nobody checked for a year',
  },
  'share/formula': {
    severity: 'warning',
    about: 'a post that a spreadsheet would run as a formula',
  },
  'share/ledger-article': {
    severity: 'error',
    about: 'a row of the ledger about an article that does not exist',
  },
  'share/ledger-platform': {
    severity: 'warning',
    about: 'a row of the ledger about a platform that nothing is known about',
  },
  'share/ledger-twice': { severity: 'error', about: 'one post in two rows of the ledger' },
  'share/ledger-date': { severity: 'error', about: 'a row of the ledger from the future' },
  'share/shared-id': {
    severity: 'error',
    about: "a translation key that is another article's address",
  },
  'share/no-original': {
    severity: 'error',
    about: 'a post file without a published article',
    fixed: true,
  },
  'share/symlink': {
    severity: 'error',
    about: 'a symbolic link among the share kits',
    fixed: true,
  },
  'share/in-the-way': {
    severity: 'error',
    about: 'a file or folder of another kind where a share kit belongs',
    fixed: true,
  },
} as const satisfies Record<string, RuleFacts>;

export type ShareRuleId = keyof typeof shareRules;

/** What is wrong with a share post or with the choice of platforms, and where in the content. */
export interface ShareFinding {
  readonly rule: ShareRuleId;
  readonly severity: Severity;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** The field in the file's front matter. */
  readonly field: readonly PropertyKey[];
  readonly message: string;
}

/** A finding with its rule's own severity unless another is given. */
export function findingOf(
  rule: ShareRuleId,
  facts: Omit<ShareFinding, 'rule' | 'severity'> & { readonly severity?: Severity },
): ShareFinding {
  return { rule, severity: shareRules[rule].severity, ...facts };
}
