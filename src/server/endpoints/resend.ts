import { z } from 'zod';

import { isStoreError } from '#audience/store.ts';
import { languageSchema } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { readBrowserCookie } from '../browser-cookie.ts';
import { plainText, seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readSubmission } from './submission.ts';

const bodySchema = z.strictObject({ language: languageSchema.optional() });

/** The part of the page after a sign-up that shows itself once the mail was asked for again. */
export const againId = 'page.again';

/** `POST /api/resend/`: one answer, whether a mail goes out or not. The cookie alone is the authority. */
export async function postResend(
  request: Request,
  { services }: { services: Pick<Services, 'resend' | 'origins' | 'hub'> },
): Promise<Response> {
  const { origins, hub } = services;
  const submission = await readSubmission(request, { origins });
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) return plainText(400, `Nothing to send: ${z.prettifyError(parsed.error)}`);
  try {
    await services.resend(readBrowserCookie(request, origins));
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
  const language = parsed.data.language ?? hub.languages[0] ?? 'nl';
  return seeOther(`${pathTo('checkMail', language)}#${againId}`);
}
