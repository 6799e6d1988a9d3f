import type { DkimKey } from '#adapters/mail/dkim.ts';
import { nameOf, parseSmtpUrl } from '#adapters/mail/smtp-server.ts';
import type { Hub } from '#hub/hub.ts';

/** Names what a test mail has proved: this sender, by this server, signed so. Any change asks for a new test. */
export function senderName(
  hub: Pick<Hub, 'newsletter'>,
  { smtpUrl, dkim }: { smtpUrl: string; dkim?: DkimKey | undefined },
): string {
  const signature = dkim === undefined ? 'unsigned' : `${dkim.selector}.${dkim.domain}`;
  return [hub.newsletter.sender.address, nameOf(parseSmtpUrl(smtpUrl)), signature].join(' ');
}
