import type { OutgoingMail } from '#audience/mail.ts';
import { withUnsubscribeMail } from '#audience/unsubscribe-mail.ts';
import { bounceAddressOf } from '#newsletter/mail-id.ts';

import type { ListenOptions } from './bounces/listen.ts';

/** `mail` with the addresses that answer for it by mail, where the hub has them: to unsubscribe, and to come back to. */
export function withMailboxes(
  mail: OutgoingMail,
  { unsubscribeMailbox, bounces }: ListenOptions,
): OutgoingMail {
  const leaving = unsubscribeMailbox ? withUnsubscribeMail(mail, unsubscribeMailbox.address) : mail;
  const address = bounces?.address;
  return address === undefined
    ? leaving
    : { ...leaving, returnPath: bounceAddressOf(address, mail.id) };
}
