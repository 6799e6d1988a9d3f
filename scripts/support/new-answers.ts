import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import type { Person } from '#articles/person.ts';
import type { Day } from '#hub/calendar.ts';
import { isId } from '#hub/ids.ts';
import { mainLanguage } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';
import { suggestion } from '#hub/nearest.ts';

import { type Asker, choiceFor, textFor, WrongUsage } from './questions.ts';

/** What a new file is made amid. */
export interface Around {
  readonly content: Content;
  readonly today: Day;
  readonly ask: Asker | null;
}

export async function required(
  wish: { readonly flag: string; readonly given: string | undefined; readonly question: string },
  accept: (text: string) => string | null,
  ask: Asker | null,
): Promise<string> {
  return (await textFor({ ...wish, accept }, ask)) ?? '';
}

export async function descriptionFor(given: string | undefined, ask: Asker | null) {
  const question = 'Description, 50 to 160 characters (may be left for later)';
  return textFor(
    { flag: 'description', given, question, accept: lineFault(50, 160), otherwise: 'leave out' },
    ask,
  );
}

export async function languageFor(
  given: string | undefined,
  { content, ask }: Pick<Around, 'content' | 'ask'>,
): Promise<Language> {
  const options = asOptions(content.hub.languages);
  const lang = await choiceFor(
    { flag: 'lang', given, question: 'Language', options, otherwise: mainLanguage(content.hub) },
    ask,
  );
  return languageNamed(lang, content);
}

export function languageNamed(name: string, { hub }: Content): Language {
  return hub.languages.find((one) => one === name) ?? mainLanguage(hub);
}

export function originalOf(name: string | undefined, { articles }: Content): Article {
  if (name === undefined) throw new WrongUsage('Which article? npm run new -- translation <slug>');
  const found = articles.filter(({ id, slug }) => id === name || slug === name);
  const [original, ...others] = found;
  if (!original) {
    const near = suggestion(
      name,
      articles.map(({ slug }) => slug),
    );
    throw new WrongUsage(`There is no article "${name}".${near}`);
  }
  if (others.length === 0) return original;
  throw new WrongUsage(
    `Several articles are called "${name}"; write one of ${found.map(({ id }) => id).join(', ')}.`,
  );
}

export function outsiderAmong(authors: readonly string[], { hub, people }: Content) {
  const own = [hub.name, hub.organisation.legalName];
  const outsider = people.find(
    ({ id, data }) => authors.includes(id) && data.organisation && !own.includes(data.organisation),
  );
  return outsider?.data.organisation
    ? { id: outsider.id, name: outsider.data.name, organisation: outsider.data.organisation }
    : undefined;
}

export function slugFor(title: string, given: string | undefined): string {
  const slug = given ?? slugOf(title);
  if (isId(slug)) return slug;
  throw new WrongUsage(
    given === undefined
      ? `"${title}" gives no address; choose one with --slug, in lower-case letters, digits and hyphens.`
      : `--slug is "${given}"; use lower-case letters, digits and single hyphens.`,
  );
}

export function titleFault(text: string): string | null {
  if (/[^.…]\.$/u.test(text.trim())) return 'ends with a period; remove it';
  return lineFault(8, 90)(text);
}

export function lineFault(min: number, max: number): (text: string) => string | null {
  return (text) => {
    const { length } = text.trim();
    if (length >= min && length <= max) return null;
    return `has ${length} characters; write ${min} to ${max}`;
  };
}

export function personOption({ id, data }: Person) {
  return { value: id, label: data.name };
}

export function asOptions(values: readonly string[]) {
  return values.map((value) => ({ value, label: value }));
}
