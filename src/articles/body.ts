/**
 * What the text below an article's or page's front matter holds, as far as rules ask for it.
 * Every line is a line of the file, the first being 1.
 */
export interface Body {
  /** Headings, paragraphs, list items, table cells and the like, in order. */
  readonly blocks: readonly TextBlock[];
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  readonly images: readonly Picture[];
  readonly tags: readonly Tag[];
  readonly code: readonly Code[];
  /** Where text is nested deeper than can be followed; nothing deeper is in the lists above. */
  readonly tooDeepAt: number | null;
}

export interface TextBlock {
  readonly line: number;
  /** What a reader reads, with line breaks where the file has them. */
  readonly text: string;
  /** Ids in `<Source id="…" />`. */
  readonly sources: readonly string[];
  readonly links: readonly string[];
}

export interface Heading {
  readonly line: number;
  readonly depth: number;
  readonly text: string;
}

export interface Link {
  readonly line: number;
  readonly url: string;
  /** Nothing stands between its brackets, so that nobody can follow it. */
  readonly isEmpty?: true;
}

export interface Picture {
  readonly line: number;
  readonly url: string;
  readonly alt: string;
}

/** A component or HTML tag. */
export interface Tag {
  readonly line: number;
  /** Empty for `<>`. */
  readonly name: string;
  readonly properties: readonly TagProperty[];
  readonly holds: {
    readonly image: boolean;
    readonly code: boolean;
    readonly list: 'none' | 'ordered' | 'bulleted';
  };
  readonly text: string;
}

export interface TagProperty {
  readonly name: string;
  /** `true` for one written without a value, `null` for code. */
  readonly value: string | true | null;
}

/** JavaScript that MDX would run. */
export interface Code {
  readonly line: number;
  readonly kind: 'module' | 'expression' | 'property';
  /** Its beginning, to find it by. */
  readonly text: string;
}

/** Why a body could not be read. */
export interface BodyFailure {
  readonly line: number;
  readonly message: string;
}
