import type { Paper } from '#articles/paper.ts';
import type { MailText } from '#audience/mail.ts';
import { mailTextOf } from '#audience/mail-layout.ts';
import { messagesIn as audienceMessagesIn } from '#audience/messages.ts';
import type { Hub } from '#hub/hub.ts';
import { type Language, bestTextIn } from '#hub/languages.ts';

import { paperMessagesIn } from './messages.ts';

interface DeliveryParts {
  readonly hub: Hub;
  readonly language: Language;
  /** The address of the running hub. */
  readonly siteUrl: string;
  readonly paper: Pick<Paper, 'data'>;
  /** The paper itself, open to whoever has the address: the mail may be kept and passed on. */
  readonly link: string;
  /** The page where it can be read. */
  readonly pageUrl: string;
}

/** Brings a paper to whoever asked for it, and says why it comes. Nothing in it was typed by a visitor. */
export function deliveryMail(parts: DeliveryParts): MailText {
  const { hub, language, siteUrl, paper, link, pageUrl } = parts;
  const { mail } = paperMessagesIn(language);
  const { linkFallback, sentBy } = audienceMessagesIn(language);
  const newsletter = bestTextIn(language, hub.newsletter.name);
  const words = { title: paper.data.title, hub: hub.name, newsletter };
  return mailTextOf({
    language,
    subject: mail.subject(words),
    heading: paper.data.title,
    before: [mail.because(words), mail.here(paper.data.pages ?? null)],
    button: { label: mail.button, url: link, fallback: linkFallback },
    after: [
      ...(link === pageUrl ? [] : [{ text: mail.online, link: { label: pageUrl, url: pageUrl } }]),
      mail.once(words),
      mail.notYou,
    ],
    footer: { text: sentBy(words), hub: hub.name, site: siteUrl },
  });
}
