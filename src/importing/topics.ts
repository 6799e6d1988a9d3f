import { field, type NewFile } from '#articles/drafts/draft.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import type { Topic } from '#articles/topic.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import type { Mapping } from './mapping.ts';

/** A text, as far as it says what it is about. */
export interface Labelled {
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

export interface Topics {
  /** The topic of a text, and which of its labels said so; `null` where none did. */
  readonly topicOf: (text: Labelled) => { readonly id: string; readonly because: string | null };
  /** Ids of topics that the hub has not. */
  readonly made: readonly string[];
  /** Their files; `intros` has what the old blog says of them. */
  readonly files: (hub: Hub, intros: Intros) => NewFile[];
  /** What each category or tag became, for the editor to change. */
  readonly mapping: Mapping;
}

type Intros = ReadonlyMap<string, Readonly<Partial<Record<Language, string>>>>;

/** More main topics than this and none is (content-model.md §2: 3 to 7 pillars). */
const maxPillars = 7;
const maxHashtags = 5;

/** Categories become topics; where a blog has none, its most used tags do. Other tags become hashtags of the topics. */
export function topicsOf(
  texts: readonly Labelled[],
  { known, mapping, fallback }: { known: readonly Topic[]; mapping: Mapping; fallback: string },
): Topics {
  const categories = counted(texts.flatMap((text) => text.categories));
  const tags = counted(texts.flatMap((text) => text.tags));
  const leading = categories.size > 0 ? [...categories.keys()] : mostUsed(tags, maxPillars);
  const named = new Map(Object.entries(mapping.topics));
  for (const label of leading) {
    if (!named.has(label)) named.set(label, idFor(label, known) || fallback);
  }
  const topicOf = (text: Labelled) => {
    const label = [...text.categories, ...text.tags].find((one) => named.has(one));
    return { id: (label && named.get(label)) || fallback, because: label ?? null };
  };
  const used = counted(texts.map((text) => topicOf(text).id));
  const hashtags = hashtagsOf(texts, { topicOf, named });
  const made = [...used.keys()].filter((id) => !known.some((topic) => topic.id === id));
  return {
    made,
    topicOf,
    mapping: {
      ...mapping,
      topics: Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    },
    files: (hub, intros) => {
      const pillars = new Set(mostUsed(used, maxPillars));
      return made.map((id) => {
        const label =
          [...named].find(([, topic]) => topic === id)?.[0] ?? names[hub.languages[0] ?? 'nl'];
        return topicFile(id, {
          label,
          hub,
          intro: intros.get(id) ?? {},
          isPillar: pillars.has(id),
          hashtags: hashtags.get(id) ?? [],
        });
      });
    },
  };
}

const names = { nl: 'Algemeen', en: 'General' } as const satisfies Record<Language, string>;
const phrases = {
  nl: (name: string) => `Alles wat wij schreven over ${name}.`,
  en: (name: string) => `All that we wrote about ${name}.`,
} as const satisfies Record<Language, (name: string) => string>;

function topicFile(
  id: string,
  {
    label,
    hub,
    intro,
    isPillar,
    hashtags,
  }: {
    label: string;
    hub: Hub;
    intro: Readonly<Partial<Record<Language, string>>>;
    isPillar: boolean;
    hashtags: readonly string[];
  },
): NewFile {
  const name = /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(label) ? label.replaceAll('-', ' ') : label;
  const inEach = (text: (language: Language) => string) =>
    Object.fromEntries(hub.languages.map((language) => [language, text(language)]));
  const lines = [
    '# content/README.md explains every field. Imported: see whether name and intro say what you mean.',
    ...field(
      'name',
      inEach(() => name),
    ),
    ...field(
      'intro',
      inEach((language) => intro[language] ?? phrases[language](name)),
    ),
    ...(isPillar ? [] : field('pillar', false)),
    ...(hashtags.length > 0
      ? field('hashtags', Object.fromEntries(hub.languages.map((one) => [one, [...hashtags]])))
      : []),
    '',
  ];
  return { file: `content/topics/${id}.yaml`, text: lines.join('\n') };
}

function hashtagsOf(
  texts: readonly Labelled[],
  { topicOf, named }: { topicOf: Topics['topicOf']; named: ReadonlyMap<string, string> },
): Map<string, string[]> {
  const perTopic = Map.groupBy(texts, (text) => topicOf(text).id);
  return new Map(
    [...perTopic].map(([id, group]) => {
      const tags = counted(group.flatMap((text) => text.tags.filter((tag) => !named.has(tag))));
      const words = mostUsed(tags, maxHashtags * 2)
        .map(hashtagOf)
        .filter((tag) => tag !== '');
      return [id, [...new Set(words)].slice(0, maxHashtags)];
    }),
  );
}

/** `bike repair` as `BikeRepair`; empty where nothing is left of it. */
export function hashtagOf(tag: string): string {
  const words = tag.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', ...rest] = words;
  const joined = [first, ...rest]
    .map((word) => (words.length > 1 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join('');
  return /\p{L}/u.test(joined) && joined.length <= 50 ? joined : '';
}

function idFor(label: string, known: readonly Topic[]): string {
  const own = known.find(({ id, data }) =>
    [id, data.name.nl, data.name.en].some((name) => name?.toLowerCase() === label.toLowerCase()),
  );
  return own?.id ?? slugOf(label);
}

function counted(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function mostUsed(counts: ReadonlyMap<string, number>, max: number): string[] {
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, max)
    .map(([name]) => name);
}
