import { textIn } from '#hub/languages.ts';
import type { WrittenTrigger } from '#hub/trigger.ts';
import { absoluteUrl } from '#hub/urls.ts';

import type { MailText } from '../mail.ts';
import { mailTextOf } from '../mail-layout.ts';
import { messagesIn } from '../messages.ts';
import { footerOf, type ServiceMailParts } from '../service-mails.ts';

const leaving = {
  nl: { text: 'Liever geen mail meer van ons? Dat kan met één klik', leave: 'Afmelden' },
  en: { text: 'Rather no more mail from us? One click will do', leave: 'Unsubscribe' },
} as const;

/** The mail of a trigger in a reader's language; `null` where the editors did not write it in that. */
export function triggerMail(
  trigger: WrittenTrigger,
  { leaveLink, ...parts }: ServiceMailParts & { leaveLink: string },
): MailText | null {
  const { language, siteUrl } = parts;
  const say = (text: WrittenTrigger['subject']) => textIn(language, text);
  const [subject, text, because] = [trigger.subject, trigger.text, trigger.because].map(say);
  const [label, page] = [trigger.button.label, trigger.button.page].map(say);
  if (!subject || !text || !because || !label || !page) return null;
  const leave = leaving[language];
  return mailTextOf({
    language,
    subject,
    heading: subject,
    before: text.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim()),
    button: { label, url: absoluteUrl(siteUrl, page), fallback: messagesIn(language).linkFallback },
    after: [because, { text: leave.text, link: { label: leave.leave, url: leaveLink } }],
    footer: footerOf(parts),
  });
}
