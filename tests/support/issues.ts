import { type Issue, issueSchema } from '#newsletter/issue.ts';

/** A published Dutch issue as a reader of `content/` gives it; `fields` are front matter. */
export function anIssue({
  slug = '2026-11-18',
  body = 'Beste lezer, het vriest.',
  ...fields
}: { slug?: string; body?: string } & Record<string, unknown> = {}): Issue {
  const data = issueSchema.parse({
    subject: 'De eerste vorst',
    preheader: 'Wat kou met je accu doet, en een lijst voor zaterdag.',
    lang: 'nl',
    status: 'published',
    ...fields,
  });
  const id = `${data.lang}/${slug}`;
  return { id, slug, data, body, file: `content/issues/${id}.mdx` };
}
