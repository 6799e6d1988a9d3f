import { z } from 'zod';

import type { ConfirmByCodeOutcome } from '#audience/confirm-code.ts';
import { confirmMessagesIn } from '#audience/confirm-messages.ts';
import { isStoreError } from '#audience/store.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { readBrowserCookie } from '../browser-cookie.ts';
import { plainText, privately, seeOther } from '../responses.ts';
import type { Services } from '../services.ts';
import { readSubmission } from './submission.ts';

/** The page after a sign-up, shown again because its code did not confirm. */
export interface CodeView {
  readonly status: 422 | 503;
  readonly language: Language;
  readonly error: string;
}

export interface ConfirmCodeContext {
  readonly services: Pick<Services, 'confirmByCode' | 'origins' | 'hub'>;
  /** Answers with the page of the form, the error beside its field, under the status of the view. */
  readonly renderForm: (view: CodeView) => Response | Promise<Response>;
}

const bodySchema = z.strictObject({
  code: z.string().max(100).default(''),
  language: languageSchema.optional(),
});

/** `POST /api/confirm-code/`: the code that was mailed, from the browser that signed up. */
export async function postConfirmCode(
  request: Request,
  { services, renderForm }: ConfirmCodeContext,
): Promise<Response> {
  const { origins, hub } = services;
  const submission = await readSubmission(request, { origins });
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) return plainText(400, `This is no code: ${z.prettifyError(parsed.error)}`);

  const { code, language = hub.languages[0] ?? 'nl' } = parsed.data;
  const cookie = readBrowserCookie(request, origins);
  const messages = confirmMessagesIn(language).code;
  const outcome = await tryToConfirm({ code, cookie }, services);
  switch (outcome.kind) {
    case 'confirmed':
    case 'already-confirmed':
      return seeOther(pathTo('welcome', outcome.language));
    case 'refused':
      return privately(await renderForm({ status: 422, language, error: messages.refused }));
    case 'not-stored':
      return privately(await renderForm({ status: 503, language, error: messages.notStored }));
  }
}

async function tryToConfirm(
  typed: { code: string; cookie: string },
  services: ConfirmCodeContext['services'],
): Promise<ConfirmByCodeOutcome | { kind: 'not-stored' }> {
  try {
    return await services.confirmByCode(typed);
  } catch (error) {
    if (isStoreError(error)) return { kind: 'not-stored' };
    throw error;
  }
}
