import { z } from 'zod';

import type { Finding } from '#importing/finding.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';

import { SourceFault } from '../source-fault.ts';
import { knownZone, localDay } from '../local-day.ts';
import { titleFrom } from '../plain-text.ts';
import { tidyHtml } from '../tidy-html.ts';
import type { Uploads } from '../uploads.ts';
import { plainCards } from './cards.ts';
import { lexicalHtml } from './lexical.ts';
import { mobiledocHtml, onlyMarkdown } from './mobiledoc.ts';

const text = z.string().nullish();
const id = z.union([z.string(), z.number()]).transform(String);
const named = z.object({ id, slug: text, name: text, bio: text });
const postSchema = z.object({
  id,
  title: z.string().default(''),
  slug: z.string().default(''),
  ...{ html: text, lexical: text, mobiledoc: text, markdown: text },
  ...{ feature_image: text, feature_image_alt: text, custom_excerpt: text, canonical_url: text },
  ...{ status: text, visibility: text, type: text, locale: text, language: text },
  // Before Ghost 1.0 and 3.0.
  ...{ image: text, meta_description: text },
  ...{ codeinjection_head: text, codeinjection_foot: text },
  ...{
    published_at: z.unknown().optional(),
    updated_at: z.unknown().optional(),
    created_at: z.unknown().optional(),
    author_id: id.nullish(),
  },
  page: z.union([z.boolean(), z.number()]).nullish(),
});
const link = z.object({ post_id: id, sort_order: z.number().nullish() });
const dataSchema = z.object({
  posts: z.array(postSchema),
  posts_authors: z.array(link.extend({ author_id: id })).default([]),
  posts_tags: z.array(link.extend({ tag_id: id })).default([]),
  users: z.array(named).default([]),
  tags: z.array(named).default([]),
  posts_meta: z
    .array(
      z.object({
        post_id: id,
        ...{ feature_image_alt: text, feature_image_caption: text, meta_description: text },
      }),
    )
    .default([]),
  settings: z.array(z.object({ key: text, value: z.unknown().optional() })).default([]),
});

/** Exports hold one database; older ones leave out the list around it. */
const exportSchema = z.union([
  z
    .object({ db: z.array(z.object({ data: dataSchema })).min(1) })
    .transform(({ db }) => db[0]?.data),
  z.object({ data: dataSchema }).transform(({ data }) => data),
]);

type Post = z.infer<typeof postSchema>;

/** Whether `value` looks like what Ghost exports. */
export function isGhostExport(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('db' in value || 'data' in value);
}

/** The posts of a Ghost export; what only members may read comes as a draft. Throws `SourceFault` where it is none. */
export function ghostBlog(
  value: unknown,
  {
    name,
    uploads,
    timeZone,
  }: { readonly name: string; readonly uploads: Uploads; readonly timeZone: string },
): { blog: RawBlog; findings: readonly Finding[] } {
  const parsed = exportSchema.safeParse(value);
  const data = parsed.success ? parsed.data : undefined;
  if (!data)
    throw new SourceFault(`${name} is JSON, but no export of Ghost: it has no db[0].data.posts`);
  const findings: Finding[] = [];
  const setting = data.settings.find(({ key }) => /^(?:active_)?timezone$/.test(key ?? ''));
  const zone = knownZone(setting?.value, timeZone);
  const users = new Map(data.users.map((one) => [one.id, one]));
  const tags = new Map(data.tags.map((one) => [one.id, one]));
  const entries = data.posts.flatMap((post): RawEntry[] => {
    const source = `${name}, "${post.title || post.slug}"`;
    const note = (outcome: Finding['outcome'], construct: string, what: string, advice: string) =>
      findings.push({ outcome, construct, source, line: 1, what, advice });
    if (post.type === 'page' || post.page === true || post.page === 1) {
      note('lost', 'page', 'is a page', 'write it in content/pages/ with npm run new -- page');
      return [];
    }
    const isPublic = !post.visibility || post.visibility === 'public';
    if (!isPublic) {
      note(
        'guessed',
        'visibility',
        `only for ${post.visibility}, so a draft`,
        'publish it if everybody may read it',
      );
    }
    if (post.canonical_url) {
      note(
        'lost',
        'canonical address',
        post.canonical_url,
        'the hub is where it lives now; mention where it first appeared',
      );
    }
    if (post.status === 'sent')
      note(
        'guessed',
        'visibility',
        'was only mailed, so a draft',
        'publish it if everybody may read it',
      );
    for (const code of [post.codeinjection_head, post.codeinjection_foot]) {
      if (code) note('lost', 'code', code, 'it ran on the old page; see whether readers miss it');
    }
    const meta = data.posts_meta.find((one) => one.post_id === post.id);
    if (meta?.feature_image_caption)
      note('lost', 'cover', meta.feature_image_caption, 'name the maker as "credit" of the cover');
    const made = textOf(post);
    const title = /^\(untitled\)$/i.test(post.title) ? titleFrom(made.text) : post.title;
    for (const card of made.unknown) {
      note('lost', 'card', card, 'look at the old page and write what readers miss');
    }
    const authors = data.posts_authors
      .filter(({ post_id }) => post_id === post.id)
      .toSorted((a, b) => (a.sort_order ?? 0) - (b.sort_order ?? 0))
      .flatMap(({ author_id }) => users.get(author_id) ?? []);
    const fallback = authors.length === 0 ? users.get(post.author_id ?? '') : undefined;
    const labels = data.posts_tags
      .filter(({ post_id }) => post_id === post.id)
      .toSorted((a, b) => (a.sort_order ?? 0) - (b.sort_order ?? 0))
      .flatMap(({ tag_id }) => tags.get(tag_id)?.name ?? [])
      // Tags that begin with # are for themes, not for readers.
      .filter((label) => !label.startsWith('#'));
    const alt = post.feature_image_alt ?? meta?.feature_image_alt;
    const said = post.custom_excerpt ?? meta?.meta_description ?? post.meta_description;
    const cover = (post.feature_image ?? post.image)?.replace('__GHOST_URL__', '');
    return [
      {
        source,
        fields: {
          ...{ title, slug: post.slug, excerpt: said ?? undefined },
          date: localDay(post.published_at ?? post.created_at ?? undefined, zone),
          updated: localDay(post.updated_at ?? undefined, zone),
          authors: [...authors, ...(fallback ? [fallback] : [])].map((one) => ({
            name: one.name ?? one.slug,
            bio: one.bio,
          })),
          ...{ categories: labels.slice(0, 1), tags: labels.slice(1) },
          ...((post.locale ?? post.language) && { lang: post.locale ?? post.language }),
          ...((!isPublic || post.status !== 'published') && { draft: true }),
          ...(cover && { image: { src: uploads.find(cover) ?? cover, ...(alt && { alt }) } }),
        },
        body:
          made.format === 'markdown'
            ? made.text.replaceAll('__GHOST_URL__', '')
            : tidyHtml(made.text.replaceAll('__GHOST_URL__', ''), {
                base: null,
                fileFor: uploads.find,
              }),
        ...{ bodyLine: 1, format: made.format, base: '' },
        oldUrls: post.status === 'published' && isPublic ? [`/${post.slug}/`] : [],
      },
    ];
  });
  const language = data.settings.find(({ key }) => key === 'locale' || key === 'lang')?.value;
  return {
    blog: {
      ...{ entries, files: uploads.files, authors: new Map(), site: null },
      settings: { language },
    },
    findings,
  };
}

interface Made {
  readonly text: string;
  readonly format: 'html' | 'markdown';
  readonly unknown: readonly string[];
}

/** The text of `post` in the form that says most. */
function textOf(post: Post): Made {
  const unknown: string[] = [];
  if (post.html) {
    const text = plainCards(post.html, (card) => unknown.push(card));
    return { text, format: 'html', unknown };
  }
  const markdown = post.markdown || onlyMarkdown(post.mobiledoc ?? '');
  if (markdown) return { text: markdown, format: 'markdown', unknown };
  const made = post.lexical
    ? lexicalHtml(post.lexical)
    : post.mobiledoc
      ? mobiledocHtml(post.mobiledoc)
      : { html: '', unknown };
  return { text: made.html, format: 'html', unknown: made.unknown };
}
