import { formatDay, isDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';

import type { HeldMail } from './held-data.ts';
import type { MailKind } from './mail.ts';

/** A mail as its recipient reads of it: what it was, why it came, and what became of it. */
export interface SentMailText {
  readonly what: string;
  readonly why: string;
  readonly became: string;
}

/** Above a list of mails. */
export const sentMailsTitle: Readonly<Record<Language, string>> = {
  nl: 'Wat we je stuurden',
  en: 'What we sent you',
};

/** Says of `mail` in `language` what it was. */
export function sentMailText(mail: HeldMail, language: Language): SentMailText {
  const t = tables[language];
  const became = becameOf(mail, language);
  if (!mail.kind.startsWith('issue ')) {
    const [what, why] = t.kinds[mail.kind as MailKind] ?? [mail.kind, ''];
    return { what, why, became };
  }
  const [, name = ''] = mail.kind.slice('issue '.length).split('/');
  const day = name.slice(0, 10);
  const dayText = isDay(day) ? formatDay(day, localeOf[language]) : name;
  const isDigest = mail.kind.startsWith('issue digest/');
  return { what: isDigest ? t.digest(dayText) : t.issue(dayText), why: t.subscribed, became };
}

function becameOf({ state, outcomes = [] }: HeldMail, language: Language): string {
  const t: SentMailTexts = tables[language];
  const said = outcomes.some(({ kind }) => kind === 'complained')
    ? 'complained'
    : outcomes[0]?.kind;
  return said === undefined ? (t.states[state] ?? t.waits) : t.outcomes[said];
}

interface SentMailTexts {
  readonly kinds: Readonly<Record<MailKind, readonly [what: string, why: string]>>;
  readonly issue: (day: string) => string;
  readonly digest: (day: string) => string;
  readonly subscribed: string;
  readonly states: Readonly<Record<string, string>>;
  readonly waits: string;
  readonly outcomes: Readonly<Record<'bounced' | 'complained', string>>;
}

const tables = {
  nl: {
    kinds: {
      confirm: ['Vraag om te bevestigen', 'Want je vroeg de brief aan'],
      'already-subscribed': ['Je bent al abonnee', 'Want je vroeg de brief nog eens aan'],
      welcome: ['Welkom', 'Want je bevestigde je aanmelding'],
      'preferences-link': ['Link naar je keuzes', 'Want je vroeg erom'],
      'manage-link': ['Link naar je gegevens', 'Want je vroeg erom'],
      'confirm-address': ['Vraag aan je nieuwe adres', 'Want je wilde een ander adres'],
      'address-change-asked': ['Bericht over je nieuwe adres', 'Want je wilde een ander adres'],
      'quiet-choice': ['Vraag wat je wilt', 'Want we merkten lang niets van je'],
      trigger: [
        'Een bericht van de redactie',
        'Want je deed iets bij ons; het staat onder die mail',
      ],
      goodbye: ['Bevestiging dat je weg bent', 'Want je meldde je af'],
      'confirm-question': ['Vraag om te bevestigen', 'Want je stelde een vraag'],
      question: ['Een vraag van een lezer', 'Want jij bent de redactie'],
      'paper-delivery': ['Het paper dat je vroeg', 'Want je vroeg erom'],
      alert: ['Melding van de hub', 'Want jij beheert de hub'],
    },
    issue: (day) => `Brief van ${day}`,
    digest: (day) => `Overzicht van ${day}`,
    subscribed: 'Want je bent abonnee',
    states: {
      sent: 'bezorgd bij je mailserver',
      failed: 'geweigerd door je mailserver',
      unknown: 'misschien aangekomen: het antwoord van je mailserver ging verloren',
      excluded: 'niet verstuurd',
      dropped: 'niet verstuurd: niet meer nodig',
    },
    waits: 'gaat nog op weg',
    outcomes: {
      bounced: 'kwam terug: je mailbox nam hem niet aan',
      complained: 'door jou gemeld als ongewenst',
    },
  },
  en: {
    kinds: {
      confirm: ['Request to confirm', 'Because you asked for the letter'],
      'already-subscribed': [
        'You are a subscriber already',
        'Because you asked for the letter again',
      ],
      welcome: ['Welcome', 'Because you confirmed'],
      'preferences-link': ['Link to your choices', 'Because you asked for it'],
      'manage-link': ['Link to your data', 'Because you asked for it'],
      'confirm-address': ['Question to your new address', 'Because you wanted another address'],
      'address-change-asked': ['Word of your new address', 'Because you wanted another address'],
      'quiet-choice': ['Question what you would like', 'Because we had not noticed you for long'],
      trigger: ['A message of the editors', 'Because of something you did; that mail says what'],
      goodbye: ['Confirmation that you left', 'Because you left'],
      'confirm-question': ['Request to confirm', 'Because you put a question'],
      question: ['A question of a reader', 'Because you are the editors'],
      'paper-delivery': ['The paper you asked for', 'Because you asked for it'],
      alert: ['Word from the hub', 'Because you run the hub'],
    },
    issue: (day) => `Letter of ${day}`,
    digest: (day) => `Overview of ${day}`,
    subscribed: 'Because you are a subscriber',
    states: {
      sent: 'delivered to your mail server',
      failed: 'refused by your mail server',
      unknown: 'it may have arrived: your mail server’s answer was lost',
      excluded: 'not sent',
      dropped: 'not sent: no longer needed',
    },
    waits: 'still to go out',
    outcomes: {
      bounced: 'came back: your mailbox did not take it',
      complained: 'reported by you as unwanted',
    },
  },
} as const satisfies Record<Language, SentMailTexts>;
