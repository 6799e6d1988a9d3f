import type { Body } from '#articles/body.ts';
import type { Content } from '#articles/content.ts';
import { unfinishedMark } from '#articles/rules/unfinished.ts';
import { visibilityOf } from '#articles/visibility.ts';
import type { Day } from '#hub/calendar.ts';
import { suggestion } from '#hub/nearest.ts';
import type { Problem, Severity } from '#hub/problem.ts';

import { dayOfIssue, type Issue } from './issue.ts';
import { markBeginning } from './marks.ts';

/** What is held against issues beside the rules for every text; hub.yaml cannot change any of it. */
export const issueRules = {
  'issue/owned-items': { about: 'an item that is no article of the hub', fixed: true },
  'issue/unpublished-item': { about: 'an item that is not public on its day', fixed: true },
  'issue/repeated-item': { about: 'an article that stands in an issue twice', fixed: true },
  'issue/reference': { about: 'an id that does not exist', fixed: true },
  'issue/unfinished': { about: 'a mark of what is still to be written', fixed: true },
  'issue/web-only': { about: 'something that works on a page and not in a mail', fixed: true },
  'issue/too-large': { about: 'more than mail programs show whole', fixed: true },
  'issue/picture': { about: 'a picture that cannot be drawn for mails', fixed: true },
} as const satisfies Record<string, { readonly about: string; readonly fixed: true }>;

export type IssueRuleId = keyof typeof issueRules;

export interface IssueEvidence {
  readonly content: Content;
  readonly asOf: Day;
  /** Only what is public will be there. */
  readonly forBuild: boolean;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly lineOf: (file: string, field: readonly PropertyKey[]) => number;
}

/** What is wrong with `issues` in the light of the other content. */
export function issueProblems(issues: readonly Issue[], evidence: IssueEvidence): Problem[] {
  return issues
    .filter(({ data }) => !evidence.forBuild || data.status === 'published')
    .flatMap((issue) => [
      ...itemProblems(issue, evidence),
      ...referenceProblems(issue, { ...evidence, issues }),
      ...textProblems(issue, evidence),
    ]);
}

function itemProblems(issue: Issue, { content, lineOf }: IssueEvidence): Problem[] {
  const { file, data } = issue;
  const known = content.articles.filter((article) => article.data.lang === data.lang);
  const slugs = known.map(({ slug }) => slug);
  const day = dayOfIssue(issue);
  return data.items.flatMap(({ article: slug }, index) => {
    const at = { file, line: lineOf(file, ['items', index, 'article']) };
    const article = known.find((one) => one.slug === slug);
    if (!article) {
      const message = `"article" is "${slug}", which is no article in content/articles/${data.lang}/; correct it or write that article.${suggestion(slug, slugs)}`;
      return [problem('issue/owned-items', { ...at, message })];
    }
    if (data.items.findIndex((one) => one.article === slug) < index) {
      const message = `"${slug}" stands in this issue already; keep it once`;
      return [problem('issue/repeated-item', { ...at, message })];
    }
    const visibility = visibilityOf(article.data, day);
    if (visibility === 'public') return [];
    const what =
      visibility === 'scheduled' ? `scheduled for ${article.data.publishedAt}` : `in ${visibility}`;
    const message = `brings ${article.file}, which is ${what}; on ${day} readers could not open it. Publish it by then, or remove it`;
    const severity = data.status === 'published' ? 'error' : 'warning';
    return [problem('issue/unpublished-item', { ...at, message, severity })];
  });
}

function referenceProblems(
  { file, data, slug }: Issue,
  { content, issues, lineOf }: IssueEvidence & { readonly issues: readonly Issue[] },
): Problem[] {
  const topics = content.topics.map(({ id }) => id);
  const unknownTopics = data.topics.flatMap((id, index) => {
    if (topics.includes(id)) return [];
    const line = lineOf(file, ['topics', index]);
    const message = `"topics" holds "${id}"; known topics: ${topics.join(', ')}. Correct it.${suggestion(id, topics)}`;
    return [problem('issue/reference', { file, line, message })];
  });
  const others = issues
    .filter((issue) => issue.data.lang === data.lang && issue.slug < slug)
    .map((issue) => issue.slug);
  const { corrects } = data;
  if (corrects === undefined || others.includes(corrects)) return unknownTopics;
  const message = `"corrects" is "${corrects}", which is no earlier issue in content/issues/${data.lang}/; name the file of the issue without .mdx.${suggestion(corrects, others)}`;
  const line = lineOf(file, ['corrects']);
  return [...unknownTopics, problem('issue/reference', { file, line, message })];
}

/** What no mail may hold: marks of what is still to be written, and what stands for recipients' own words. */
function textProblems({ file, data }: Issue, { bodies, lineOf }: IssueEvidence): Problem[] {
  const fields = (['subject', 'preheader', 'question'] as const).map((field) => ({
    line: lineOf(file, [field]),
    text: data[field] ?? '',
  }));
  const severity = data.status === 'published' ? 'error' : 'warning';
  return [...fields, ...(bodies.get(file)?.blocks ?? [])].flatMap(({ line, text }) => {
    const [mark] = unfinished.exec(text) ?? [];
    if (mark === undefined) return [];
    const message = `holds "${mark}", which marks what is still to be written; write it and remove the mark`;
    return [problem('issue/unfinished', { file, line, message, severity })];
  });
}

const unfinished = new RegExp(`\\b(?:${unfinishedMark}|TK)\\b|${markBeginning}`);

function problem(
  rule: IssueRuleId,
  finding: Omit<Problem, 'rule' | 'severity'> & { readonly severity?: Severity },
): Problem {
  return { rule, severity: 'error', ...finding };
}
