import { z } from 'zod';

import { messagesIn as audienceMessagesIn } from '#audience/messages.ts';
import { isStoreError } from '#audience/store.ts';
import { messagesIn } from '#feedback/messages.ts';
import type { QuestionFields, QuestionProblems } from '#feedback/question.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import type { FormTraces } from '../form-guard.ts';
import { json, plainText, privately, seeOther } from '../responses.ts';
import type { Services } from '../services.ts';
import { hubPathSchema, readSubmission, traceFields } from './submission.ts';

/** What stands beside a field, in the reader's language; `form` is about the whole form. */
export interface QuestionErrors {
  readonly text?: string;
  readonly name?: string;
  readonly email?: string;
  readonly person?: string;
  readonly form?: string;
}

export interface QuestionFormView {
  readonly status: 422 | 503;
  readonly errors: QuestionErrors;
  /** What the reader had filled in, to be shown again. It is the reader's text: escape it. */
  readonly values: QuestionFields;
}

export interface PostQuestionContext {
  readonly services: Pick<Services, 'ask' | 'origins' | 'hub'>;
  readonly clientAddress: string;
  /** Answers with a page that holds the form, errors beside the fields, under the status of the view. */
  readonly renderForm: (view: QuestionFormView) => Response | Promise<Response>;
}

/** The fields that a question may have, in forms and JSON alike. `website` is a trap: people do not see it. */
const bodySchema = z.strictObject({
  text: z.string().default(''),
  name: z.string().default(''),
  email: z.string().default(''),
  person: z.string().max(200).default(''),
  language: languageSchema.optional(),
  page: hubPathSchema.optional(),
  website: z.string().default(''),
  ...traceFields,
});

/**
 * `POST /api/question/`. Forms are answered by pages, JSON by JSON; every check holds for both, and the answer to a
 * well-formed question is the same bytes whatever the hub knows of the address.
 */
export async function postQuestion(
  request: Request,
  context: PostQuestionContext,
): Promise<Response> {
  const { services, clientAddress } = context;
  const submission = await readSubmission(request, services);
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) {
    return plainText(400, `This is no question: ${z.prettifyError(parsed.error)}`);
  }
  const { website, started, proof, ...rest } = parsed.data;
  const language = rest.language ?? services.hub.languages[0] ?? 'nl';
  const values = { ...rest, language, page: rest.page ?? pathTo('people', language) };
  const answer = submission.kind === 'json' ? answerJson : answerForm;
  if (website !== '') return answer({ values, failure: null }, context);
  const traces = { clientAddress, started, proof };
  return answer({ values, failure: await tryToAsk(values, { services, traces }) }, context);
}

interface Answer {
  readonly values: QuestionFields;
  /** `null` when the question was accepted. */
  readonly failure: Pick<QuestionFormView, 'status' | 'errors'> | null;
}

function answerJson({ values, failure }: Answer): Response {
  if (failure === null) return json(202, { message: messagesIn(values.language).checkMail });
  return privately(json(failure.status, { errors: failure.errors }));
}

async function answerForm(
  { values, failure }: Answer,
  { renderForm }: PostQuestionContext,
): Promise<Response> {
  if (failure === null) return seeOther(pathTo('checkQuestionMail', values.language));
  return privately(await renderForm({ ...failure, values }));
}

async function tryToAsk(
  question: QuestionFields,
  { services, traces }: Pick<PostQuestionContext, 'services'> & { traces: FormTraces },
): Promise<Answer['failure']> {
  const { language } = question;
  try {
    const outcome = await services.ask(question, traces);
    if (outcome.kind === 'accepted') return null;
    return { status: 422, errors: errorsFor(outcome.problems, language) };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return { status: 503, errors: { form: messagesIn(language).errors.notStored } };
  }
}

function errorsFor(problems: QuestionProblems, language: Language): QuestionErrors {
  const { errors } = messagesIn(language);
  const address = audienceMessagesIn(language).errors;
  const emailErrors = {
    missing: address.addressMissing,
    invalid: address.addressInvalid,
    unsupported: address.addressUnsupported,
  } as const satisfies Record<NonNullable<QuestionProblems['email']>, string>;
  return {
    ...(problems.text && { text: errors.text[problems.text] }),
    ...(problems.name && { name: errors.name[problems.name] }),
    ...(problems.email && { email: emailErrors[problems.email] }),
    ...(problems.person && { person: errors.person[problems.person] }),
    ...(problems.language && { form: errors.language[problems.language] }),
  };
}
