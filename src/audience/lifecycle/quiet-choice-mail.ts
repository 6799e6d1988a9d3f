import type { Language } from '#hub/languages.ts';

import type { MailText } from '../mail.ts';
import { mailTextOf } from '../mail-layout.ts';
import { type MailWords, messagesIn } from '../messages.ts';
import { footerOf, type ServiceMailParts, wordsOf } from '../service-mails.ts';
import { type Trigger, triggers } from './triggers.ts';

const quietChoice: Trigger = triggers['quiet-choice'];

interface QuietChoiceTexts {
  readonly subject: string;
  readonly greeting: (words: MailWords) => string;
  readonly before: (words: MailWords) => readonly string[];
  readonly button: string;
  readonly stay: string;
  readonly leaving: string;
  readonly leave: string;
}

const quietChoiceTexts = {
  nl: {
    subject: 'Pauzeren, minder of stoppen?',
    greeting: ({ newsletter }) => `Komt ${newsletter} nog goed uit?`,
    before: () => [
      'Het is een tijdje stil van jouw kant. Dat mag: misschien heb je het druk, of lees je zonder ergens op te klikken. Dat laatste kunnen we niet zien.',
      'Liever anders? Neem een pauze tot een dag die jij kiest, laat alles eens per maand in één brief komen, of stop.',
    ],
    button: 'Kies wat je krijgt',
    stay: 'Is het goed zo? Dan hoef je niets te doen en komt de brief zoals altijd.',
    leaving: 'Liever meteen stoppen? Dat kan met één klik',
    leave: 'Afmelden',
  },
  en: {
    subject: 'Pause, less often, or stop?',
    greeting: ({ newsletter }) => `Is ${newsletter} still welcome?`,
    before: () => [
      'It has been quiet on your side for a while. That is fine: perhaps you are busy, or you read without clicking anything. We cannot see the latter.',
      'Would you like it otherwise? Take a break until a day of your choice, have everything in one letter a month, or stop.',
    ],
    button: 'Choose what you get',
    stay: 'All fine as it is? Then there is nothing to do, and the letter comes as always.',
    leaving: 'Rather stop at once? One click will do',
    leave: 'Unsubscribe',
  },
} as const satisfies Record<Language, QuietChoiceTexts>;

/** Asks somebody who has been quiet what they would like. `link` opens their choices, `leaveLink` unsubscribes. */
export function quietChoiceMail(parts: ServiceMailParts & { leaveLink: string }): MailText {
  const { language, link, leaveLink } = parts;
  const words = wordsOf(parts);
  const texts: QuietChoiceTexts = quietChoiceTexts[language];
  return mailTextOf({
    language,
    subject: texts.subject,
    heading: texts.greeting(words),
    before: texts.before(words),
    button: { label: texts.button, url: link, fallback: messagesIn(language).linkFallback },
    after: [
      texts.stay,
      { text: texts.leaving, link: { label: texts.leave, url: leaveLink } },
      quietChoice.because[language](words),
    ],
    footer: footerOf(parts),
  });
}
