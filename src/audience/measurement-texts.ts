import type { Language } from '#hub/languages.ts';

import { wordingHash } from './consent.ts';
import { monthsOfEvents } from './retention.ts';

/** What is said where a subscriber may agree to measurement. */
interface MeasurementTexts {
  readonly title: string;
  readonly explanation: string;
  /** What a tick agrees to. */
  readonly agree: string;
  /** When the tick agreed to other words than those in force. */
  readonly otherWording: string;
}

const texts = {
  nl: {
    title: 'Mogen we onthouden wat je leest?',
    explanation: `Tenzij jij het goedvindt: nee. Dan zijn de links in onze brieven voor jou dezelfde als voor iedereen, en weten we niet dat jij ze volgt. Zeg je ja, dan krijgen de links in jouw brieven een eigen kenmerk en onthouden we hoogstens ${monthsOfEvents} maanden welke jij volgde. Daaruit leren we of onze brieven gelezen worden en waar mensen voor terugkomen. Of je een mail opent, meten we nooit, en we delen dit met niemand. Haal je het vinkje weg, dan wissen we meteen welke links je volgde.`,
    agree: 'Ja, onthoud welke links ik volg uit de brieven',
    otherWording:
      'De uitleg bij het onthouden van links is veranderd sinds je de pagina opende. Lees hem nog eens en bewaar dan opnieuw.',
  },
  en: {
    title: 'May we remember what you read?',
    explanation: `Unless you agree: no. Then the links in our letters are the same for you as for everyone, and we do not know that you follow them. If you say yes, the links in your letters get a mark of their own and we remember which ones you followed, for ${monthsOfEvents} months at most. It teaches us whether our letters are read and what people come back for. We never measure whether you open a mail, and we share this with nobody. Untick the box and we erase at once which links you followed.`,
    agree: 'Yes, remember which links I follow from the letters',
    otherWording:
      'What we say about remembering links has changed since you opened the page. Please read it again and save once more.',
  },
} as const satisfies Record<Language, MeasurementTexts>;

/** The texts in `language`. */
export function measurementTextsIn(language: Language): MeasurementTexts {
  return texts[language];
}

/** All that a tick agrees to, as the consent ledger keeps it. */
export function measurementWording(language: Language): string {
  const { explanation, agree } = texts[language];
  return `${agree}. ${explanation}`;
}

/** What a ticked box sends, so that nobody agrees to other words than those shown. */
export function measurementWordingHash(language: Language): string {
  return wordingHash(measurementWording(language));
}
