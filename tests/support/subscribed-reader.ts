import { confirm } from '#audience/confirmation.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aSignUp, minute, type openAudience, tokenIn } from './audience.ts';

/** Makes the reader of `aSignUp` a subscriber, by form and mailed link. */
export async function aSubscribedReader(
  audience: Awaited<ReturnType<typeof openAudience>>,
  changes: Parameters<typeof aSignUp>[0] = {},
): Promise<void> {
  await subscribe(aSignUp(changes), audience.context());
  const [mail] = await audience.deliver();
  audience.clock.pass(minute);
  await confirm(tokenIn(mail ?? { link: '' }), audience.context());
  await audience.deliver();
}
