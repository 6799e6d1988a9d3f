import { field, type NewFile } from '#articles/drafts/draft.ts';

import type { ImportedArticle } from './imported-article.ts';

/** The article as a file of the hub; `body` is finished MDX, `cover` as front matter has it. */
export function articleFile(
  article: ImportedArticle,
  { body, cover }: { body: string; cover: Readonly<Record<string, unknown>> },
): NewFile {
  const lines = [
    '---',
    `# Imported from ${article.entry.source.replaceAll(/\s+/g, ' ')}; content/README.md explains every field.`,
    ...field('title', article.title),
    ...field('description', article.description),
    ...field('lang', article.lang),
    ...field('translationKey', article.translationKey ?? undefined),
    ...field('publishedAt', article.publishedAt),
    ...field('updatedAt', article.updatedAt ?? undefined),
    ...field('status', article.status),
    ...field('authors', article.authors),
    ...field('topic', article.topic),
    ...field('cover', cover),
    ...field('origin', { type: 'own' }),
    '---',
    '',
    body.trim(),
    '',
  ];
  return { file: `content/articles/${article.lang}/${article.slug}.mdx`, text: lines.join('\n') };
}
