import type { Hub } from '#hub/hub.ts';

import type { OutgoingMail } from '../mail.ts';

/** A mail by which an operator sees how mail of the hub arrives. */
export function testMail(
  hub: Hub,
  { id, to, now, siteUrl }: { id: string; to: string; now: Date; siteUrl: string },
): OutgoingMail {
  return {
    id,
    kind: 'test',
    createdAt: now,
    language: 'en',
    from: hub.newsletter.sender,
    to,
    replyTo: null,
    subject: `Test of the mail of ${hub.name}`,
    text: [
      `The hub ${hub.name} (${siteUrl}) can send mail: npm run doctor sent this one.`,
      'Look into its source. The header Authentication-Results, which your mail provider wrote, is to say spf=pass, dkim=pass and dmarc=pass.',
      `-- \n${hub.name}\n${siteUrl}\n`,
    ].join('\n\n'),
    html: null,
    link: siteUrl,
    unsubscribeUrl: null,
  };
}
