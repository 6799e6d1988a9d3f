import { dayOf, formatDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { type Language, localeOf, bestTextIn, textIn } from '#hub/languages.ts';

import { confirmMessagesIn } from './confirm-messages.ts';
import { consentWording } from './consent.ts';
import { triggers } from './lifecycle/triggers.ts';
import type { MailText } from './mail.ts';
import { type MailPart, mailTextOf } from './mail-layout.ts';
import { type MailWords, messagesIn } from './messages.ts';
import {
  type PreferenceMailKind,
  preferenceMailMessages,
  type PreferenceMailTexts,
} from './preference-mail-messages.ts';
import { referralTextsIn } from './referral-texts.ts';

/** What a mail of the service is made of. Nothing in it was typed by a visitor. */
export interface ServiceMailParts {
  readonly hub: Hub;
  readonly language: Language;
  /** The address of the running hub. */
  readonly siteUrl: string;
  readonly link: string;
  /** The preference centre, for mails to subscribers. */
  readonly choicesUrl?: string | null;
}

/**
 * Asks the owner of an address whether the request to subscribe was theirs. `code` confirms in the browser that
 * asked; it is absent when no browser did.
 */
export function confirmMail(
  parts: ServiceMailParts & { expiresAt: Date; code?: string | undefined },
): MailText {
  const { hub, language, link, expiresAt, code } = parts;
  const { code: codeTitle, sameBrowser } = confirmMessagesIn(language).confirmMail;
  const words = wordsOf(parts);
  const lastDay = formatDay(dayOf(expiresAt, hub.timeZone), localeOf[language]);
  const messages = messagesIn(language);
  const { confirmMail: texts } = messages;
  const promise = textIn(language, hub.newsletter.promise);
  const wording = consentWording(hub, language);
  return mailTextOf({
    language,
    subject: texts.subject(words),
    heading: texts.greeting,
    before: [texts.request(words)],
    button: { label: texts.button, url: link, fallback: messages.linkFallback },
    after: [
      ...(code === undefined ? [] : [{ title: codeTitle, code }]),
      sameBrowser,
      ...(promise === null ? [] : [{ title: texts.whatYouGet, text: promise }]),
      ...(wording === null ? [] : [{ title: texts.whatYouAgreeTo, text: wording }]),
      texts.validity(lastDay),
      texts.notYou,
    ],
    footer: footerOf(parts),
  });
}

/** Tells a subscriber who signed up again that nothing is needed. `link` unsubscribes. */
export function alreadySubscribedMail(parts: ServiceMailParts): MailText {
  const { language, link } = parts;
  const words = wordsOf(parts);
  const messages = messagesIn(language);
  const { alreadyMail: texts } = messages;
  return mailTextOf({
    language,
    subject: texts.subject(words),
    heading: texts.greeting,
    before: [texts.state(words), texts.nothingToDo, texts.leaving],
    button: { label: texts.button, url: link, fallback: messages.linkFallback },
    after: [texts.notYou],
    footer: footerOf(parts),
  });
}

/** Welcomes who just confirmed. `link` opens their choices, `leaveLink` unsubscribes, `passOnLink` is for others. */
export function welcomeMail(
  parts: ServiceMailParts & { leaveLink: string; passOnLink: string | null },
): MailText {
  const { hub, language, link, leaveLink, passOnLink } = parts;
  const words = wordsOf(parts);
  const messages = messagesIn(language);
  const { welcomeMail: texts } = confirmMessagesIn(language);
  const promise = textIn(language, hub.newsletter.promise);
  return mailTextOf({
    language,
    subject: texts.subject(words),
    heading: texts.greeting,
    before: [
      texts.state(words),
      ...(promise === null ? [] : [{ title: texts.whatYouGet, text: promise }]),
      texts.choices,
    ],
    button: { label: texts.button, url: link, fallback: messages.linkFallback },
    after: [
      ...passOn(passOnLink, language),
      { text: texts.leaving, link: { label: texts.leave, url: leaveLink } },
      triggers.welcome.because[language](words),
    ],
    footer: footerOf(parts),
  });
}

/** What a subscriber may do of their own accord: nobody is asked for, and nothing is promised. */
function passOn(url: string | null, language: Language): readonly MailPart[] {
  if (url === null) return [];
  const { title, text, yourLink } = referralTextsIn(language);
  return [
    { title, text },
    { text: yourLink, link: { label: url, url } },
  ];
}

/** A mail of the preference centre. */
export function preferenceMail(kind: PreferenceMailKind, parts: ServiceMailParts): MailText {
  const { language, link } = parts;
  const words = wordsOf(parts);
  const messages = messagesIn(language);
  const texts: PreferenceMailTexts = preferenceMailMessages[language][kind];
  return mailTextOf({
    language,
    subject: texts.subject(words),
    heading: texts.greeting,
    before: texts.before(words),
    button: { label: texts.button, url: link, fallback: messages.linkFallback },
    after: texts.after,
    footer: footerOf(parts),
  });
}

export function footerOf({ hub, language, siteUrl, choicesUrl = null }: ServiceMailParts) {
  const messages = messagesIn(language);
  return {
    text: messages.sentBy(wordsOf({ hub, language })),
    hub: hub.name,
    site: siteUrl,
    choices: choicesUrl === null ? null : { label: messages.choices, url: choicesUrl },
  };
}

export function wordsOf({ hub, language }: Pick<ServiceMailParts, 'hub' | 'language'>): MailWords {
  return {
    newsletter: bestTextIn(language, hub.newsletter.name),
    hub: hub.name,
  };
}
