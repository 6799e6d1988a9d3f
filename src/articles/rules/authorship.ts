import type { Article } from '#articles/article.ts';
import type { Person } from '#articles/person.ts';
import type { Problem } from '#hub/problem.ts';

import { problem, type RuleId } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Who wrote an article, whose words it holds, and whether it says what ties them to others. */
export function authorship(evidence: Evidence): Problem[] {
  const people = new Map(evidence.content.people.map((person) => [person.id, person]));
  return evidence.content.articles.flatMap((article) => {
    const { file } = article;
    const report = (rule: RuleId, field: readonly PropertyKey[], message: string) =>
      problem(rule, { file, line: evidence.lineOf(file, field), message });
    return [
      ...faceless(article, { people, report }),
      ...undisclosed(article, { people, report, hub: evidence.content.hub }),
      ...strangers(article, { people, report, text: textOf(article, evidence) }),
      ...contradictions(article, report),
    ];
  });
}

type People = ReadonlyMap<string, Person>;
type Report = (rule: RuleId, field: readonly PropertyKey[], message: string) => Problem;

function faceless(
  { data: { authors } }: Article,
  { people, report }: { people: People; report: Report },
): Problem[] {
  const known = authors.map((id) => people.get(id));
  // An unknown author is reported as such and may well be a person.
  if (known.some((person) => !person || person.data.kind !== 'brand')) return [];
  const message = `"authors" names only the brand (${authors.join(', ')}); add the employee or guest who wrote it`;
  return [report('article/no-face', ['authors'], message)];
}

function undisclosed(
  { data: { authors, origin, disclosures } }: Article,
  { people, report, hub }: { people: People; report: Report; hub: Evidence['content']['hub'] },
): Problem[] {
  if (disclosures.length > 0) return [];
  const own = [hub.name, hub.organisation.legalName].map((name) => name.toLowerCase());
  const writers = origin.type === 'guest' ? [...authors, origin.guest] : authors;
  const outsider = writers
    .map((id) => people.get(id))
    .find(
      (person) =>
        person?.data.organisation && !own.includes(person.data.organisation.toLowerCase()),
    );
  if (!outsider) return [];
  const { name, organisation } = outsider.data;
  const message = `${name} belongs to ${organisation}, not to ${hub.name}; say so with an entry in "disclosures"`;
  return [report('article/disclosure-missing', ['authors'], message)];
}

function strangers(
  { data: { authors, quotes, origin } }: Article,
  { people, report, text }: { people: People; report: Report; text: string | null },
): Problem[] {
  if (text === null) return [];
  const involved = new Set([
    ...authors,
    ...(origin.type === 'guest' ? [origin.guest] : []),
    ...('translator' in origin && origin.translator ? [origin.translator] : []),
  ]);
  return quotes.flatMap(({ text: quoted, person: id }, index) => {
    const person = people.get(id);
    const field = ['quotes', index];
    return [
      ...(person && !involved.has(id) && !text.includes(comparable(person.data.name))
        ? [
            report(
              'article/quote-person',
              [...field, 'person'],
              `"quotes" has words of ${person.data.name}, who neither wrote nor appears in the article; name ${person.data.name} in the text or correct "person"`,
            ),
          ]
        : []),
      ...(text.includes(comparable(quoted))
        ? []
        : [
            report(
              'article/quote-text',
              [...field, 'text'],
              `the quote "${beginningOf(quoted)}" does not stand in the article; copy a sentence from it word for word`,
            ),
          ]),
    ];
  });
}

function contradictions({ data }: Article, report: Report): Problem[] {
  const problems: Problem[] = [];
  const { kind, origin, contributionId, feedback, question, lang } = data;
  if (kind === 'translation' && origin.type !== 'translation') {
    const message = `"kind" is translation and "origin.type" is ${origin.type}; describe the source with "type: translation", or choose another kind`;
    problems.push(report('article/origin', ['origin'], message));
  }
  if (origin.type === 'translation' && languageOf(origin.source.language) === lang) {
    const message = `the source is in "${origin.source.language}", the language of the article itself; correct "origin.source.language" or use "type: republication"`;
    problems.push(report('article/origin', ['origin', 'source', 'language'], message));
  }
  if (
    'permission' in origin &&
    origin.permission.status === 'licence' &&
    !origin.permission.licence
  ) {
    const message = `"origin.permission.status" is licence; name it in "origin.permission.licence", for example CC BY 4.0`;
    problems.push(report('article/origin', ['origin', 'permission'], message));
  }
  if (kind === 'reader-contribution' && !contributionId) {
    const message =
      '"kind" is reader-contribution; add "contributionId", the id of what the reader sent';
    problems.push(report('article/contribution', ['kind'], message));
  }
  if (feedback.mode === 'closed' && !feedback.reason) {
    const message =
      'feedback is closed; add "feedback.reason", which readers see in place of the form';
    problems.push(report('article/closed-reason', ['feedback'], message));
  }
  if (question && !question[lang]) {
    const message = `"question" has no text in "${lang}", the article's language; add question.${lang}`;
    problems.push(report('article/question-missing', ['question'], message));
  }
  return problems;
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

function textOf({ file }: Article, { bodies }: Evidence): string | null {
  const body = bodies.get(file);
  return body ? comparable(body.blocks.map(({ text }) => text).join(' ')) : null;
}

/** `text` without the differences that typesetting makes: quotes, dashes, white space, case. */
function comparable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[‘’‚‛“”„‟"'`]/g, '')
    .replaceAll(/[–—-]+/g, '-')
    .replaceAll('…', '...')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
    .trim();
}

function beginningOf(text: string): string {
  return text.length > 50 ? `${text.slice(0, 50)}…` : text;
}
