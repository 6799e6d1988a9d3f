import { isStoreError } from '#audience/store.ts';

import { readBytes } from '../request-body.ts';
import { methodNotAllowed, plainText, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';

/**
 * `POST /api/bounces/<provider>/`: what a provider tells of mail that it sent. Its signature is the authority; no cookie
 * and no Origin are asked. 404 for a provider that is not set up.
 */
export async function postBounces(
  request: Request,
  { services, provider }: { services: Pick<Services, 'takeReport'>; provider: string },
): Promise<Response> {
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const bytes = await readBytes(request);
  if (bytes === null) return plainText(413, 'The body is larger than 64 KB.');
  const body = Buffer.from(bytes).toString('utf8');
  try {
    const outcome = await services.takeReport(provider, { headers: request.headers, body });
    switch (outcome.kind) {
      case 'taken':
        return plainText(200, 'Taken.');
      case 'replayed':
        return plainText(409, 'This report was taken before.');
      case 'unknown':
        return plainText(404, 'Nobody listens to this provider here.');
      case 'unavailable':
        return unavailable();
      case 'refused':
        return plainText(outcome.status, outcome.reason);
    }
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
