import { contrastProblems } from '#hub/brand-tokens.ts';
import { addDays } from '#hub/calendar.ts';
import { suggestion } from '#hub/nearest.ts';
import type { Problem, Severity } from '#hub/problem.ts';

import { problem, rules } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

const file = 'content/hub.yaml';

/** What hub.yaml says about the whole hub. */
export function hubChoices(evidence: Evidence): Problem[] {
  const { content, lineOf, publicFiles, files } = evidence;
  const { hub, topics } = content;
  const colours = contrastProblems(hub).map((one) => ({
    ...one,
    line: lineOf(file, ['brand', 'color']),
  }));
  const logo = publicFiles.has(hub.brand.logo)
    ? []
    : [
        problem('hub/logo-missing', {
          file,
          line: lineOf(file, ['brand', 'logo']),
          message: `"brand.logo" is ${hub.brand.logo}; put the drawing at public${hub.brand.logo} or correct the path`,
        }),
      ];
  const topicFiles = [...files].filter((name) => name.startsWith('content/topics/'));
  // A topic that breaks its schema may well be a pillar.
  const broken = topicFiles.length - topics.length;
  const pillars = topics.filter(({ data }) => data.pillar).length + broken;
  const pillarCount =
    pillars >= 3 && pillars <= 7
      ? []
      : [
          problem('topics/pillar-count', {
            file,
            line: 1,
            message: `the hub has ${pillars} ${pillars === 1 ? 'pillar' : 'pillars'}; 3 to 7 topics without "pillar: false" keep it clear what it is about`,
          }),
        ];
  return [...colours, ...logo, ...pillarCount, ...expiry(evidence), ...unknownRules(evidence)];
}

/** RFC 9116 §2.5.5: an expired file must not be used, and the date should be less than a year ahead. */
function expiry({ content, asOf, lineOf }: Evidence): Problem[] {
  const { expires } = content.hub.security;
  const report = (state: string, severity: Severity) => [
    problem('hub/security-expires', {
      file,
      line: lineOf(file, ['security', 'expires']),
      message: `"security.expires" ${expires} ${state}; check the contact address, then write a day less than a year ahead`,
      severity,
    }),
  ];
  if (expires < asOf) return report('has passed', 'error');
  if (expires <= addDays(asOf, 30)) return report('is less than 30 days ahead', 'warning');
  return expires > addDays(asOf, 365) ? report('is more than a year ahead', 'warning') : [];
}

function unknownRules({ content, otherRules, lineOf }: Evidence): Problem[] {
  const known: Evidence['otherRules'] = { ...rules, ...otherRules };
  return Object.keys(content.hub.rules).flatMap((id) => {
    const rule = Object.hasOwn(known, id) ? known[id] : undefined;
    if (rule && !rule.fixed) return [];
    const message = rule
      ? `"rules" sets ${id}, which cannot be changed; remove the line`
      : `"rules" sets ${id}, which is no rule; npm run check -- --rules lists them.${suggestion(id, Object.keys(known))}`;
    return [problem('content/rule-unknown', { file, line: lineOf(file, ['rules', id]), message })];
  });
}
