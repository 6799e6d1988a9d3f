import type { Language } from '#hub/languages.ts';

/** What the mails of the newsletter say beside what editors wrote. */
export interface NewsletterMessages {
  readonly readOnline: string;
  readonly readMore: (title: string) => string;
  readonly readWhole: string;
  readonly by: (names: string, topic: string) => string;
  readonly questionTitle: string;
  readonly questionAnswer: string;
  readonly forwarded: (newsletter: string) => string;
  readonly subscribeYourself: string;
  readonly choices: string;
  readonly unsubscribe: string;
  readonly links: string;
  readonly digestSubject: (title: string, more: number) => string;
  readonly digestIntro: (count: number, newsletter: string) => string;
  readonly digestMore: string;
  /** Above the letters that a digest only names. */
  readonly digestLetters: string;
}

const tables = {
  nl: {
    readOnline: 'Lees deze brief online',
    readMore: (title) => `Lees verder: ${title}`,
    readWhole: 'Lees of reageer op de site',
    by: (names, topic) => (names === '' ? topic : `${names} · ${topic}`),
    questionTitle: 'De vraag van deze brief',
    questionAnswer:
      'Beantwoord deze mail gewoon. Je antwoord komt bij de redactie aan, niet bij een robot.',
    forwarded: (newsletter) => `Kreeg je ${newsletter} doorgestuurd?`,
    subscribeYourself: 'Meld jezelf aan',
    choices: 'Kies zelf wat je krijgt en hoe vaak',
    unsubscribe: 'Afmelden',
    links: 'Links in deze brief',
    digestSubject: (title, more) =>
      more === 0 ? title : `${title}, en nog ${more === 1 ? 'één' : more}`,
    digestIntro: (count, newsletter) =>
      count === 1
        ? `Eén nieuw artikel dat je nog niet van ${newsletter} kreeg.`
        : `${count} nieuwe artikelen die je nog niet van ${newsletter} kreeg, het nieuwste eerst.`,
    digestMore: 'Alles staat ook op de site',
    digestLetters: 'Eerdere brieven sinds je vorige overzicht',
  },
  en: {
    readOnline: 'Read this letter online',
    readMore: (title) => `Read on: ${title}`,
    readWhole: 'Read or respond on the site',
    by: (names, topic) => (names === '' ? topic : `${names} · ${topic}`),
    questionTitle: 'The question of this letter',
    questionAnswer: 'Just reply to this mail. Your answer reaches the editors, not a robot.',
    forwarded: (newsletter) => `Did someone forward ${newsletter} to you?`,
    subscribeYourself: 'Sign up yourself',
    choices: 'Choose what you get and how often',
    unsubscribe: 'Unsubscribe',
    links: 'Links in this letter',
    digestSubject: (title, more) =>
      more === 0 ? title : `${title}, and ${more === 1 ? 'one' : more} more`,
    digestIntro: (count, newsletter) =>
      count === 1
        ? `One new article that ${newsletter} has not brought you yet.`
        : `${count} new articles that ${newsletter} has not brought you yet, newest first.`,
    digestMore: 'Everything is on the site too',
    digestLetters: 'Earlier letters since your last overview',
  },
} as const satisfies Record<Language, NewsletterMessages>;

/** The texts in `language`. */
export function newsletterMessagesIn(language: Language): NewsletterMessages {
  return tables[language];
}
