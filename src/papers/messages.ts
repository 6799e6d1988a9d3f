import type { Language } from '#hub/languages.ts';
import { papersList } from '#hub/papers-list.ts';

/** The words around a paper in its mail. */
interface PaperWords {
  readonly title: string;
  readonly hub: string;
  readonly newsletter: string;
}

interface PaperMessages {
  readonly kicker: string;
  /** The page of all papers. */
  readonly list: { readonly title: string; readonly intro: string };
  readonly contents: string;
  readonly pages: (count: number) => string;
  /** In an article that names a paper. */
  readonly read: string;
  /** Beside the paper's title. */
  readonly toForm: string;
  readonly download: string;
  readonly form: {
    readonly title: string;
    readonly intro: string;
    readonly emailHelp: string;
    /** Above the box, whose own words are the consent sentence. */
    readonly newsletter: string;
    readonly newsletterHelp: string;
    readonly button: string;
    readonly failedTitle: string;
  };
  readonly related: string;
  /** The page after a request. */
  readonly checkMail: {
    readonly title: string;
    readonly intro: string;
    readonly newsletter: string;
    readonly nothing: string;
  };
  readonly errors: { readonly unknownPaper: string; readonly notStored: string };
  readonly mail: {
    readonly subject: (words: PaperWords) => string;
    readonly because: (words: PaperWords) => string;
    readonly here: (pages: number | null) => string;
    readonly button: string;
    readonly online: string;
    readonly once: (words: PaperWords) => string;
    readonly notYou: string;
  };
}

const paperMessages = {
  nl: {
    kicker: 'Paper',
    list: papersList.nl,
    contents: 'In deze paper',
    pages: (count) => (count === 1 ? '1 pagina' : `${count} pagina’s`),
    read: 'Lees de paper',
    toForm: 'Krijg het bestand per mail',
    download: 'Download het bestand',
    form: {
      title: 'Krijg het bestand per mail',
      intro:
        'Je krijgt één mail met de link, en daarna niets meer. Lezen kan ook gewoon hier, zonder adres.',
      emailHelp:
        'We gebruiken je adres voor deze ene mail en wissen het zodra die weg is. Je komt op geen enkele lijst.',
      newsletter: 'Ook de nieuwsbrief?',
      newsletterHelp:
        'De paper krijg je hoe dan ook. Kruis je dit aan, dan komt er een tweede mail om je aanmelding te bevestigen.',
      button: 'Mail me de paper',
      failedTitle: 'Nog niet verstuurd',
    },
    related: 'Hoort hierbij',
    checkMail: {
      title: 'De paper is onderweg',
      intro: 'Kijk in je mailbox: daar vind je zo een bericht met de link.',
      newsletter:
        'Kruiste je ook de nieuwsbrief aan? Dan komt er een tweede bericht. Pas als je daarin bevestigt, sta je op de lijst.',
      nothing: 'Niets gekregen? Kijk ook bij de ongewenste mail. Soms duurt het een paar minuten.',
    },
    errors: {
      unknownPaper: 'Deze paper is er niet meer. Kijk op de site wat er wel is.',
      notStored: 'We kunnen je aanvraag nu niet opslaan. Probeer het over een minuut opnieuw.',
    },
    mail: {
      subject: ({ title }) => `Je paper: ${title}`,
      because: ({ hub, title }) =>
        `Je krijgt dit omdat op de site van ${hub} voor dit adres “${title}” is aangevraagd.`,
      here: (pages) =>
        pages === null || pages === 1
          ? 'Hier is hij. De link blijft werken, dus bewaren of doorsturen kan gerust.'
          : `Hier is hij: ${pages} pagina’s. De link blijft werken, dus bewaren of doorsturen kan gerust.`,
      button: 'Open de paper',
      online: 'Liever op je scherm? De tekst staat ook op de site',
      once: ({ newsletter }) =>
        `Dit is een eenmalig bericht. Je staat hierdoor op geen lijst en we bewaren je adres niet. Vroeg je ook om ${newsletter}, dan komt daarvoor een aparte mail.`,
      notYou: 'Was jij dit niet? Dan hoef je niets te doen: er volgt niets meer.',
    },
  },
  en: {
    kicker: 'Paper',
    list: papersList.en,
    contents: 'In this paper',
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    read: 'Read the paper',
    toForm: 'Get the file by mail',
    download: 'Download the file',
    form: {
      title: 'Get the file by mail',
      intro:
        'You get one mail with the link and nothing after that. You can also just read it here, without an address.',
      emailHelp:
        'We use your address for this one mail and delete it once that is gone. It puts you on no list.',
      newsletter: 'The newsletter too?',
      newsletterHelp:
        'You get the paper either way. Tick this and a second mail comes to confirm your subscription.',
      button: 'Mail me the paper',
      failedTitle: 'Not sent yet',
    },
    related: 'Goes with this',
    checkMail: {
      title: 'The paper is on its way',
      intro: 'Have a look in your inbox: a message with the link will be there shortly.',
      newsletter:
        'Did you tick the newsletter as well? Then a second message comes. You are on the list only once you confirm in there.',
      nothing: 'Nothing there? Check your spam folder too. Sometimes it takes a few minutes.',
    },
    errors: {
      unknownPaper: 'This paper is no longer here. Please see on the site what is.',
      notStored: 'We cannot store your request right now. Please try again in a minute.',
    },
    mail: {
      subject: ({ title }) => `Your paper: ${title}`,
      because: ({ hub, title }) =>
        `You receive this because someone on the ${hub} website asked for “${title}” at this address.`,
      here: (pages) =>
        pages === null || pages === 1
          ? 'Here it is. The link keeps working, so feel free to save it or pass it on.'
          : `Here it is: ${pages} pages. The link keeps working, so feel free to save it or pass it on.`,
      button: 'Open the paper',
      online: 'Rather on your screen? The text is on the site too',
      once: ({ newsletter }) =>
        `This is a single message. It puts you on no list and we do not keep your address. If you asked for ${newsletter} too, a separate mail comes for that.`,
      notYou: 'Not you? Then there is nothing to do: nothing else will follow.',
    },
  },
} as const satisfies Record<Language, PaperMessages>;

/** The texts in `language`. */
export function paperMessagesIn(language: Language): PaperMessages {
  return paperMessages[language];
}
