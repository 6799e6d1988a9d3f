import { z } from 'zod';

import { measurementTextsIn, measurementWordingHash } from '#audience/measurement-texts.ts';
import { preferencePagesIn } from '#audience/preference-pages.ts';
import type { Choices } from '#audience/preferences.ts';
import { isStoreError } from '#audience/store.ts';
import { frequencies } from '#audience/subscription.ts';
import { messagesIn } from '#audience/messages.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { traceFields } from './submission.ts';
import { readTokenForm } from './token-form.ts';

/** What the preference centre shows. */
export type PreferencesPageView =
  | {
      readonly kind: 'choices';
      readonly status: 200 | 422;
      readonly token: string;
      readonly choices: Choices;
      /** `null` beside choices that were refused. */
      readonly leaveToken: string | null;
      readonly refCode: string | null;
      readonly isSaved: boolean;
      readonly error: string | null;
    }
  /** Asks for the address to which a link is mailed; `error` is about the address. */
  | {
      readonly kind: 'ask-address';
      readonly status: 200 | 422;
      readonly reason: 'no-link' | 'expired' | 'unknown-token';
      readonly email: string;
      readonly error: string | null;
    }
  | { readonly kind: 'not-subscribed'; readonly status: 200; readonly token: string };

export interface PreferencesEndpointContext {
  readonly services: Pick<
    Services,
    | 'openPreferences'
    | 'savePreferences'
    | 'requestPreferencesLink'
    | 'requestManageLink'
    | 'origins'
  >;
  /** The language of the page, by its path. */
  readonly language: Language;
  readonly clientAddress: string;
}

/** What the page behind a preferences link shows; changes nothing. */
export async function openPreferencesPage(
  token: string | null,
  { services }: Omit<PreferencesEndpointContext, 'clientAddress'>,
): Promise<PreferencesPageView | Response> {
  if (token === null) return askAddress('no-link');
  try {
    const view = await services.openPreferences(token);
    switch (view.kind) {
      case 'open':
        return {
          kind: 'choices',
          status: 200,
          token,
          choices: view.choices,
          leaveToken: view.leaveToken,
          refCode: view.refCode,
          isSaved: false,
          error: null,
        };
      case 'not-subscribed':
        return { kind: 'not-subscribed', status: 200, token };
      case 'expired':
      case 'unknown-token':
        return askAddress(view.kind);
    }
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

const schema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('save'),
    token: z.string(),
    language: languageSchema,
    frequency: z.enum(frequencies),
    topics: z.array(z.string().max(200)).max(100),
    pausedUntil: z.string().max(20).default(''),
    /** The SHA-256 of what the tick agrees to; no tick, no field. */
    measure: z.string().max(100).optional(),
  }),
  z.strictObject({
    action: z.literal('ask-data'),
    token: z.string(),
    topics: z.array(z.string()).max(0),
  }),
  z.strictObject({
    action: z.literal('ask-link'),
    email: z.string().max(1000),
    topics: z.array(z.string()).max(0),
    ...traceFields,
  }),
]);

/** `POST` of the preference centre: saves choices, or owes a mail with a link. */
export async function postPreferences(
  request: Request,
  context: PreferencesEndpointContext,
): Promise<PreferencesPageView | Response> {
  const { services, language, clientAddress } = context;
  const read = await readTokenForm(request, {
    origins: services.origins,
    schema,
    lists: ['topics'],
  });
  if ('refusal' in read) return read.refusal;
  const { fields } = read;
  try {
    switch (fields.action) {
      case 'save': {
        const { token, action: _action, pausedUntil, measure, ...rest } = fields;
        const isOtherWording =
          measure !== undefined && measure !== measurementWordingHash(language);
        const choices = {
          ...rest,
          pausedUntil: pausedUntil === '' ? null : pausedUntil,
          measure: measure !== undefined && !isOtherWording,
        };
        if (isOtherWording) {
          return refusedChoices(token, choices, measurementTextsIn(language).otherWording);
        }
        return await save(token, choices, context);
      }
      case 'ask-data': {
        const outcome = await services.requestManageLink(fields.token);
        if (outcome.kind !== 'accepted') return askAddress(outcome.kind);
        return seeOther(pathTo('linkSent', outcome.language));
      }
      case 'ask-link': {
        const { email, started, proof } = fields;
        const traces = { clientAddress, started, proof };
        const outcome = await services.requestPreferencesLink({ email, language }, traces);
        if (outcome.kind === 'accepted') return seeOther(pathTo('linkSent', language));
        const { errors } = messagesIn(language);
        const text =
          outcome.kind === 'unsupported-address'
            ? errors.addressUnsupported
            : errors.addressInvalid;
        return { ...askAddress('no-link'), status: 422, email, error: text };
      }
    }
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

async function save(
  token: string,
  choices: Choices,
  { services, language }: PreferencesEndpointContext,
): Promise<PreferencesPageView | Response> {
  const outcome = await services.savePreferences(token, { ...choices, shownIn: language });
  switch (outcome.kind) {
    // No redirect: its address would need the token, and saving the same once more changes nothing.
    case 'saved':
      return {
        kind: 'choices',
        status: 200,
        token,
        choices: outcome.choices,
        leaveToken: outcome.leaveToken,
        refCode: outcome.refCode,
        isSaved: true,
        error: null,
      };
    case 'not-subscribed':
      return { kind: 'not-subscribed', status: 200, token };
    case 'expired':
    case 'unknown-token':
      return askAddress(outcome.kind);
    case 'unknown-topic':
    case 'wrong-pause':
    case 'other-language':
      return refusedChoices(token, choices, preferencePagesIn(language).errors[outcome.kind]);
  }
}

/** The page once more, with what was chosen and why it was not saved. */
function refusedChoices(token: string, choices: Choices, error: string): PreferencesPageView {
  return {
    kind: 'choices',
    status: 422,
    token,
    choices,
    leaveToken: null,
    refCode: null,
    isSaved: false,
    error,
  };
}

function askAddress(reason: 'no-link' | 'expired' | 'unknown-token') {
  return { kind: 'ask-address', status: 200, reason, email: '', error: null } as const;
}
