import type { IntentPost, Platform } from './platform.ts';

/** In characters; browsers and servers on the way refuse longer addresses. */
const maxIntentLength = 2000;

/** The page of `platform` on which `post` stands ready; `null` where there is none or its address would be too long. */
export function intentFor({ intent }: Platform, post: IntentPost): string | null {
  const address = intent?.(post);
  return address === undefined || address.length > maxIntentLength ? null : address;
}
