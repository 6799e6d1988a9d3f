import type { QuestionFields } from '#feedback/question.ts';
import type { Thread } from '#feedback/thread.ts';

import { ilyas } from './audience.ts';
import { now } from './store-rows.ts';

/** A question as the form sends it. */
export function aQuestion(changes: Partial<QuestionFields> = {}): QuestionFields {
  return {
    text: 'Waarom kraakt mijn trapas alleen bergop?',
    name: 'Ada',
    email: 'ada@example.org',
    person: ilyas.id,
    language: 'nl',
    page: '/mensen/ilyas-naafdop/',
    ...changes,
  };
}

/** A thread as the store keeps it; `name` tells threads, addresses and tokens apart. */
export function aThread(
  name = 'ada',
  {
    question,
    ...changes
  }: Partial<Omit<Thread, 'question'>> & { question?: Partial<Thread['question']> } = {},
): Thread {
  return {
    id: `thread-${name}`,
    person: ilyas.id,
    language: 'nl',
    state: 'awaiting-verification',
    startedAt: now,
    openedAt: null,
    question: {
      id: `question-${name}`,
      text: "Kraakt 't? -- ï é ĳ 🚲\n<b>vet</b>",
      name: null,
      address: {
        typed: `${name}@example.org`,
        mailbox: `${name}@example.org`,
        key: `${name}@example.org`,
      },
      addressHash: `hash-${name}`,
      page: '/mensen/ilyas-naafdop/',
      askedAt: now,
      tokenHash: `token-${name}`,
      ...question,
    },
    ...changes,
  };
}
