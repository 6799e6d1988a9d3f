import { z } from 'zod';

import { isStoreError } from '#audience/store.ts';
import { type UsefulAnswer, usefulAnswers } from '#feedback/useful.ts';

import { json, plainText, seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { hubPathSchema, readSubmission } from './submission.ts';

/** The part of an article's page that shows itself once somebody answered. */
export const usefulThanksIds = {
  yes: 'page.useful-yes',
  no: 'page.useful-no',
} as const satisfies Record<UsefulAnswer, string>;

/** `website` is a trap: people do not see it. */
const bodySchema = z.strictObject({
  page: hubPathSchema,
  answer: z.enum(usefulAnswers),
  website: z.string().default(''),
});

/**
 * `POST /api/useful/`: a vote on the article at `page`. A form goes back to the article, where thanks show; what is
 * not counted because of the trap or the limits is answered alike. Sets no cookie.
 */
export async function postUseful(
  request: Request,
  {
    services,
    clientAddress,
  }: { services: Pick<Services, 'voteUseful' | 'origins'>; clientAddress: string },
): Promise<Response> {
  const submission = await readSubmission(request, services);
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) return plainText(400, `This is no vote: ${z.prettifyError(parsed.error)}`);

  const { page, answer, website } = parsed.data;
  try {
    const outcome =
      website === ''
        ? await services.voteUseful({ page, answer }, { clientAddress })
        : ({ kind: 'ignored' } as const);
    if (outcome.kind === 'unknown-article') return plainText(404, `No article is at ${page}.`);
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
  if (submission.kind === 'json') return json(202, { thanks: usefulThanksIds[answer] });
  return seeOther(`${page}#${usefulThanksIds[answer]}`);
}
