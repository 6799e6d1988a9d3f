import type { Person } from '#articles/person.ts';
import type { MailText } from '#audience/mail.ts';
import { mailTextOf } from '#audience/mail-layout.ts';
import { messagesIn as audienceMessagesIn } from '#audience/messages.ts';
import { dayOf, formatDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { type Language, localeOf, bestTextIn } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import { messagesIn, type QuestionWords } from './messages.ts';
import type { Thread } from './thread.ts';

export interface QuestionMailParts {
  readonly hub: Hub;
  readonly language: Language;
  /** The address of the running hub. */
  readonly siteUrl: string;
  /** Who is asked; `null` for a person who has left the content since. */
  readonly person: Person | null;
  readonly thread: Thread;
}

/** Asks the owner of an address whether the question was theirs. Nothing in it was typed by a visitor. */
export function confirmQuestionMail(
  parts: QuestionMailParts & { link: string; expiresAt: Date },
): MailText {
  const { hub, language, siteUrl, link, expiresAt } = parts;
  const words = wordsOf(parts);
  const { confirmMail: texts } = messagesIn(language);
  const { linkFallback, sentBy } = audienceMessagesIn(language);
  const lastDay = formatDay(dayOf(expiresAt, hub.timeZone), localeOf[language]);
  const newsletter = bestTextIn(language, hub.newsletter.name);
  return mailTextOf({
    language,
    subject: texts.subject(words),
    heading: texts.greeting,
    before: [texts.request(words)],
    button: { label: texts.button, url: link, fallback: linkFallback },
    after: [texts.whatHappens(words), texts.validity(lastDay), texts.notYou],
    footer: { text: sentBy({ newsletter, hub: hub.name }), hub: hub.name, site: siteUrl },
  });
}

/**
 * Brings a question to the editors, in plain text. What the visitor typed comes last, so that it cannot pass for
 * words of the hub; the subject holds none of it.
 */
export function questionMail(parts: QuestionMailParts): Omit<MailText, 'html'> {
  const { language, siteUrl, person, thread } = parts;
  const { question } = thread;
  const words = wordsOf(parts);
  const { questionMail: texts } = messagesIn(language);
  const hours = person?.data.replyWithinHours;
  const facts = [
    texts.from(question.name ?? texts.anonymous),
    texts.answer(question.address.mailbox),
    ...(hours === undefined ? [] : [texts.promise(hours)]),
    texts.asked(absoluteUrl(siteUrl, question.page)),
  ];
  const subject = texts.subject(words);
  const paragraphs = [subject, facts.join('\n'), texts.questionFollows, question.text];
  return { subject, text: `${paragraphs.join('\n\n')}\n` };
}

function wordsOf({ hub, person, thread }: QuestionMailParts): QuestionWords {
  return { hub: hub.name, person: person?.data.name ?? thread.person };
}
