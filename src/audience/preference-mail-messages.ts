import type { Language } from '#hub/languages.ts';

import type { MailWords } from './messages.ts';

/** One mail of the preference centre, top to bottom. */
export interface PreferenceMailTexts {
  readonly subject: (words: MailWords) => string;
  readonly greeting: string;
  readonly before: (words: MailWords) => readonly string[];
  readonly button: string;
  readonly after: readonly string[];
}

export type PreferenceMailKind =
  'preferences-link' | 'manage-link' | 'confirm-address' | 'address-change-asked' | 'goodbye';

export const preferenceMailMessages = {
  nl: {
    'preferences-link': {
      subject: ({ newsletter }) => `Je keuzes voor ${newsletter}`,
      greeting: 'Kies zelf wat je krijgt',
      before: ({ newsletter, hub }) => [
        `Op de site van ${hub} is gevraagd om de link waarmee je je keuzes voor ${newsletter} aanpast. Hier is hij.`,
      ],
      button: 'Open mijn keuzes',
      after: [
        'Je kiest er onderwerpen en hoe vaak we mailen. Een tijdje niets willen krijgen kan ook, en helemaal stoppen net zo goed.',
        'Was jij dit niet? Dan hoef je niets te doen. Er is niets veranderd.',
      ],
    },
    'manage-link': {
      subject: ({ newsletter }) => `Je gegevens bij ${newsletter}`,
      greeting: 'Hier zijn je gegevens',
      before: () => [
        'Je vroeg wat wij van je bewaren. Met deze link zie je alles, download je het, verander je je adres of wis je het.',
      ],
      button: 'Open mijn gegevens',
      after: [
        'De link werkt een half uur. Stuur deze mail niet door: wie de link heeft, ziet je gegevens.',
        'Was jij dit niet? Dan hoef je niets te doen. Zonder deze link ziet niemand iets.',
      ],
    },
    'confirm-address': {
      subject: ({ newsletter }) => `Mag ${newsletter} voortaan naar dit adres?`,
      greeting: 'Eén klik en je bent over',
      before: ({ newsletter }) => [
        `Een abonnee van ${newsletter} wil de brief voortaan op dit adres krijgen. Ben jij dat?`,
      ],
      button: 'Ja, mail me hier',
      after: [
        'De link opent een pagina met een knop. Pas als je daarop drukt, verandert er iets. Hij werkt een dag.',
        'Was jij dit niet? Dan hoef je niets te doen. Zonder jouw klik komt hier geen brief.',
      ],
    },
    'address-change-asked': {
      subject: ({ newsletter }) => `Je wilt ${newsletter} op een ander adres`,
      greeting: 'Er is een ander adres opgegeven',
      before: ({ newsletter }) => [
        `Op de pagina met je gegevens is gevraagd om ${newsletter} naar een ander adres te sturen. Op dat adres ligt nu een mail om het te bevestigen. Tot dan blijft alles zoals het is.`,
      ],
      button: 'Bekijk mijn keuzes',
      after: ['Was jij dit niet? Antwoord dan op deze mail, dan kijken we het met je na.'],
    },
    goodbye: {
      subject: ({ newsletter }) => `Je bent afgemeld voor ${newsletter}`,
      greeting: 'Je bent afgemeld',
      before: ({ newsletter }) => [
        `Je krijgt ${newsletter} niet meer. Bedankt dat je meelas.`,
        'Heb je een brief doorgestuurd en drukte iemand anders op de knop? Of bedenk je je? Dan zet je het hier terug, met alles wat je gekozen had:',
      ],
      button: 'Ik wil toch blijven',
      after: ['Dat kan een week lang. Klopt het zo? Dan is dit de laatste mail.'],
    },
  },
  en: {
    'preferences-link': {
      subject: ({ newsletter }) => `Your choices for ${newsletter}`,
      greeting: 'You decide what you get',
      before: ({ newsletter, hub }) => [
        `Someone on the ${hub} website asked for the link that changes what you get of ${newsletter}. Here it is.`,
      ],
      button: 'Open my choices',
      after: [
        'Choose topics there and how often we write. You can also take a break for a while, or stop altogether.',
        'Not you? Then there is nothing to do. Nothing has changed.',
      ],
    },
    'manage-link': {
      subject: ({ newsletter }) => `Your data with ${newsletter}`,
      greeting: 'Here is what we hold',
      before: () => [
        'You asked what we keep about you. This link shows all of it, and lets you download it, change your address or erase it.',
      ],
      button: 'Open my data',
      after: [
        'The link works for half an hour. Do not forward this mail: whoever has the link sees your data.',
        'Not you? Then there is nothing to do. Without this link nobody sees a thing.',
      ],
    },
    'confirm-address': {
      subject: ({ newsletter }) => `May ${newsletter} come to this address?`,
      greeting: 'One click and you have moved',
      before: ({ newsletter }) => [
        `A subscriber of ${newsletter} would like to get it at this address from now on. Is that you?`,
      ],
      button: 'Yes, write to me here',
      after: [
        'The link opens a page with a button. Nothing changes until you press it. It works for a day.',
        'Not you? Then there is nothing to do. Without your click no letter comes here.',
      ],
    },
    'address-change-asked': {
      subject: ({ newsletter }) => `You want ${newsletter} at another address`,
      greeting: 'Another address was given',
      before: ({ newsletter }) => [
        `On the page with your data, someone asked to send ${newsletter} to another address. A mail to confirm that is waiting there. Until then everything stays as it is.`,
      ],
      button: 'See my choices',
      after: ['Not you? Reply to this mail and we will look into it with you.'],
    },
    goodbye: {
      subject: ({ newsletter }) => `You have left ${newsletter}`,
      greeting: 'You are off the list',
      before: ({ newsletter }) => [
        `You will get ${newsletter} no more. Thank you for reading along.`,
        'Did you forward a letter and did someone else press the button? Or have you thought again? Put it back here, with everything you had chosen:',
      ],
      button: 'I would rather stay',
      after: ['That works for a week. All as it should be? Then this was the last mail.'],
    },
  },
} as const satisfies Record<Language, Record<PreferenceMailKind, PreferenceMailTexts>>;
