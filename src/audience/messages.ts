import type { Language } from '#hub/languages.ts';

/** The words around what a hub says of itself in a mail. */
export interface MailWords {
  /** The newsletter's name. */
  readonly newsletter: string;
  readonly hub: string;
}

export interface AudienceMessages {
  /** The one answer to a sign-up, whatever the hub knows of the address. */
  readonly checkMail: string;
  readonly errors: {
    readonly addressMissing: string;
    readonly addressInvalid: string;
    readonly addressUnsupported: string;
    readonly unknownTopic: string;
    readonly otherWording: string;
    readonly otherLanguage: string;
    readonly notStored: string;
  };
  /** Plain answers to whoever posts to the hub without its pages. */
  readonly unsubscribed: string;
  readonly nothingToUnsubscribe: string;
  readonly confirmMail: {
    readonly subject: (words: MailWords) => string;
    readonly greeting: string;
    readonly request: (words: MailWords) => string;
    readonly button: string;
    readonly whatYouGet: string;
    readonly whatYouAgreeTo: string;
    /** `day` is the last day of the link, as readers write it. */
    readonly validity: (day: string) => string;
    readonly notYou: string;
  };
  readonly alreadyMail: {
    readonly subject: (words: MailWords) => string;
    readonly greeting: string;
    readonly state: (words: MailWords) => string;
    readonly nothingToDo: string;
    readonly leaving: string;
    readonly button: string;
    readonly notYou: string;
  };
  readonly linkFallback: string;
  readonly choices: string;
  readonly sentBy: (words: MailWords) => string;
}

export const audienceMessages = {
  nl: {
    checkMail:
      'Kijk in je mailbox: daar vind je zo een bericht van ons met wat je nu kunt doen. Niets gekregen? Kijk ook bij de ongewenste mail.',
    errors: {
      addressMissing: 'Vul je e-mailadres in.',
      addressInvalid:
        'Dit lijkt geen e-mailadres. Kijk het even na, bijvoorbeeld naam@voorbeeld.nl.',
      addressUnsupported:
        'Adressen met letters zoals é of ü vóór het apenstaartje kunnen we nog niet mailen. Heb je een ander adres?',
      unknownTopic: 'Een van de onderwerpen bestaat niet meer. Kies opnieuw.',
      otherWording:
        'Dit formulier is veranderd sinds je het opende. Lees nog eens waar je ja tegen zegt en verstuur het dan opnieuw.',
      otherLanguage: 'In deze taal hebben we geen nieuwsbrief.',
      notStored: 'We kunnen je aanmelding nu niet opslaan. Probeer het over een minuut opnieuw.',
    },
    unsubscribed: 'Je bent afgemeld. We sturen je geen nieuwsbrief meer.',
    nothingToUnsubscribe:
      'Er is niets af te melden met deze link. Krijg je toch nog mail? Open dan de link onderaan de nieuwste mail, of antwoord erop.',
    confirmMail: {
      subject: ({ newsletter }) => `Bevestig je aanmelding voor ${newsletter}`,
      greeting: 'Nog één stap',
      request: ({ newsletter, hub }) =>
        `Iemand, waarschijnlijk jij, vroeg op de site van ${hub} om ${newsletter} op dit adres te krijgen. Klopt dat?`,
      button: 'Bevestig mijn aanmelding',
      whatYouGet: 'Wat je krijgt:',
      whatYouAgreeTo: 'Waar je ja tegen zegt:',
      validity: (day) => `De link en de code werken tot ${day}.`,
      notYou:
        'Was jij dit niet? Dan hoef je niets te doen: zonder jouw bevestiging sturen we geen nieuwsbrief en wissen we dit adres na zeven dagen. Liever meteen? Open de link en kies “Dit was ik niet”.',
    },
    alreadyMail: {
      subject: ({ newsletter }) => `Je krijgt ${newsletter} al`,
      greeting: 'Je staat al op de lijst',
      state: ({ newsletter, hub }) =>
        `Op de site van ${hub} is dit adres opnieuw aangemeld voor ${newsletter}. Dat was niet nodig: je bent al abonnee en er is niets veranderd.`,
      nothingToDo: 'De volgende brief komt vanzelf.',
      leaving: 'Wil je juist stoppen? Dat kan meteen, zonder in te loggen:',
      button: 'Afmelden',
      notYou: 'Was jij dit niet? Dan hoef je niets te doen.',
    },
    linkFallback: 'Werkt de knop niet? Kopieer dan deze link naar je browser:',
    choices: 'Kies zelf wat je krijgt en hoe vaak',
    sentBy: ({ hub }) => `Dit bericht is automatisch verstuurd door ${hub}.`,
  },
  en: {
    checkMail:
      'Have a look in your inbox: a message from us is on its way that tells you what to do next. Nothing there? Check your spam folder too.',
    errors: {
      addressMissing: 'Enter your e-mail address.',
      addressInvalid:
        'This does not look like an e-mail address. Please check it, for example name@example.org.',
      addressUnsupported:
        'We cannot yet send mail to addresses with letters such as é or ü before the @. Do you have another address?',
      unknownTopic: 'One of the topics no longer exists. Please choose again.',
      otherWording:
        'This form has changed since you opened it. Please read the sentence you agree to again and send it once more.',
      otherLanguage: 'We have no newsletter in this language.',
      notStored: 'We cannot store your sign-up right now. Please try again in a minute.',
    },
    unsubscribed: 'You have been unsubscribed. We will not send you the newsletter any more.',
    nothingToUnsubscribe:
      'There is nothing to unsubscribe with this link. Still getting mail? Use the link at the bottom of the latest one, or reply to it.',
    confirmMail: {
      subject: ({ newsletter }) => `Confirm your subscription to ${newsletter}`,
      greeting: 'One more step',
      request: ({ newsletter, hub }) =>
        `Someone, most likely you, asked on the ${hub} website to receive ${newsletter} at this address. Is that right?`,
      button: 'Confirm my subscription',
      whatYouGet: 'What you will get:',
      whatYouAgreeTo: 'What you say yes to:',
      validity: (day) => `The link and the code work until ${day}.`,
      notYou:
        'Not you? Then there is nothing to do: unless you confirm, we send no newsletter and delete this address after seven days. Rather at once? Open the link and choose “This was not me”.',
    },
    alreadyMail: {
      subject: ({ newsletter }) => `You already receive ${newsletter}`,
      greeting: 'You are already on the list',
      state: ({ newsletter, hub }) =>
        `This address was signed up for ${newsletter} once more on the ${hub} website. No need: you are a subscriber already and nothing has changed.`,
      nothingToDo: 'The next letter will come by itself.',
      leaving: 'Would you rather stop? You can do so at once, without logging in:',
      button: 'Unsubscribe',
      notYou: 'Not you? Then there is nothing to do.',
    },
    linkFallback: 'Does the button not work? Copy this link to your browser:',
    choices: 'Choose what you get and how often',
    sentBy: ({ hub }) => `This message was sent automatically by ${hub}.`,
  },
} as const satisfies Record<Language, AudienceMessages>;

/** The texts in `language`. */
export function messagesIn(language: Language): AudienceMessages {
  return audienceMessages[language];
}
