import { type Person, takesQuestions } from '#articles/person.ts';
import { type Address, type AddressOutcome, readAddress, type ToAscii } from '#audience/address.ts';
import { dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';
import { hasControlCharacter } from '#hub/text.ts';

/** What a person filled in on a question form, as typed. */
export interface QuestionFields {
  readonly text: string;
  readonly name: string;
  readonly email: string;
  /** The id of the person who is asked. */
  readonly person: string;
  readonly language: Language;
  /** The path of the page that held the form. */
  readonly page: string;
}

/** A question that may be put: text and name are a visitor's and never markup, a header or a query. */
export interface WellFormedQuestion extends Omit<QuestionFields, 'name' | 'email'> {
  /** `null` for a person who gave none. */
  readonly name: string | null;
  readonly address: Address;
}

/** What is wrong, by field; only fields with something wrong are there. */
export interface QuestionProblems {
  readonly text?: 'too-short' | 'too-long' | 'control-character';
  readonly name?: 'too-long' | 'control-character';
  readonly email?: 'missing' | 'invalid' | 'unsupported';
  /** Nobody of that id, a guest, or an employee who left or answers on no topic. */
  readonly person?: 'takes-no-questions';
  /** The hub does not speak it. */
  readonly language?: 'other-language';
}

/** In characters (Unicode code points), without the space around the text. */
export const questionLength = { min: 10, max: 3000 } as const;

export const maxNameLength = 80;

export interface QuestionContext {
  readonly hub: Hub;
  readonly people: readonly Person[];
  readonly toAscii: ToAscii;
  readonly now: Date;
}

/** Reads what a form sent; names all problems at once, so that nobody mends them one by one. */
export function readQuestion(
  fields: QuestionFields,
  { hub, people, toAscii, now }: QuestionContext,
):
  | { kind: 'question'; question: WellFormedQuestion }
  | { kind: 'refused'; problems: QuestionProblems } {
  // Browsers send every line break of a form as CR LF (HTML standard, "form-data set").
  const text = fields.text.replaceAll(/\r\n?/g, '\n').trim();
  const name = fields.name.trim();
  const read = readAddress(fields.email, toAscii);
  const asked = people.find(({ id }) => id === fields.person);
  const isTaken = asked !== undefined && takesQuestions(asked.data, dayOf(now, hub.timeZone));

  const problems = foundAmong({
    text: textProblem(text),
    name: nameProblem(name),
    email: fields.email.trim() === '' ? 'missing' : addressProblem(read.kind),
    person: isTaken ? null : 'takes-no-questions',
    language: hub.languages.includes(fields.language) ? null : 'other-language',
  });
  if (read.kind !== 'address' || Object.keys(problems).length > 0) {
    return { kind: 'refused', problems };
  }
  const { person, language, page } = fields;
  const { address } = read;
  return {
    kind: 'question',
    question: { text, name: name === '' ? null : name, address, person, language, page },
  };
}

/** What each field's check found, `null` where it is right. */
type Findings = {
  readonly [Field in keyof QuestionProblems]-?: NonNullable<QuestionProblems[Field]> | null;
};

function foundAmong(findings: Findings): QuestionProblems {
  return Object.fromEntries(Object.entries(findings).filter(([, problem]) => problem !== null));
}

function textProblem(text: string): Findings['text'] {
  if (!isPlain(text)) return 'control-character';
  const length = lengthOf(text);
  if (length < questionLength.min) return 'too-short';
  return length > questionLength.max ? 'too-long' : null;
}

function nameProblem(name: string): Findings['name'] {
  if (!isPlain(name) || /[\t\r\n\u2028\u2029]/.test(name)) return 'control-character';
  return lengthOf(name) > maxNameLength ? 'too-long' : null;
}

function addressProblem(kind: AddressOutcome['kind']): Findings['email'] {
  return kind === 'address' ? null : kind;
}

/** A half of a surrogate pair cannot be kept as UTF-8. */
function isPlain(text: string): boolean {
  return text.isWellFormed() && !hasControlCharacter(text);
}

function lengthOf(text: string): number {
  return [...text].length;
}
