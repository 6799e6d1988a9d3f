import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

type Rights = Hub['rights'];

interface RightsMessages {
  readonly aiInput: (allowed: boolean) => string;
  readonly aiTraining: (allowed: boolean) => string;
  readonly textMining: (position: Rights['textMining']) => string;
}

const messages = {
  nl: {
    aiInput: (allowed) =>
      `Machines mogen deze teksten ${allowed ? '' : 'niet '}gebruiken om vragen te beantwoorden.`,
    aiTraining: (allowed) => `Modellen trainen met deze teksten mag ${allowed ? 'wel' : 'niet'}.`,
    textMining: (position) =>
      position === 'reserved'
        ? 'Tekst- en datamining is voorbehouden (artikel 4 van Richtlijn (EU) 2019/790).'
        : 'Tekst- en datamining is toegestaan.',
  },
  en: {
    aiInput: (allowed) =>
      `Machines may ${allowed ? '' : 'not '}use these texts to answer questions.`,
    aiTraining: (allowed) => `Training models on these texts is ${allowed ? '' : 'not '}allowed.`,
    textMining: (position) =>
      position === 'reserved'
        ? 'Text and data mining is reserved (article 4 of Directive (EU) 2019/790).'
        : 'Text and data mining is allowed.',
  },
} as const satisfies Record<Language, RightsMessages>;

/** The brand's position on machines that read along, in words; robots.txt says the same in signs. */
export function rightsSentences(rights: Rights, language: Language): string[] {
  const { aiInput, aiTraining, textMining } = messages[language];
  return [aiInput(rights.aiInput), aiTraining(rights.aiTraining), textMining(rights.textMining)];
}
