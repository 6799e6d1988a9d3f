import type { ArticleData } from '#articles/article.ts';
import type { Language } from '#hub/languages.ts';
import type { PlaceId } from '#hub/urls.ts';

interface CardMessages {
  /** The kinds of article that a reader wants to know beforehand. */
  readonly kinds: Partial<Record<ArticleData['kind'], string>>;
  readonly topic: string;
  readonly person: string;
  /** The title of a fixed place's card and the sentence below it; `null` where the place needs none. */
  readonly places: Record<PlaceId, { readonly title: string; readonly standfirst: string } | null>;
  archiveOf(year: string): string;
  titleBy(title: string, names: string): string;
  shows(alt: string): string;
}

const statesOfForms = {
  checkMail: null,
  confirm: null,
  welcome: null,
  linkExpired: null,
  unsubscribe: null,
  goodbye: null,
  notMe: null,
  stay: null,
  preferences: null,
  linkSent: null,
  personalData: null,
  newAddress: null,
  addressChanged: null,
  welcomeBack: null,
  erased: null,
  checkQuestionMail: null,
  confirmQuestion: null,
  questionReceived: null,
  questionLinkExpired: null,
  checkPaperMail: null,
} as const;

/** The words that cards add to what editors wrote. */
export const cardMessages = {
  nl: {
    kinds: {
      guide: 'Stap voor stap',
      interview: 'Interview',
      figures: 'Cijfers',
      opinion: 'Opinie',
      'reader-contribution': 'Van een lezer',
      translation: 'Vertaald',
    },
    topic: 'Onderwerp',
    person: 'Wie schrijft hier',
    places: {
      ...statesOfForms,
      root: null,
      newsletter: null,
      articles: {
        title: 'Alle artikelen',
        standfirst: 'Alles wat we schreven, het nieuwste voorop.',
      },
      topics: { title: 'Onderwerpen', standfirst: 'Waar we over schrijven, en wat je er vindt.' },
      people: {
        title: 'Wie hier schrijven',
        standfirst: 'Mensen met een naam, een gezicht en een mening.',
      },
      archive: { title: 'Archief', standfirst: 'Alles wat hier ooit verscheen, per jaar.' },
      links: {
        title: 'Gezien op een platform?',
        standfirst: 'Hier staat het hele artikel, op onze eigen grond.',
      },
      search: { title: 'Zoeken', standfirst: 'Vind het artikel dat je vraag beantwoordt.' },
      issues: {
        title: 'Eerdere brieven',
        standfirst: 'Alles wat we per mail stuurden, ook voor wie later instapt.',
      },
      feeds: {
        title: 'Lees mee met je eigen lezer',
        standfirst:
          'RSS, Atom en JSON Feed: volledige artikelen, zonder account en zonder algoritme.',
      },
    },
    archiveOf: (year) => `Verschenen in ${year}`,
    titleBy: (title, names) => `${title}, door ${names}`,
    shows: (alt) => `Beeld: ${alt}`,
  },
  en: {
    kinds: {
      guide: 'Step by step',
      interview: 'Interview',
      figures: 'Figures',
      opinion: 'Opinion',
      'reader-contribution': 'From a reader',
      translation: 'Translated',
    },
    topic: 'Topic',
    person: 'Who writes here',
    places: {
      ...statesOfForms,
      root: null,
      newsletter: null,
      articles: { title: 'All articles', standfirst: 'Everything we wrote, newest first.' },
      topics: { title: 'Topics', standfirst: 'What we write about, and what you will find there.' },
      people: {
        title: 'Who writes here',
        standfirst: 'People with a name, a face and an opinion.',
      },
      archive: { title: 'Archive', standfirst: 'Everything ever published here, year by year.' },
      links: {
        title: 'Seen on a platform?',
        standfirst: 'Here is the whole article, on our own ground.',
      },
      search: { title: 'Search', standfirst: 'Find the article that answers your question.' },
      issues: {
        title: 'Earlier letters',
        standfirst: 'Everything we sent by mail, also for those who join later.',
      },
      feeds: {
        title: 'Follow along in your own reader',
        standfirst: 'RSS, Atom and JSON Feed: full articles, no account and no algorithm.',
      },
    },
    archiveOf: (year) => `Published in ${year}`,
    titleBy: (title, names) => `${title}, by ${names}`,
    shows: (alt) => `Picture: ${alt}`,
  },
} as const satisfies Record<Language, CardMessages>;
