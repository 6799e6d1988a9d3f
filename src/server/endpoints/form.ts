import { guardedForms } from '#audience/fill-time.ts';
import { isStoreError } from '#audience/store.ts';

import { json, methodNotAllowed, plainText, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';

export interface FormContext {
  readonly services: Pick<Services, 'openForm'>;
  readonly clientAddress: string;
}

/**
 * `GET /api/form/?form=subscribe`: what the form's script asks for when a reader begins to fill it in, since a static
 * page cannot know when that is. Changes nothing, and works as often as it is asked.
 */
export async function getForm(
  request: Request,
  { services, clientAddress }: FormContext,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed('GET, HEAD');
  const name = new URL(request.url).searchParams.get('form');
  const form = guardedForms.find((one) => one === name);
  if (form === undefined) {
    return plainText(400, `Name a form: ?form=${guardedForms.join(' or ?form=')}.`);
  }
  try {
    return json(200, await services.openForm(form, { clientAddress }));
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}
