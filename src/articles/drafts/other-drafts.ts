import type { PersonData } from '#articles/person.ts';
import { type Hub, mainLanguage } from '#hub/hub.ts';
import { type Language, languages } from '#hub/languages.ts';

import { field, mdx, type NewFile, optional, toWrite } from './draft.ts';
import { placeholderPortrait } from './placeholder.ts';

/** `content/people/<id>.yaml` and an outline in the place of a portrait. */
export function personDraft(
  {
    id,
    name,
    kind,
    role,
    bio,
    organisation,
  }: {
    readonly id: string;
    readonly name: string;
    readonly kind: PersonData['kind'];
    readonly role?: string | undefined;
    readonly bio?: string | undefined;
    readonly organisation?: string | undefined;
  },
  { hub }: { hub: Hub },
): NewFile[] {
  const portrait = `content/media/${id}.svg`;
  const alt = {
    nl: `Silhouet, nog geen portret van ${name}`,
    en: `Outline, not yet a portrait of ${name}`,
  };
  const lines = [
    '# content/README.md explains every field.',
    ...field('name', name),
    ...field('role', inMain(role ?? toWrite('what this person does here'), hub), addOther(hub)),
    ...field('kind', kind, 'employee, guest or brand'),
    ...field('organisation', organisation ?? (kind === 'guest' ? undefined : hub.name)),
    ...field('bio', inMain(bio ?? toWrite('two or three sentences'), hub), addOther(hub)),
    ...field(
      'photo',
      { src: `../media/${id}.svg`, alt },
      'An outline stands there; replace it by a portrait, and say what yours shows',
    ),
    ...optional([
      'voice: { traits: [three, words, each], says: ["A typical sentence."], avoids: [a word] }',
      'answersOn: [topic-id]',
      'profiles: [{ platform: mastodon, url: "https://…" }]',
    ]),
    '',
  ];
  return [
    { file: `content/people/${id}.yaml`, text: lines.join('\n') },
    { file: portrait, text: placeholderPortrait(hub), mayExist: true },
  ];
}

/** `content/topics/<id>.yaml`. */
export function topicDraft(
  {
    id,
    name,
    intro,
  }: {
    readonly id: string;
    readonly name: string;
    readonly intro?: string | undefined;
  },
  { hub }: { hub: Hub },
): NewFile[] {
  const lines = [
    '# content/README.md explains every field.',
    ...field('name', inMain(name, hub), addOther(hub)),
    ...field(
      'intro',
      inMain(intro ?? toWrite('what readers find here, in one or two sentences'), hub),
    ),
    ...optional([
      `slug: { nl: ${id}, en: ${id} }`,
      'pillar: false # for a topic that is none of the 3 to 7 main ones',
      'hashtags: { nl: [WithoutSpaces], en: [WithoutSpaces] }',
    ]),
    '',
  ];
  return [{ file: `content/topics/${id}.yaml`, text: lines.join('\n') }];
}

/** `content/pages/<lang>/<slug>.mdx`. */
export function pageDraft(
  {
    slug,
    title,
    lang,
    description,
  }: {
    readonly slug: string;
    readonly title: string;
    readonly lang: Language;
    readonly description?: string | undefined;
  },
  { today }: { today: string },
): NewFile[] {
  const text = mdx(
    [
      ...field('title', title, '3 to 90 characters'),
      ...field(
        'description',
        description ?? toWrite(`say in 50 to 160 characters what readers find: ${title}`),
        'What a reader finds here, in 50 to 160 characters',
      ),
      ...field('lang', lang),
      ...field('updatedAt', today, 'The day readers see as that of the last change'),
      ...field('inFooter', false, 'true puts a link at the bottom of every page'),
      ...optional(['translationKey: an-id # the same in both languages makes a pair']),
    ],
    toWrite('the text'),
  );
  return [{ file: `content/pages/${lang}/${slug}.mdx`, text }];
}

function inMain(text: string, hub: Hub) {
  return { [mainLanguage(hub)]: text };
}

/** What to do for the pages in the other language, which the hub may have or get. */
function addOther(hub: Hub): string {
  const names = { nl: 'Dutch', en: 'English' } as const satisfies Record<Language, string>;
  const others = languages.filter((one) => one !== mainLanguage(hub));
  return others.map((one) => `Add ${one}: for ${names[one]} pages`).join('; ');
}
