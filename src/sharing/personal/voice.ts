import type { PersonData } from '#articles/person.ts';

import { digestOf } from '../digest.ts';
import type { VariantKind } from '../variants.ts';

/** Something that a person could say of an article. */
export interface Saying {
  readonly id: string;
  readonly kinds: readonly VariantKind[];
  readonly text: string;
  /** The person's own words in the article. */
  readonly isOwn: boolean;
}

/** What a trait says about how somebody likes to begin, in the words of either language. */
const likings: readonly { readonly kind: VariantKind; readonly trait: RegExp }[] = [
  { kind: 'question', trait: /vra(?:ag|gen)|nieuwsgierig|question|curious|\bask/iu },
  {
    kind: 'insight',
    trait: /reken|meet|meten|cijfer|precies|nuchter|number|measur|precise|\bsum/iu,
  },
  { kind: 'quote', trait: /luister|citeer|anderen aan het woord|listen|quote/iu },
  { kind: 'hook', trait: /grap|humor|direct|scherp|droog|\bjok|funny|blunt|witty/iu },
];

const weights = { own: 8, avoided: -100, liking: 4, word: 1, together: -20 } as const;
const mostWords = 3;

/**
 * `sayings`, those that suit the voice of `person` first: own words, then what the traits like, then what
 * shares words with what the person says. Two things together come after one; a word that the person avoids puts
 * a saying last. The same for ever.
 */
export function byVoice(
  sayings: readonly Saying[],
  { id, voice, salt }: { id: string; voice: PersonData['voice']; salt: string },
): Saying[] {
  return sayings
    .map((saying) => ({
      saying,
      worth: worthOf(saying, voice),
      tie: digestOf([id, salt, saying.id], 16),
    }))
    .toSorted((a, b) => b.worth - a.worth || (a.tie < b.tie ? -1 : 1))
    .map(({ saying }) => saying);
}

function worthOf({ text, kinds, isOwn }: Saying, voice: PersonData['voice']): number {
  const own = (isOwn ? weights.own : 0) + (kinds.length > 1 ? weights.together : 0);
  if (!voice) return own;
  const spoken = wordsOf([...voice.traits, ...voice.says].join(' '));
  const shared = [...wordsOf(text)].filter((word) => spoken.has(word)).length;
  const avoided = voice.avoids.some((words) => holds(text, words));
  const liked = likings.some(
    ({ kind, trait }) => kinds[0] === kind && voice.traits.some((one) => trait.test(one)),
  );
  return (
    own +
    (avoided ? weights.avoided : 0) +
    (liked ? weights.liking : 0) +
    weights.word * Math.min(mostWords, shared)
  );
}

/** Words of five letters and more, which are what a text is about. */
function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{5,}/gu));
}

function holds(text: string, words: string): boolean {
  return new RegExp(String.raw`(?<!\p{L})${RegExp.escape(words)}`, 'iu').test(text);
}
