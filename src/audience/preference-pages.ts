import type { Language } from '#hub/languages.ts';

import type { Frequency } from './subscription.ts';

/** A page that only says where a person stands. */
interface StateTexts {
  readonly title: string;
  readonly intro: string;
  readonly after: string;
}

/** What the pages of the preference centre say. `name` is the newsletter's. */
export interface PreferencePageTexts {
  readonly title: string;
  readonly intro: (name: string) => string;
  readonly saved: string;
  readonly errors: Readonly<Record<'unknown-topic' | 'wrong-pause' | 'other-language', string>>;
  readonly topics: string;
  readonly topicsHelp: string;
  readonly frequency: string;
  readonly frequencies: Readonly<Record<Frequency, string>>;
  readonly language: string;
  readonly pause: string;
  readonly pauseHelp: string;
  readonly save: string;
  readonly leaveTitle: string;
  readonly leaveText: (name: string) => string;
  readonly leave: string;
  readonly dataTitle: string;
  readonly dataText: string;
  readonly askData: string;
  readonly askTitle: string;
  readonly askIntro: string;
  readonly askReasons: Readonly<Record<'expired' | 'unknown-token', string>>;
  readonly askLink: string;
  readonly notSubscribed: (name: string) => string;
  readonly personal: {
    readonly title: string;
    readonly intro: string;
    readonly address: string;
    readonly since: string;
    readonly pending: string;
    readonly agreedTo: string;
    readonly history: string;
    readonly happened: Readonly<
      Record<'asked' | 'confirmed' | 'changed' | 'withdrawn' | 'imported' | 'erased', string>
    >;
    readonly download: string;
    readonly downloadText: string;
    readonly changeTitle: string;
    readonly changeText: string;
    readonly newAddress: string;
    readonly change: string;
    readonly changeAsked: string;
    readonly eraseTitle: string;
    readonly eraseText: string;
    readonly eraseSure: string;
    readonly erase: string;
    readonly choices: string;
  };
  readonly confirmAddress: {
    readonly title: string;
    readonly text: (address: string) => string;
    readonly button: string;
    readonly not: string;
  };
  readonly stay: {
    readonly title: string;
    readonly text: (name: string) => string;
    readonly button: string;
    readonly mistake: string;
  };
  readonly states: Readonly<
    Record<'linkSent' | 'addressChanged' | 'welcomeBack' | 'erased', StateTexts>
  >;
}

const nl: PreferencePageTexts = {
  title: 'Kies wat je krijgt',
  intro: (name) => `${name} komt zoals jij het wilt. Verander je keuzes zo vaak je wilt.`,
  saved: 'Bewaard. Vanaf de volgende brief geldt dit.',
  errors: {
    'unknown-topic': 'Een van de onderwerpen bestaat niet meer. Kies opnieuw.',
    'wrong-pause': 'Kies voor de pauze een dag na vandaag, hoogstens een jaar vooruit.',
    'other-language': 'In deze taal hebben we geen nieuwsbrief.',
  },
  topics: 'Waarover wil je lezen?',
  topicsHelp: 'Kies niets en je krijgt alles.',
  frequency: 'Hoe vaak?',
  frequencies: {
    each: 'Elke brief zodra die er is',
    weekly: 'Hoogstens één keer per week',
    monthly: 'Hoogstens één keer per maand',
  },
  language: 'In welke taal?',
  pause: 'Pauze tot',
  pauseHelp: 'Even niets? Kies de dag waarop we weer beginnen. Leeg betekent geen pauze.',
  save: 'Bewaar mijn keuzes',
  leaveTitle: 'Stoppen',
  leaveText: (name) => `Liever geen ${name} meer? Eén klik is genoeg.`,
  leave: 'Meld me af',
  dataTitle: 'Je gegevens',
  dataText:
    'Bekijken, downloaden, verhuizen naar een ander adres of alles wissen: we mailen je een link die een half uur werkt. Zo kan niemand erbij die deze link van je kreeg doorgestuurd.',
  askData: 'Mail me die link',
  askTitle: 'Je keuzes',
  askIntro: 'Vul je adres in. Ken je de brief al, dan mailen we je de link naar je keuzes.',
  askReasons: {
    expired: 'Deze link is verlopen. Vraag hieronder een nieuwe.',
    'unknown-token': 'Deze link is niet goed overgekomen. Vraag hieronder een nieuwe.',
  },
  askLink: 'Mail me de link',
  notSubscribed: (name) =>
    `Je krijgt ${name} nu niet. Wil je weer meelezen? Schrijf je hieronder in.`,
  personal: {
    title: 'Wat we van je bewaren',
    intro:
      'In het kort. De download bevat alles, tot de laatste mail. Deze pagina werkt een half uur.',
    address: 'Je adres',
    since: 'Abonnee sinds',
    pending: 'nog niet bevestigd',
    agreedTo: 'Hier zei je ja tegen',
    history: 'Wat er gebeurde',
    happened: {
      asked: 'Je vroeg de brief aan',
      confirmed: 'Je bevestigde het',
      changed: 'Je veranderde je keuzes',
      withdrawn: 'Je meldde je af',
      imported: 'Je kwam mee van een andere dienst',
      erased: 'Je liet alles wissen',
    },
    download: 'Download alles',
    downloadText: 'Een JSON-bestand dat mensen en programma’s kunnen lezen.',
    changeTitle: 'Een ander adres',
    changeText: 'We mailen het nieuwe adres om te bevestigen. Tot dan blijft dit adres gelden.',
    newAddress: 'Je nieuwe e-mailadres',
    change: 'Verander mijn adres',
    changeAsked: 'Kijk in de mailbox van je nieuwe adres en bevestig daar.',
    eraseTitle: 'Alles wissen',
    eraseText:
      'We wissen je adres, je keuzes en je geschiedenis. Wat blijft is een code die niemand kan terugrekenen: daaraan herkennen we dat we dit adres niet meer mogen mailen.',
    eraseSure: 'Ja, wis alles. Ik weet dat het niet terug kan.',
    erase: 'Wis mijn gegevens',
    choices: 'Naar je keuzes',
  },
  confirmAddress: {
    title: 'Nog één klik',
    text: (address) => `Druk op de knop en je mail komt voortaan op ${address}.`,
    button: 'Ja, mail me hier',
    not: 'Heb jij dit niet gevraagd? Doe dan niets. Er verandert niets.',
  },
  stay: {
    title: 'Toch blijven?',
    text: (name) => `Druk op de knop en ${name} komt weer, met alles wat je gekozen had.`,
    button: 'Ik wil toch blijven',
    mistake: 'Per ongeluk? Dan zet je het zo terug.',
  },
  states: {
    linkSent: {
      title: 'Kijk in je mail',
      intro: 'Kennen we dit adres, dan ligt er binnen een paar minuten een mail met de link.',
      after: 'Niets gekregen? Kijk bij ongewenste mail, of naar een ander adres van je.',
    },
    addressChanged: {
      title: 'Je bent over',
      intro: 'Vanaf de volgende brief mailen we je op je nieuwe adres.',
      after: 'Je keuzes zijn meeverhuisd.',
    },
    welcomeBack: {
      title: 'Fijn dat je blijft',
      intro: 'Je staat weer op de lijst, met alles wat je gekozen had.',
      after: 'De volgende brief komt vanzelf.',
    },
    erased: {
      title: 'Alles is gewist',
      intro: 'Je adres, je keuzes en je geschiedenis zijn weg. Bedankt dat je er was.',
      after:
        'In onze reservekopieën verdwijnt het vanzelf als die verlopen. Wil je ooit terug, dan schrijf je je gewoon opnieuw in.',
    },
  },
};

const en: PreferencePageTexts = {
  title: 'Choose what you get',
  intro: (name) => `${name} comes the way you want it. Change your choices as often as you like.`,
  saved: 'Saved. This holds from the next letter on.',
  errors: {
    'unknown-topic': 'One of the topics no longer exists. Please choose again.',
    'wrong-pause': 'Choose a day after today for the pause, at most a year ahead.',
    'other-language': 'We have no newsletter in this language.',
  },
  topics: 'What do you want to read about?',
  topicsHelp: 'Choose nothing and you get everything.',
  frequency: 'How often?',
  frequencies: {
    each: 'Every letter as it comes',
    weekly: 'At most once a week',
    monthly: 'At most once a month',
  },
  language: 'In which language?',
  pause: 'Pause until',
  pauseHelp: 'Nothing for a while? Choose the day on which we begin again. Empty means no pause.',
  save: 'Save my choices',
  leaveTitle: 'Stop',
  leaveText: (name) => `Rather no more ${name}? One click is enough.`,
  leave: 'Unsubscribe me',
  dataTitle: 'Your data',
  dataText:
    'See it, download it, move to another address or erase everything: we mail you a link that works for half an hour. So nobody gets at it to whom you forwarded this one.',
  askData: 'Mail me that link',
  askTitle: 'Your choices',
  askIntro:
    'Enter your address. If you know the letter already, we mail you the link to your choices.',
  askReasons: {
    expired: 'This link has expired. Ask for a new one below.',
    'unknown-token': 'This link did not come across in one piece. Ask for a new one below.',
  },
  askLink: 'Mail me the link',
  notSubscribed: (name) =>
    `You do not get ${name} at the moment. Would you like to read along again? Sign up below.`,
  personal: {
    title: 'What we hold about you',
    intro:
      'In short. The download holds everything, down to the last mail. This page works for half an hour.',
    address: 'Your address',
    since: 'Subscriber since',
    pending: 'not confirmed yet',
    agreedTo: 'What you said yes to',
    history: 'What happened',
    happened: {
      asked: 'You asked for the letter',
      confirmed: 'You confirmed it',
      changed: 'You changed your choices',
      withdrawn: 'You left',
      imported: 'You came along from another service',
      erased: 'You had everything erased',
    },
    download: 'Download everything',
    downloadText: 'A JSON file that people and programs can read.',
    changeTitle: 'Another address',
    changeText:
      'We write to the new address so that you can confirm it. Until then this address counts.',
    newAddress: 'Your new e-mail address',
    change: 'Change my address',
    changeAsked: 'Look in the mailbox of your new address and confirm there.',
    eraseTitle: 'Erase everything',
    eraseText:
      'We erase your address, your choices and your history. What stays is a code that nobody can turn back into your address: it tells us that we may not write to it any more.',
    eraseSure: 'Yes, erase everything. I know that it cannot be undone.',
    erase: 'Erase my data',
    choices: 'To your choices',
  },
  confirmAddress: {
    title: 'One more click',
    text: (address) => `Press the button and your mail comes to ${address} from now on.`,
    button: 'Yes, write to me here',
    not: 'Not you? Then do nothing. Nothing changes.',
  },
  stay: {
    title: 'Rather stay?',
    text: (name) => `Press the button and ${name} comes again, with everything you had chosen.`,
    button: 'I would rather stay',
    mistake: 'By mistake? This puts it back.',
  },
  states: {
    linkSent: {
      title: 'Have a look in your mail',
      intro: 'If we know this address, a mail with the link is there within a few minutes.',
      after: 'Nothing there? Check your spam folder, or another address of yours.',
    },
    addressChanged: {
      title: 'You have moved',
      intro: 'From the next letter on we write to your new address.',
      after: 'Your choices have moved along.',
    },
    welcomeBack: {
      title: 'Good that you stay',
      intro: 'You are on the list again, with everything you had chosen.',
      after: 'The next letter will come by itself.',
    },
    erased: {
      title: 'Everything is erased',
      intro:
        'Your address, your choices and your history are gone. Thank you for having been here.',
      after:
        'From our backups it disappears by itself when they expire. Should you ever want to come back, just sign up again.',
    },
  },
};

const texts: Readonly<Record<Language, PreferencePageTexts>> = { nl, en };

/** The texts in `language`. */
export function preferencePagesIn(language: Language): PreferencePageTexts {
  return texts[language];
}
