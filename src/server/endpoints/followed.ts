import { z } from 'zod';

import { isStoreError } from '#audience/store.ts';

import { plainText, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { hubPathSchema, readSubmission } from './submission.ts';

const bodySchema = z.strictObject({ token: z.string().max(100), page: hubPathSchema });

/**
 * `POST /api/followed/`: what a page tells that was reached by a link of somebody who agreed to measurement
 * (`site/followed-link.ts`). One answer, whether anything is written down or not.
 */
export async function postFollowed(
  request: Request,
  { services }: { services: Pick<Services, 'followLink' | 'origins'> },
): Promise<Response> {
  const submission = await readSubmission(request, { origins: services.origins });
  if (submission.kind === 'refused') return submission.refusal;
  const parsed = bodySchema.safeParse(submission.fields);
  if (!parsed.success) return plainText(400, `Nothing to note: ${z.prettifyError(parsed.error)}`);
  try {
    await services.followLink(parsed.data);
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
  return new Response(null, { status: 204 });
}
