import type { Language } from '#hub/languages.ts';

import type { MailWords } from './messages.ts';

/** The words of confirming: its pages and mails. */
export interface ConfirmMessages {
  readonly allTopics: string;
  /** The page after a sign-up. */
  readonly code: {
    readonly title: string;
    readonly label: string;
    readonly help: string;
    readonly button: string;
    readonly refused: string;
    readonly notStored: string;
  };
  readonly again: {
    readonly title: string;
    readonly text: string;
    readonly button: string;
    readonly done: string;
  };
  /** The page behind the mailed link. */
  readonly confirming: string;
  readonly whatYouGet: string;
  readonly notMe: {
    readonly text: string;
    readonly button: string;
    readonly doneTitle: string;
    readonly doneText: string;
    readonly doneHow: string;
  };
  readonly confirmMail: {
    readonly code: string;
    readonly sameBrowser: string;
  };
  readonly welcomeMail: {
    readonly subject: (words: MailWords) => string;
    readonly greeting: string;
    readonly state: (words: MailWords) => string;
    readonly whatYouGet: string;
    readonly button: string;
    readonly choices: string;
    readonly leaving: string;
    readonly leave: string;
  };
}

const confirmMessages = {
  nl: {
    allTopics: 'Alle onderwerpen',
    code: {
      title: 'Typ de code uit de mail',
      label: 'Code van zes cijfers',
      help: 'De code staat in de mail, onder de knop.',
      button: 'Bevestig met code',
      refused:
        'Deze code werkt niet. Kijk hem na in de nieuwste mail, of klik daarin op de link: die werkt ook in een andere browser en na vijf verkeerde codes.',
      notStored: 'We kunnen je aanmelding nu niet bevestigen. Probeer het over een minuut opnieuw.',
    },
    again: {
      title: 'Niets gekregen?',
      text: 'Kijk ook bij ongewenste mail. Na tien minuten kun je de mail opnieuw laten sturen. Stond je al ingeschreven, dan hoef je niets te doen.',
      button: 'Stuur de mail opnieuw',
      done: 'Als het kan, is er nu een nieuwe mail onderweg. Opnieuw sturen lukt eens per tien minuten en hoogstens drie keer per maand. De code uit de nieuwste mail telt; elke link werkt.',
    },
    confirming: 'Je aanmelding wordt bevestigd …',
    whatYouGet: 'Wat je krijgt',
    notMe: {
      text: 'Heb jij dit niet gevraagd? Doe dan niets: na zeven dagen verdwijnt de aanvraag vanzelf. Of wis hem meteen; dan sturen we dit adres ook een jaar lang niets.',
      button: 'Dit was ik niet',
      doneTitle: 'De aanvraag is gewist',
      doneText:
        'Dank je voor het melden. Dit adres krijgt een jaar lang geen mail van ons, ook niet als iemand het opnieuw invult.',
      doneHow:
        'Daarvoor bewaren we een kenmerk van het adres waaruit niemand het adres terug kan lezen. De aanvraag zelf is weg.',
    },
    confirmMail: {
      code: 'Of typ deze code op de pagina waar je je aanmeldde:',
      sameBrowser:
        'De link opent een pagina met een knop. Pas als je daarop drukt, sta je op de lijst. In de browser waarmee je je aanmeldde, gaat dat vanzelf.',
    },
    welcomeMail: {
      subject: ({ newsletter }) => `Welkom bij ${newsletter}`,
      greeting: 'Fijn dat je er bent',
      state: ({ newsletter, hub }) =>
        `Je aanmelding is bevestigd. Vanaf nu komt ${newsletter} van ${hub} vanzelf naar je toe.`,
      whatYouGet: 'Wat je krijgt:',
      button: 'Kies zelf wat je krijgt',
      choices:
        'Onderwerpen, taal, hoe vaak, of een tijdje rust: je past het aan wanneer je wilt, zonder wachtwoord.',
      leaving: 'Toch niet? Dan ben je met één klik weg',
      leave: 'Afmelden',
    },
  },
  en: {
    allTopics: 'All topics',
    code: {
      title: 'Type the code from the mail',
      label: 'Six-digit code',
      help: 'The code is in the mail, below the button.',
      button: 'Confirm by code',
      refused:
        'This code does not work. Check it against the newest mail, or follow the link in there: that works in another browser too, and after five wrong codes.',
      notStored: 'We cannot confirm your sign-up right now. Please try again in a minute.',
    },
    again: {
      title: 'Nothing arrived?',
      text: 'Have a look in your spam folder too. After ten minutes you can have the mail sent again. If you were on the list already, there is nothing to do.',
      button: 'Send the mail again',
      done: 'If possible, a new mail is on its way now. It can be sent again once in ten minutes and three times a month at most. The code in the newest mail counts; every link works.',
    },
    confirming: 'Confirming your subscription …',
    whatYouGet: 'What you will get',
    notMe: {
      text: 'Not your request? Then do nothing: after seven days it disappears by itself. Or delete it now; we will then also send this address nothing for a year.',
      button: 'This was not me',
      doneTitle: 'The request is deleted',
      doneText:
        'Thank you for telling us. This address gets no mail from us for a year, even if someone enters it again.',
      doneHow:
        'For that we keep a fingerprint of the address from which nobody can read the address back. The request itself is gone.',
    },
    confirmMail: {
      code: 'Or type this code on the page where you signed up:',
      sameBrowser:
        'The link opens a page with a button. You are on the list only once you press it. In the browser you signed up with, that happens by itself.',
    },
    welcomeMail: {
      subject: ({ newsletter }) => `Welcome to ${newsletter}`,
      greeting: 'Good to have you',
      state: ({ newsletter, hub }) =>
        `Your subscription is confirmed. From now on ${newsletter} from ${hub} comes to you by itself.`,
      whatYouGet: 'What you will get:',
      button: 'Choose what you get',
      choices:
        'Topics, language, how often, or a break for a while: change it whenever you like, without a password.',
      leaving: 'Changed your mind? One click and you are out',
      leave: 'Unsubscribe',
    },
  },
} as const satisfies Record<Language, ConfirmMessages>;

/** The texts in `language`. */
export function confirmMessagesIn(language: Language): ConfirmMessages {
  return confirmMessages[language];
}
