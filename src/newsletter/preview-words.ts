import type { Language } from '#hub/languages.ts';

import type { CheckId } from './checklist.ts';
import { checklistSays, type ChecklistWords } from './checklist-words.ts';

/** What a preview says to the editors of a hub. */
export interface PreviewWords extends ChecklistWords {
  readonly checklist: string;
  readonly passed: string;
  readonly toMend: string;
  readonly allPassed: (count: number) => string;
  readonly someToMend: (count: number) => string;
  readonly checks: Readonly<Record<CheckId, string>>;
  readonly size: string;
  readonly ofBudget: (bytes: string, budget: string) => string;
  readonly bytes: (count: string) => string;
  readonly parts: Readonly<Record<'intro' | 'question' | 'frame', string>>;
  readonly whole: string;
  readonly teaser: string;
  readonly becameTeaser: string;
  readonly readers: Readonly<Record<PreviewReaderKind, string>>;
  readonly getsDigest: (reason: string) => string;
  readonly getsNothing: string;
  readonly subject: string;
  readonly views: Readonly<Record<PreviewView, string>>;
  readonly textPart: string;
  readonly opens: (file: string) => string;
}

export type PreviewReaderKind = 'each' | 'weekly' | 'monthly';

export type PreviewView =
  'phone-light' | 'phone-dark' | 'phone-plain' | 'desktop-light' | 'desktop-dark';

export const previewWords: Readonly<Record<Language, PreviewWords>> = {
  nl: {
    ...checklistSays.nl,
    checklist: 'Controlelijst',
    passed: 'In orde',
    toMend: 'Let op',
    allPassed: (count) => `Alle ${count} punten zijn in orde`,
    someToMend: (count) =>
      count === 1 ? 'Eén punt vraagt je aandacht' : `${count} punten vragen je aandacht`,
    checks: {
      subject: 'Onderwerp',
      preheader: 'Voorproefje',
      size: 'Omvang',
      links: 'Links',
      'text-links': 'Links in de tekstversie',
      'alternative-texts': 'Beschrijving van beeld',
      tokens: 'Invulplekken',
      'postal-address': 'Postadres',
      'safe-parts': 'Geschikt voor mail',
    },
    size: 'Omvang per onderdeel',
    ofBudget: (bytes, budget) => `${bytes} van ${budget} bytes`,
    bytes: (count) => `${count} bytes`,
    parts: { intro: 'Inleiding', question: 'Vraag', frame: 'Kop, voet en opmaak' },
    whole: 'helemaal',
    teaser: 'kort',
    becameTeaser: 'ingekort',
    readers: {
      each: 'Wil elke brief',
      weekly: 'Koos één onderwerp, één keer per week',
      monthly: 'Wil één keer per maand het nieuws',
    },
    getsDigest: (reason) => `Krijgt een overzicht in plaats van de brief. ${reason}`,
    getsNothing: 'Krijgt op deze dag niets: er is niets nieuws voor deze lezer.',
    subject: 'Onderwerp',
    views: {
      'phone-light': 'Telefoon, licht',
      'phone-dark': 'Telefoon, donker',
      'phone-plain': 'Telefoon, zonder beeld',
      'desktop-light': 'Computer, licht',
      'desktop-dark': 'Computer, donker',
    },
    textPart: 'De tekstversie',
    opens: (file) => `Open ${file}`,
  },
  en: {
    ...checklistSays.en,
    checklist: 'Checklist',
    passed: 'Passed',
    toMend: 'Attention',
    allPassed: (count) => `All ${count} points pass`,
    someToMend: (count) =>
      count === 1 ? 'One point needs your attention' : `${count} points need your attention`,
    checks: {
      subject: 'Subject',
      preheader: 'Preheader',
      size: 'Size',
      links: 'Links',
      'text-links': 'Links in the text part',
      'alternative-texts': 'Descriptions of pictures',
      tokens: 'Places to fill in',
      'postal-address': 'Postal address',
      'safe-parts': 'Fit for mail',
    },
    size: 'Size of each part',
    ofBudget: (bytes, budget) => `${bytes} of ${budget} bytes`,
    bytes: (count) => `${count} bytes`,
    parts: { intro: 'Introduction', question: 'Question', frame: 'Head, foot and styles' },
    whole: 'whole',
    teaser: 'short',
    becameTeaser: 'shortened',
    readers: {
      each: 'Wants every issue',
      weekly: 'Chose one topic, once a week',
      monthly: 'Wants the news once a month',
    },
    getsDigest: (reason) => `Gets a digest in place of the issue. ${reason}`,
    getsNothing: 'Gets nothing on this day: there is nothing new for this reader.',
    subject: 'Subject',
    views: {
      'phone-light': 'Phone, light',
      'phone-dark': 'Phone, dark',
      'phone-plain': 'Phone, images off',
      'desktop-light': 'Desktop, light',
      'desktop-dark': 'Desktop, dark',
    },
    textPart: 'The text part',
    opens: (file) => `Open ${file}`,
  },
};

/** How a part of an issue is called; an article by its id. */
export function partName(part: string, { parts }: PreviewWords): string {
  return part in parts ? parts[part as keyof typeof parts] : part;
}
