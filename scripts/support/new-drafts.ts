import { articleKinds, statuses } from '#articles/article.ts';
import { articleDraft } from '#articles/drafts/article-draft.ts';
import type { NewFile } from '#articles/drafts/draft.ts';
import { pageDraft, personDraft, topicDraft } from '#articles/drafts/other-drafts.ts';
import { translationDraft } from '#articles/drafts/translation-draft.ts';
import { isReservedSlug } from '#articles/rules/names.ts';
import { mainLanguage } from '#hub/hub.ts';
import { bestTextIn } from '#hub/languages.ts';
import { pagePath } from '#hub/urls.ts';

import {
  type Around,
  asOptions,
  descriptionFor,
  languageFor,
  languageNamed,
  lineFault,
  originalOf,
  outsiderAmong,
  personOption,
  required,
  slugFor,
  titleFault,
} from './new-answers.ts';
import { choiceFor, textFor, WrongUsage } from './questions.ts';

/** What the command line gave; see the usage of scripts/new.ts. */
export interface Given {
  /** Title, name or slug after the kind. */
  readonly subject: string | undefined;
  readonly lang?: string | undefined;
  readonly topic?: string | undefined;
  readonly author?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly status?: string | undefined;
  readonly kind?: string | undefined;
  readonly slug?: string | undefined;
  readonly title?: string | undefined;
  readonly translator?: string | undefined;
  readonly role?: string | undefined;
  readonly bio?: string | undefined;
  readonly organisation?: string | undefined;
  readonly intro?: string | undefined;
}

/** New files, and what else is left to do. */
export interface Drafts {
  readonly files: readonly NewFile[];
  readonly remark?: string;
}

/** Per kind of file: what to ask for, and the files that follow. */
export const newDrafts = {
  article: newArticle,
  translation: newTranslation,
  person: newPerson,
  topic: newTopic,
  page: newPage,
} as const satisfies Record<string, (given: Given, around: Around) => Promise<Drafts>>;

export type NewKind = keyof typeof newDrafts;

async function newArticle(given: Given, { content, today, ask }: Around): Promise<Drafts> {
  const { hub, topics } = content;
  const writers = content.people.filter(({ data }) => data.kind !== 'brand');
  if (topics.length === 0)
    throw new WrongUsage('There is no topic yet: npm run new -- topic "Name"');
  if (writers.length === 0)
    throw new WrongUsage('There is nobody yet: npm run new -- person "Name"');

  const title = await required(
    { flag: 'title', given: given.subject, question: 'Title' },
    titleFault,
    ask,
  );
  const slug = slugFor(title, given.slug);
  const lang = await languageFor(given.lang, { content, ask });
  const topic = await choiceFor(
    {
      flag: 'topic',
      given: given.topic,
      question: 'Topic',
      options: topics.map(({ id, data }) => ({
        value: id,
        label: bestTextIn(mainLanguage(hub), data.name),
      })),
    },
    ask,
  );
  const authors: string[] = [];
  for (const one of given.author ?? [undefined]) {
    authors.push(
      await choiceFor(
        { flag: 'author', given: one, question: 'Author', options: writers.map(personOption) },
        ask,
      ),
    );
  }
  const kind = await choiceFor(
    {
      flag: 'kind',
      given: given.kind ?? 'article',
      question: 'Kind',
      options: asOptions(articleKinds),
    },
    ask,
  );
  const status = await choiceFor(
    {
      flag: 'status',
      given: given.status ?? 'draft',
      question: 'Status',
      options: asOptions(statuses),
    },
    ask,
  );
  const wishes = {
    slug,
    title,
    lang,
    topic,
    authors,
    description: await descriptionFor(given.description, ask),
    // `choiceFor` returns one of the options.
    kind: articleKinds.find((one) => one === kind) ?? 'article',
    status: statuses.find((one) => one === status) ?? 'draft',
    outsider: outsiderAmong(authors, content),
  };
  return { files: articleDraft(wishes, { hub, today }) };
}

async function newTranslation(given: Given, { content, today, ask }: Around): Promise<Drafts> {
  const original = originalOf(given.subject, content);
  const others = content.hub.languages.filter((one) => one !== original.data.lang);
  const lang = await choiceFor(
    { flag: 'lang', given: given.lang, question: 'Into', options: asOptions(others) },
    ask,
  );
  const title = await required(
    { flag: 'title', given: given.title, question: `Title of "${original.data.title}" in ${lang}` },
    titleFault,
    ask,
  );
  const translator =
    given.translator === undefined
      ? undefined
      : await choiceFor(
          {
            flag: 'translator',
            given: given.translator,
            question: 'Translator',
            options: content.people.map(personOption),
          },
          ask,
        );
  const wishes = {
    original,
    lang: languageNamed(lang, content),
    slug: slugFor(title, given.slug),
    title,
    description: await descriptionFor(given.description, ask),
    translator,
  };
  const files = translationDraft(wishes, { hub: content.hub, people: content.people, today });
  if (original.data.translationKey !== undefined) return { files };
  const remark = `Add "translationKey: ${original.slug}" to ${original.file}, so that the two become a pair.`;
  return { files, remark };
}

async function newPerson(given: Given, { content, ask }: Around): Promise<Drafts> {
  const name = await required(
    { flag: 'name', given: given.subject, question: 'Name' },
    lineFault(1, 100),
    ask,
  );
  const kinds = ['employee', 'guest', 'brand'] as const;
  const kind = await choiceFor(
    {
      flag: 'kind',
      given: given.kind,
      question: 'Kind',
      options: asOptions(kinds),
      otherwise: 'employee',
    },
    ask,
  );
  const line = (flag: 'role' | 'bio' | 'organisation', question: string) =>
    textFor(
      { flag, given: given[flag], question, accept: lineFault(1, 2000), otherwise: 'leave out' },
      ask,
    );
  const wishes = {
    id: slugFor(name, given.slug),
    name,
    kind: kinds.find((one) => one === kind) ?? 'employee',
    role: await line('role', 'What this person does (may be left for later)'),
    bio: await line('bio', 'Who this person is (may be left for later)'),
    organisation:
      kind === 'guest' || given.organisation !== undefined
        ? await line('organisation', 'Where this person works (may be left out)')
        : undefined,
  };
  return { files: personDraft(wishes, { hub: content.hub }) };
}

async function newTopic(given: Given, { content: { hub }, ask }: Around): Promise<Drafts> {
  const name = await required(
    { flag: 'name', given: given.subject, question: 'Name' },
    lineFault(1, 100),
    ask,
  );
  const intro = await textFor(
    {
      flag: 'intro',
      given: given.intro,
      question: 'What readers find here (may be left for later)',
      accept: lineFault(1, 2000),
      otherwise: 'leave out',
    },
    ask,
  );
  return {
    files: topicDraft({ id: slugFor(name, given.slug), name, intro }, { hub }),
  };
}

async function newPage(given: Given, { content, today, ask }: Around): Promise<Drafts> {
  const title = await required(
    { flag: 'title', given: given.subject, question: 'Title' },
    lineFault(3, 90),
    ask,
  );
  const lang = await languageFor(given.lang, { content, ask });
  const slug = slugFor(title, given.slug);
  if (isReservedSlug(slug, lang)) {
    throw new WrongUsage(
      `${pagePath(lang, slug)} is an address of the hub itself; choose another --slug.`,
    );
  }
  const description = await descriptionFor(given.description, ask);
  const wishes = { slug, title, lang, description };
  return { files: pageDraft(wishes, { today }) };
}
