import { bounceMaildir } from '#adapters/mail/bounce-maildir.ts';
import { bounceImap } from '#adapters/mail/bounce-imap.ts';
import type { BounceMailbox } from '#adapters/mail/bounce-mailbox.ts';

import type { BounceMailboxSettings } from './bounce-settings.ts';

/** The mailbox that reports come to. The caller closes it. */
export function openBounceMailbox({ place }: BounceMailboxSettings): BounceMailbox {
  return 'maildir' in place ? bounceMaildir(place.maildir) : bounceImap(place.imapUrl);
}
