/** What a property of a component may hold. */
export interface Property {
  readonly required?: true;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** `text` unless named; a `flag` is written without a value. */
  readonly holds?: 'flag' | 'language' | 'person' | 'source' | 'public-file';
}

/** What a component cannot do without between its tags. */
export type Need = 'image' | 'list' | 'ordered-list' | 'text';

export interface ComponentRules {
  readonly properties: Readonly<Record<string, Property>>;
  readonly needs?: Need;
}

/** The components that editors may use in articles and pages, given to them without an import. */
export const components: Readonly<Record<string, ComponentRules>> = {
  Callout: {
    properties: { kind: { required: true, values: ['note', 'tip', 'warning'] }, title: {} },
    needs: 'text',
  },
  Figure: { properties: { caption: {}, credit: {}, wide: { holds: 'flag' } }, needs: 'image' },
  PullQuote: {
    properties: { person: { holds: 'person' }, lang: { holds: 'language' } },
    needs: 'text',
  },
  Source: { properties: { id: { required: true, holds: 'source' } } },
  Disclosure: { properties: {}, needs: 'text' },
  Steps: { properties: {}, needs: 'ordered-list' },
  KeyPoints: { properties: { title: {} }, needs: 'list' },
  Aside: { properties: { title: {} }, needs: 'text' },
  Download: {
    properties: {
      href: { required: true, holds: 'public-file' },
      label: { required: true },
    },
  },
};

/** HTML that says what Markdown cannot, with the attributes it may have. */
export const inlineHtml: Readonly<Record<string, readonly string[]>> = {
  abbr: ['title', 'lang'],
  br: [],
  cite: ['lang'],
  kbd: [],
  mark: [],
  q: ['lang'],
  span: ['lang'],
  sub: [],
  sup: [],
};
