import type { Problem } from '#hub/problem.ts';

import { advocates } from './advocates.ts';
import { authorship } from './authorship.ts';
import { isRuleId, rules } from './catalogue.ts';
import type { Evidence, Rule } from './evidence.ts';
import { hubChoices } from './hub.ts';
import { mainTexts } from './languages.ts';
import { links } from './links.ts';
import { markup } from './markup.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { pictures } from './pictures.ts';
import { redirects } from './redirects.ts';
import { danglingReferences } from './references.ts';
import { timeliness } from './time.ts';
import { unfinished } from './unfinished.ts';
import { wording } from './wording.ts';

const everyRule: readonly Rule[] = [
  danglingReferences,
  authorship,
  timeliness,
  wording,
  markup,
  pictures,
  links,
  names,
  unfinished,
  papers,
  advocates,
  redirects,
  hubChoices,
  mainTexts,
];

/** What the rules say about `evidence`, each as severe as hub.yaml wants it. */
export function judge(evidence: Evidence): Problem[] {
  return everyRule
    .flatMap((rule) => rule(evidence))
    .flatMap((problem) => asWanted(problem, evidence.content.hub.rules));
}

function asWanted(problem: Problem, wanted: Evidence['content']['hub']['rules']): Problem[] {
  const severity = wanted[problem.rule];
  if (!severity || !isRuleId(problem.rule) || 'fixed' in rules[problem.rule]) return [problem];
  return severity === 'off' ? [] : [{ ...problem, severity }];
}
