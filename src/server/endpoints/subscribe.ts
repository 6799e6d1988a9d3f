import { z } from 'zod';

import { handedOn, sourceOf, type Visit } from '#audience/attribution.ts';
import { messagesIn } from '#audience/messages.ts';
import type { SignUp, SignUpOutcome } from '#audience/sign-up.ts';
import { isStoreError } from '#audience/store.ts';
import { frequencies, type Frequency } from '#audience/subscription.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { readBrowserCookie, withBrowserCookie } from '../browser-cookie.ts';
import type { FormTraces } from '../form-guard.ts';
import { json, plainText, privately, seeOther } from '../responses.ts';
import type { Services } from '../services.ts';
import { hubPathSchema, readSubmission, traceFields } from './submission.ts';

/** What stands beside a field, in the reader's language; `form` is about the whole form. */
export interface FormErrors {
  readonly email?: string;
  readonly topics?: string;
  readonly form?: string;
}

/** What the reader had filled in, to be shown again. It is the reader's text: escape it. */
export interface FormValues {
  readonly email: string;
  readonly topics: readonly string[];
  readonly frequency?: Frequency | undefined;
  readonly language: Language;
  /** The path of the page that held the form. */
  readonly page: string;
  /** How the reader came, for the form that is shown again; see {@link Visit}. */
  readonly came: string;
}

export interface FormView {
  readonly status: 422 | 503;
  readonly errors: FormErrors;
  readonly values: FormValues;
}

export interface SubscribeContext {
  readonly services: Pick<Services, 'subscribe' | 'signUpCookie' | 'origins' | 'hub'>;
  readonly clientAddress: string;
  /** Answers with the page of the form, errors beside the fields, under the status of the view. */
  readonly renderForm: (view: FormView) => Response | Promise<Response>;
}

/**
 * The fields that a sign-up may have, in forms and JSON alike. `website` is a trap: people do not see it.
 * `wording` is the SHA-256 of the consent sentence on the form, where the form states it; `came` is what the form's
 * script saw before its page.
 */
const bodySchema = z.strictObject({
  email: z.string().default(''),
  topics: z.array(z.string().max(200)).max(100).default([]),
  frequency: z.enum(frequencies).optional(),
  language: languageSchema.optional(),
  page: hubPathSchema.optional(),
  website: z.string().default(''),
  ...traceFields,
  wording: z.string().max(100).optional(),
  came: z.string().default(''),
});

/**
 * `POST /api/subscribe/`. Forms are answered by pages, JSON by JSON; every check holds for both, and the answer to
 * a well-formed sign-up is the same bytes whatever the hub knows of the address.
 */
export async function postSubscribe(
  request: Request,
  context: SubscribeContext,
): Promise<Response> {
  const { services, clientAddress } = context;
  const { origins } = services;
  const submission = await readSubmission(request, { origins, lists: ['topics'] });
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success)
    return plainText(400, `This is no sign-up: ${z.prettifyError(parsed.error)}`);

  const { website, wording, came, started, proof, ...rest } = parsed.data;
  const language = rest.language ?? services.hub.languages[0] ?? 'nl';
  const page = rest.page ?? pathTo('newsletter', language);
  const visit: Visit = { page, came, address: addressOfForm(request, origins) };
  const values = { ...rest, language, page, came: handedOn(visit) };
  const answer = submission.kind === 'json' ? answerJson : answerForm;
  // Whoever is answered alike gets a cookie alike.
  const current = readBrowserCookie(request, origins);
  const agent = request.headers.get('user-agent') ?? '';
  const click = { current, email: values.email, agent, clientAddress };
  const browser = { next: services.signUpCookie(click), current };
  const traces = { clientAddress, started, proof };
  const signUp = { ...values, wordingHash: wording, source: sourceOf(visit), browser };
  const errors = website === '' ? await trySignUp(signUp, { services, traces }) : null;
  const answered = await answer({ values, errors }, context);
  return errors === null ? withBrowserCookie(answered, { value: browser.next, origins }) : answered;
}

/** Path and query of the hub's own page that a browser says the form stood on. */
function addressOfForm(request: Request, origins: readonly string[]): string | null {
  const url = URL.parse(request.headers.get('referer') ?? '');
  return url && origins.includes(url.origin) ? url.pathname + url.search : null;
}

interface Answer {
  readonly values: FormValues;
  /** `null` when the sign-up was accepted. */
  readonly errors: { readonly status: 422 | 503; readonly byField: FormErrors } | null;
}

function answerJson({ values, errors }: Answer): Response {
  if (errors === null) return json(202, { message: messagesIn(values.language).checkMail });
  return privately(json(errors.status, { errors: errors.byField }));
}

async function answerForm(
  { values, errors }: Answer,
  { renderForm }: SubscribeContext,
): Promise<Response> {
  if (errors === null) return seeOther(pathTo('checkMail', values.language));
  const { status, byField } = errors;
  return privately(await renderForm({ status, errors: byField, values }));
}

async function trySignUp(
  signUp: SignUp,
  { services, traces }: Pick<SubscribeContext, 'services'> & { traces: FormTraces },
): Promise<Answer['errors']> {
  const messages = messagesIn(signUp.language).errors;
  if (signUp.email.trim() === '')
    return { status: 422, byField: { email: messages.addressMissing } };
  try {
    const { kind } = await services.subscribe(signUp, traces);
    const byField = errorFor(kind, signUp.language);
    return byField && { status: 422, byField };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return { status: 503, byField: { form: messages.notStored } };
  }
}

function errorFor(kind: SignUpOutcome['kind'], language: Language): FormErrors | null {
  const { errors } = messagesIn(language);
  const byOutcome = {
    accepted: null,
    'invalid-address': { email: errors.addressInvalid },
    'unsupported-address': { email: errors.addressUnsupported },
    'unknown-topic': { topics: errors.unknownTopic },
    'other-wording': { form: errors.otherWording },
    'other-language': { form: errors.otherLanguage },
  } as const satisfies Record<SignUpOutcome['kind'], FormErrors | null>;
  return byOutcome[kind];
}
