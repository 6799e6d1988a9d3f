import type { Language } from '#hub/languages.ts';

import { maxNameLength, questionLength, type QuestionProblems } from './question.ts';

/** The words around what a hub says of itself and its people in a mail. */
export interface QuestionWords {
  readonly hub: string;
  /** The name of the person who is asked. */
  readonly person: string;
}

export interface FeedbackMessages {
  /** The one answer to a question, whatever the hub knows of the address. */
  readonly checkMail: string;
  readonly errors: {
    readonly text: Record<NonNullable<QuestionProblems['text']>, string>;
    readonly name: Record<NonNullable<QuestionProblems['name']>, string>;
    readonly person: Record<NonNullable<QuestionProblems['person']>, string>;
    readonly language: Record<NonNullable<QuestionProblems['language']>, string>;
    readonly notStored: string;
  };
  readonly confirmMail: {
    readonly subject: (words: QuestionWords) => string;
    readonly greeting: string;
    readonly request: (words: QuestionWords) => string;
    readonly button: string;
    readonly whatHappens: (words: QuestionWords) => string;
    /** `day` is the last day of the link, as readers write it. */
    readonly validity: (day: string) => string;
    readonly notYou: string;
  };
  /** The mail to the editors. */
  readonly questionMail: {
    readonly subject: (words: QuestionWords) => string;
    readonly from: (name: string) => string;
    readonly anonymous: string;
    readonly answer: (address: string) => string;
    readonly promise: (hours: number) => string;
    readonly asked: (page: string) => string;
    readonly questionFollows: string;
  };
}

const feedbackMessages = {
  nl: {
    checkMail:
      'Kijk in je mailbox: daar vind je zo een bericht van ons. Pas als je daarin bevestigt dat de vraag van jou is, komt ze aan. Niets gekregen? Kijk ook bij de ongewenste mail.',
    errors: {
      text: {
        'too-short': `Schrijf je vraag op, in minstens ${questionLength.min} tekens.`,
        'too-long': `Je vraag is te lang: er passen ${questionLength.max} tekens. Kort haar in, of stel twee vragen.`,
        'control-character':
          'In je vraag zit een onzichtbaar teken dat we niet kunnen bewaren. Typ de vraag opnieuw, of plak haar zonder opmaak.',
      },
      name: {
        'too-long': `Een naam past in ${maxNameLength} tekens. Kort hem in.`,
        'control-character':
          'In je naam zit een teken dat we niet kunnen bewaren. Typ je naam opnieuw, op één regel.',
      },
      person: {
        'takes-no-questions': 'Deze persoon beantwoordt geen vragen meer. Kies iemand anders.',
      },
      language: { 'other-language': 'In deze taal beantwoorden we geen vragen.' },
      notStored: 'We kunnen je vraag nu niet opslaan. Probeer het over een minuut opnieuw.',
    },
    confirmMail: {
      subject: ({ person }) => `Bevestig je vraag aan ${person}`,
      greeting: 'Nog één stap',
      request: ({ hub, person }) =>
        `Iemand, waarschijnlijk jij, stelde op de site van ${hub} een vraag aan ${person} en gaf dit adres op voor het antwoord. Klopt dat?`,
      button: 'Bevestig mijn vraag',
      whatHappens: ({ person }) =>
        `De link opent een pagina met je vraag en een knop. Pas als je daarop drukt, komt de vraag bij ${person} aan.`,
      validity: (day) => `De link werkt zeven dagen, tot ${day}.`,
      notYou:
        'Was jij dit niet? Dan hoef je niets te doen. Zonder jouw bevestiging leest niemand de vraag en wissen we haar na zeven dagen, met dit adres.',
    },
    questionMail: {
      subject: ({ person }) => `Vraag voor ${person}`,
      from: (name) => `Van: ${name}`,
      anonymous: 'iemand die geen naam gaf',
      answer: (address) =>
        `Antwoorden: beantwoord deze mail, dan gaat je antwoord naar ${address}. Dat adres is bevestigd.`,
      promise: (hours) => `Beloofd op de site: meestal binnen ${hours} uur.`,
      asked: (page) => `Gesteld op: ${page}`,
      questionFollows: 'De vraag, zoals ze is getypt:',
    },
  },
  en: {
    checkMail:
      'Have a look in your inbox: a message from us is on its way. Your question arrives only once you confirm there that it is yours. Nothing there? Check your spam folder too.',
    errors: {
      text: {
        'too-short': `Write down your question, in at least ${questionLength.min} characters.`,
        'too-long': `Your question is too long: there is room for ${questionLength.max} characters. Shorten it, or ask two questions.`,
        'control-character':
          'Your question holds an invisible character that we cannot keep. Type it again, or paste it without formatting.',
      },
      name: {
        'too-long': `A name fits in ${maxNameLength} characters. Please shorten it.`,
        'control-character':
          'Your name holds a character that we cannot keep. Type it again, on one line.',
      },
      person: {
        'takes-no-questions':
          'This person no longer answers questions. Please choose somebody else.',
      },
      language: { 'other-language': 'We do not answer questions in this language.' },
      notStored: 'We cannot store your question right now. Please try again in a minute.',
    },
    confirmMail: {
      subject: ({ person }) => `Confirm your question to ${person}`,
      greeting: 'One more step',
      request: ({ hub, person }) =>
        `Someone, most likely you, put a question to ${person} on the ${hub} website and gave this address for the answer. Is that right?`,
      button: 'Confirm my question',
      whatHappens: ({ person }) =>
        `The link opens a page with your question and a button. The question reaches ${person} only once you press it.`,
      validity: (day) => `The link works for seven days, until ${day}.`,
      notYou:
        'Not you? Then there is nothing to do. Unless you confirm, nobody reads the question and we delete it after seven days, along with this address.',
    },
    questionMail: {
      subject: ({ person }) => `Question for ${person}`,
      from: (name) => `From: ${name}`,
      anonymous: 'someone who gave no name',
      answer: (address) =>
        `To answer: reply to this mail and your answer goes to ${address}. That address has been confirmed.`,
      promise: (hours) => `Promised on the site: usually within ${hours} hours.`,
      asked: (page) => `Asked on: ${page}`,
      questionFollows: 'The question, as it was typed:',
    },
  },
} as const satisfies Record<Language, FeedbackMessages>;

/** The texts in `language`. */
export function messagesIn(language: Language): FeedbackMessages {
  return feedbackMessages[language];
}
