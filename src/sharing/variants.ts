import type { Article } from '#articles/article.ts';
import type { Person } from '#articles/person.ts';
import type { PlatformUse } from '#hub/hub.ts';
import { textIn } from '#hub/languages.ts';

import { shareMessages } from './messages.ts';

/** The angle of a share post. `summary` is the description, where there is nothing else. */
export type VariantKind = 'question' | 'insight' | 'quote' | 'hook' | 'summary';

/** One text for an article's share posts. */
export interface Variant {
  readonly kind: VariantKind;
  /** The kind, numbered where an article may have several. */
  readonly id: string;
  readonly text: string;
  /** What the text, whole or shortened, looks like before link and hashtags: a quote with its speaker. */
  readonly framed: (text: string) => string;
}

/** Which kinds suit what a platform is for, best first. */
export const variantOrder = {
  conversation: ['question', 'hook', 'insight', 'quote'],
  distribution: ['hook', 'insight', 'question', 'quote'],
  relationship: ['quote', 'question', 'insight', 'hook'],
  findability: ['insight', 'hook', 'question', 'quote'],
  service: ['insight', 'question', 'hook', 'quote'],
} as const satisfies Record<PlatformUse, readonly VariantKind[]>;

/** Every variant that `article` gives, the best for `use` first; never empty. */
export function variantsFor(
  article: Article,
  { use, people }: { use: PlatformUse; people: readonly Person[] },
): [Variant, ...Variant[]] {
  const { lang, question, takeaways = [], quotes, share } = article.data;
  const asked = textIn(lang, question);
  const found = {
    question: asked === null ? [] : [plain('question', asked)],
    insight: takeaways.map((text, index) => plain('insight', text, index)),
    quote: quotes.flatMap(({ text, person: id }, index) => {
      const person = people.find((one) => one.id === id);
      const framed = (words: string) => shareMessages[lang].quote(words, person?.data.name ?? '');
      return person ? [{ ...plain('quote', text, index), framed }] : [];
    }),
    hook: share.hook === undefined ? [] : [plain('hook', share.hook)],
  } satisfies Record<Exclude<VariantKind, 'summary'>, Variant[]>;

  const [first = summaryOf(article), ...rest] = variantOrder[use].flatMap((kind) => found[kind]);
  return [first, ...rest];
}

/** What the article says of itself in its description: when nothing else is there, or nothing else fits. */
export function summaryOf({ data }: Article): Variant {
  return plain('summary', data.description);
}

function plain(kind: VariantKind, text: string, index?: number): Variant {
  const id = index === undefined ? kind : `${kind}-${index + 1}`;
  return { kind, id, text, framed: (words) => words };
}
