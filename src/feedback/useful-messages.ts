import type { Language } from '#hub/languages.ts';

import type { UsefulAnswer } from './useful.ts';

interface UsefulMessages {
  readonly title: string;
  readonly answers: Readonly<Record<UsefulAnswer, string>>;
  /** What becomes of the answer, beside the buttons. */
  readonly help: string;
  readonly thanks: Readonly<Record<UsefulAnswer, string>>;
  readonly missing: string;
  readonly ask: (name: string) => string;
  readonly write: string;
  readonly failed: string;
}

const messages = {
  nl: {
    title: 'Was dit nuttig?',
    answers: { yes: 'Ja', no: 'Nee' },
    help: 'We tellen alleen hoe vaak ja en nee, per dag. Wie je bent, weten we niet.',
    thanks: {
      yes: 'Bedankt, fijn om te weten.',
      no: 'Bedankt, daar hebben we iets aan.',
    },
    missing: 'Wat miste je? Laat het ons weten, dan kunnen we het aanvullen.',
    ask: (name) => `Vraag het ${name}`,
    write: 'Mail wat je miste',
    failed: 'Je antwoord kwam niet aan. Probeer het zo nog eens.',
  },
  en: {
    title: 'Was this useful?',
    answers: { yes: 'Yes', no: 'No' },
    help: 'We only count how often yes and no, per day. We do not know who you are.',
    thanks: {
      yes: 'Thank you, good to know.',
      no: 'Thank you, that helps us.',
    },
    missing: 'What was missing? Tell us, and we can add it.',
    ask: (name) => `Ask ${name}`,
    write: 'Mail what was missing',
    failed: 'Your answer did not arrive. Please try again in a moment.',
  },
} as const satisfies Record<Language, UsefulMessages>;

export function usefulMessagesIn(language: Language): UsefulMessages {
  return messages[language];
}
