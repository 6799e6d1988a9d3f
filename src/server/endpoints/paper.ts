import { z } from 'zod';

import { sourceOf, type Visit } from '#audience/attribution.ts';
import { messagesIn } from '#audience/messages.ts';
import { isStoreError } from '#audience/store.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';
import { paperMessagesIn } from '#papers/messages.ts';
import type { PaperOutcome, PaperWish } from '#papers/request-paper.ts';

import { readBrowserCookie, withBrowserCookie } from '../browser-cookie.ts';
import type { FormTraces } from '../form-guard.ts';
import { json, plainText, privately, seeOther } from '../responses.ts';
import type { Services } from '../services.ts';
import { hubPathSchema, readSubmission, traceFields } from './submission.ts';

/** What stands beside a field, in the reader's language; `form` is about the whole form. */
export interface PaperErrors {
  readonly email?: string;
  readonly form?: string;
}

/** What the reader had filled in, to be shown again. It is the reader's text: escape it. */
interface PaperValues {
  readonly paper: string;
  readonly email: string;
  readonly newsletter: boolean;
  readonly language: Language;
  /** The path of the page that held the form. */
  readonly page: string;
}

export interface PaperFormView {
  readonly status: 422 | 503;
  readonly errors: PaperErrors;
  readonly values: PaperValues;
}

interface PostPaperContext {
  readonly services: Pick<Services, 'requestPaper' | 'signUpCookie' | 'origins' | 'hub'>;
  readonly clientAddress: string;
  /** Answers with a page that holds the form, errors beside the fields, under the status of the view. */
  readonly renderForm: (view: PaperFormView) => Response | Promise<Response>;
}

/**
 * The fields that a request for a paper may have, in forms and JSON alike. `website` is a trap: people do not see it.
 * `newsletter` is there when its box is ticked; `wording` is the SHA-256 of the consent sentence beside it.
 */
const bodySchema = z.strictObject({
  paper: z.string().max(200).default(''),
  email: z.string().default(''),
  newsletter: z.literal('yes').optional(),
  language: languageSchema.optional(),
  page: hubPathSchema.optional(),
  website: z.string().default(''),
  ...traceFields,
  wording: z.string().max(100).optional(),
});

/**
 * `POST /api/paper/`. Forms are answered by pages, JSON by JSON; every check holds for both, and the answer to a
 * well-formed request is the same whatever the hub knows of the address.
 */
export async function postPaper(request: Request, context: PostPaperContext): Promise<Response> {
  const { services, clientAddress } = context;
  const submission = await readSubmission(request, services);
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) {
    return plainText(400, `This asks for no paper: ${z.prettifyError(parsed.error)}`);
  }

  const { website, wording, started, proof, newsletter, ...rest } = parsed.data;
  const language = rest.language ?? services.hub.languages[0] ?? 'nl';
  const page = rest.page ?? pathTo('root', language);
  const values = { ...rest, language, page, newsletter: newsletter === 'yes' };
  const answer = submission.kind === 'json' ? answerJson : answerForm;
  const current = readBrowserCookie(request, services.origins);
  const agent = request.headers.get('user-agent') ?? '';
  const next = services.signUpCookie({ current, email: values.email, agent, clientAddress });
  const visit: Visit = { page, came: '', address: null };
  const wish: PaperWish = {
    ...values,
    topics: [],
    wordingHash: wording,
    source: sourceOf(visit),
    browser: { next, current },
  };
  const traces = { clientAddress, started, proof };
  const failure = website === '' ? await tryToRequest(wish, { services, traces }) : null;
  const answered = await answer({ values, failure }, context);
  // Only a sign-up needs to know its browser again; whoever ticked the box is answered alike.
  return failure === null && values.newsletter
    ? withBrowserCookie(answered, { value: next, origins: services.origins })
    : answered;
}

interface Answer {
  readonly values: PaperValues;
  /** `null` when the request was accepted. */
  readonly failure: Pick<PaperFormView, 'status' | 'errors'> | null;
}

function answerJson({ values, failure }: Answer): Response {
  if (failure === null) {
    return json(202, { message: paperMessagesIn(values.language).checkMail.intro });
  }
  return privately(json(failure.status, { errors: failure.errors }));
}

async function answerForm(
  { values, failure }: Answer,
  { renderForm }: PostPaperContext,
): Promise<Response> {
  if (failure === null) return seeOther(pathTo('checkPaperMail', values.language));
  return privately(await renderForm({ ...failure, values }));
}

async function tryToRequest(
  wish: PaperWish,
  { services, traces }: Pick<PostPaperContext, 'services'> & { traces: FormTraces },
): Promise<Answer['failure']> {
  const { language, email } = wish;
  if (email.trim() === '') {
    return { status: 422, errors: { email: messagesIn(language).errors.addressMissing } };
  }
  try {
    const { kind } = await services.requestPaper(wish, traces);
    const errors = errorsFor(kind, language);
    return errors && { status: 422, errors };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return { status: 503, errors: { form: paperMessagesIn(language).errors.notStored } };
  }
}

function errorsFor(kind: PaperOutcome['kind'], language: Language): PaperErrors | null {
  const { errors } = messagesIn(language);
  const byOutcome = {
    accepted: null,
    'unknown-paper': { form: paperMessagesIn(language).errors.unknownPaper },
    'invalid-address': { email: errors.addressInvalid },
    'unsupported-address': { email: errors.addressUnsupported },
    'unknown-topic': { form: errors.unknownTopic },
    'other-wording': { form: errors.otherWording },
    'other-language': { form: errors.otherLanguage },
  } as const satisfies Record<PaperOutcome['kind'], PaperErrors | null>;
  return byOutcome[kind];
}
