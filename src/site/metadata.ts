import type { Graph, Thing } from 'schema-dts';

/** What a page tells search engines, platforms and readers' programs about itself. */
export interface PageMetadata {
  readonly title: string;
  readonly description: string;
  /** The page's own path; its absolute form is the canonical address. */
  readonly path: string;
  /** Elsewhere on the hub, where an editor set another canonical address. */
  readonly canonical?: string | undefined;
  /** The other language's page has its canonical address elsewhere: search engines pair only pages that have their own. */
  readonly unpaired?: boolean;
  /** Kept out of search engines: states of a form, error pages. */
  readonly unlisted?: boolean;
  readonly type?: 'website' | 'article' | 'profile';
  /** What the preview image says and shows; left out on unlisted pages, which have none. */
  readonly cardAlt?: string;
  readonly article?: {
    readonly publishedAt: string;
    readonly updatedAt?: string | undefined;
    readonly section: string;
    readonly authors: readonly string[];
    /** The author's fediverse handle, `@name@server`. */
    readonly fediverse?: string | undefined;
  };
  /** Feeds of this page, beside those of the whole hub. */
  readonly feeds?: readonly { readonly title: string; readonly path: string }[];
  readonly markdown?: string;
  /** The page's standard.site record, `at://…`. */
  readonly document?: string;
  readonly jsonLd?: readonly Thing[];
}

/** One JSON-LD document from the things of a page. */
export function graphOf(things: readonly Thing[]): Graph {
  return { '@context': 'https://schema.org', '@graph': things };
}

/** The title of a page as browsers and search engines show it; the front page adds what the brand says of itself. */
export function headTitle(
  name: string,
  page: { readonly title: string } | { readonly tagline: string | null },
): string {
  if ('title' in page) return `${page.title} – ${name}`;
  return page.tagline ? `${name} – ${page.tagline}` : name;
}

/**
 * JSON for a script element: `<` is escaped, so that no text of an editor can end the element. Empty
 * texts, which an editor has not written in this language, are left out.
 */
export function jsonForScript(value: unknown): string {
  const known = (_: string, field: unknown) => (field === '' ? undefined : field);
  return JSON.stringify(value, known).replaceAll('<', String.raw`\u003c`);
}
