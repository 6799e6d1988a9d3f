import { suggestion } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

type Kind = 'people' | 'topics' | 'series';

/** A place that names an id. */
interface Reference {
  readonly file: string;
  readonly line: number;
  /** What the editor sees before the id, for example `"topic"`. */
  readonly name: string;
  readonly id: string;
  readonly kind: Kind;
}

/** Ids of people, topics, series and sources that do not exist. */
export function danglingReferences(evidence: Evidence): Problem[] {
  return [...inArticles(evidence), ...inPeople(evidence), ...inPullQuotes(evidence)]
    .filter(({ id, kind }) => !evidence.files.has(fileOf(kind, id)))
    .map((reference) => dangling(reference, knownIds(reference.kind, evidence)))
    .concat(unknownSources(evidence));
}

function inArticles({ content, lineOf }: Evidence): Reference[] {
  return content.articles.flatMap(({ file, data }) => {
    const at = (kind: Kind, id: string | undefined, ...field: readonly PropertyKey[]) =>
      id === undefined ? [] : [{ file, line: lineOf(file, field), name: nameOf(field), id, kind }];
    const { origin } = data;
    return [
      ...data.authors.flatMap((id, index) => at('people', id, 'authors', index)),
      ...at('topics', data.topic, 'topic'),
      ...at('series', data.series?.id, 'series', 'id'),
      ...data.quotes.flatMap(({ person }, index) =>
        at('people', person, 'quotes', index, 'person'),
      ),
      ...(origin.type === 'guest' ? at('people', origin.guest, 'origin', 'guest') : []),
      ...('translator' in origin ? at('people', origin.translator, 'origin', 'translator') : []),
    ];
  });
}

function inPeople({ content, lineOf }: Evidence): Reference[] {
  return content.people.flatMap(({ file, data }) =>
    data.answersOn.map((id, index) => ({
      file,
      line: lineOf(file, ['answersOn', index]),
      name: '"answersOn"',
      id,
      kind: 'topics' as const,
    })),
  );
}

function inPullQuotes({ bodies }: Evidence): Reference[] {
  return [...bodies].flatMap(([file, { tags }]) =>
    tags
      .filter(({ name }) => name === 'PullQuote')
      .flatMap(({ line, properties }) =>
        properties
          .filter(({ name, value }) => name === 'person' && typeof value === 'string')
          .map(({ value }) => ({
            file,
            line,
            name: '"person" of <PullQuote>',
            id: String(value),
            kind: 'people' as const,
          })),
      ),
  );
}

function unknownSources({ content, bodies }: Evidence): Problem[] {
  const sources = new Map(
    content.articles.map(({ file, data }) => [file, data.sources.map(({ id }) => id)]),
  );
  // A page has no sources; an article that breaks its schema has none that are known.
  for (const { file } of content.pages) sources.set(file, []);
  return [...bodies].flatMap(([file, { tags }]) => {
    const known = sources.get(file) ?? (file.startsWith('content/issues/') ? [] : undefined);
    if (!known) return [];
    return tags
      .filter(({ name }) => name === 'Source')
      .flatMap(({ line, properties }) => {
        const id = properties.find(({ name }) => name === 'id')?.value;
        if (typeof id !== 'string' || known.includes(id)) return [];
        const message = `<Source id="${id}"> names no source; known sources: ${listed(known)}. Add it to "sources" in the front matter or correct it.${suggestion(id, known)}`;
        return [problem('reference/dangling', { file, line, message })];
      });
  });
}

function dangling({ file, line, name, id, kind }: Reference, known: readonly string[]): Problem {
  const message = `${name} is "${id}"; known ${kind}: ${listed(known)}. Add ${fileOf(kind, id)} or correct it.${suggestion(id, known)}`;
  return problem('reference/dangling', { file, line, message });
}

function nameOf([first, ...rest]: readonly PropertyKey[]): string {
  const inner = rest.filter((part) => typeof part === 'string');
  return `"${[String(first), ...inner].join('.')}"`;
}

function fileOf(kind: Kind, id: string): string {
  return `content/${kind}/${id}.yaml`;
}

function knownIds(kind: Kind, { files }: Evidence): string[] {
  const start = `content/${kind}/`;
  return [...files]
    .filter((file) => file.startsWith(start) && file.endsWith('.yaml'))
    .map((file) => file.slice(start.length, -'.yaml'.length));
}

/** At most as many as an editor will read. */
function listed(ids: readonly string[]): string {
  if (ids.length === 0) return 'none yet';
  const most = 12;
  const rest = ids.length > most ? ` and ${ids.length - most} more` : '';
  return ids.slice(0, most).join(', ') + rest;
}
