import { type Article, articleSchema, imagePathSchema } from '#articles/article.ts';
import type { Language } from '#hub/languages.ts';

import type { SourceFile } from './source-file.ts';

/** An article that breaks its schema, with stand-ins for what is wrong in it. */
export interface HalfRead {
  readonly article: Article;
  /** The fields that are stand-ins; what a rule says of them is nobody's mistake. */
  readonly stoodIn: ReadonlySet<string>;
}

const schema = articleSchema(imagePathSchema);

/**
 * What can be judged of an article that breaks its schema, so that an editor hears of its other mistakes at once.
 * `null` for other files, and where too little is left to judge.
 */
export function halfRead({ file, source: { value }, body }: SourceFile): HalfRead | null {
  const place = /^content\/articles\/(nl|en)\/([^/]+)\.mdx$/.exec(file);
  if (!place || !isFields(value)) return null;
  const [, lang = '', slug = ''] = place;
  if (value['lang'] !== lang) return null;

  const wrong = wrongFields(value);
  if (wrong === null) return null;
  const stoodIn = new Set([
    ...wrong.values,
    ...[...wrong.values].flatMap((field) => company[field] ?? []),
  ]);
  if (keystones.some((field) => stoodIn.has(field))) return null;
  const kept = Object.entries(value).filter(
    ([field]) => !wrong.unknown.has(field) && !stoodIn.has(field),
  );
  const spare = Object.entries(spareFields({ file, lang: lang as Language })).filter(([field]) =>
    stoodIn.has(field),
  );
  const parsed = schema.safeParse(Object.fromEntries([...kept, ...spare]));
  if (!parsed.success) return null;
  return { article: { id: `${lang}/${slug}`, slug, file, body, data: parsed.data }, stoodIn };
}

/** Without these the rules would blame others for what is wrong here. */
const keystones = ['lang', 'status', 'disclosures', 'sources'];

/** What cannot be judged without a field, and so goes with it. */
const company: Readonly<Record<string, readonly string[]>> = {
  authors: ['quotes'],
  origin: ['kind', 'quotes'],
  contributionId: ['kind'],
  publishedAt: ['updatedAt', 'reviewBy'],
};

/** Values that pass the schema and that nothing else can agree or clash with. */
function spareFields({ file, lang }: { file: string; lang: Language }) {
  return {
    title: 'A title that is still to come',
    description: `A description that is still to come, of ${file}`.padEnd(50, '.').slice(-160),
    publishedAt: '2000-01-01',
    authors: ['still-to-come'],
    topic: 'still-to-come',
    cover: { src: './still-to-come.svg', alt: { nl: '…', [lang]: '…' } },
    origin: { type: 'own' },
  };
}

/** The fields of the first level that are unknown, and those whose value is wrong. */
function wrongFields(value: Readonly<Record<string, unknown>>) {
  const unknown = new Set<string>();
  const values = new Set<string>();
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    const [field] = issue.path;
    if (field !== undefined) values.add(String(field));
    else if (issue.code === 'unrecognized_keys') issue.keys.forEach((key) => unknown.add(key));
    else return null;
  }
  return unknown.size + values.size > 0 ? { unknown, values } : null;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
