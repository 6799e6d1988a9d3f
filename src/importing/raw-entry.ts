/**
 * One text of another blog as its source gives it; nothing of it is judged or rewritten yet.
 * Whatever can make these (a folder, an export, a feed) can be imported.
 */
export interface RawEntry {
  /** How people find it back: `_posts/2019-05-01-x.md`, or `export.xml, "Title"`. Findings name it. */
  readonly source: string;
  /** What front matter calls them: `title`, `date`, `author`, `tags`, `draft` … in any blog's spelling; see fields/. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The line of `source` on which `body` begins; 1 where a source has no lines. */
  readonly bodyLine: number;
  /** `mdx` falls back to `markdown` where it cannot be read. */
  readonly format: 'markdown' | 'mdx' | 'html';
  /**
   * What pictures and links are relative to: the folder of the text below the source's root, as `_posts/` or ``,
   * or the address of the old page, as `https://old.example/2019/05/x/`.
   */
  readonly base: string;
  /** Where readers found it, as far as the source knows: paths (`/2019/05/x/`) or addresses of the old site. */
  readonly oldUrls: readonly string[];
}

/** All that a source holds. */
export interface RawBlog {
  readonly entries: readonly RawEntry[];
  /** Every other file, by path below the source's root: pictures and what else texts may show or link to. */
  readonly files: ReadonlySet<string>;
  /** Lists of authors by id, as `_data/authors.yml` and the like have them. */
  readonly authors: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** The file in which an author of {@link authors} stands, by id, where the source has files. */
  readonly authorFiles?: ReadonlyMap<string, string>;
  /** What names of pictures should end in, where their bytes say something else than their names. */
  readonly pictureEndings?: ReadonlyMap<string, string>;
  /** The old site's origin where the source says it; links to it are links within the blog. */
  readonly site: string | null;
  /** Settings of the old site that templates may show, as `_config.yml` has them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}
