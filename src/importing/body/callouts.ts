/** What other blogs call a box beside the text, and what the hub calls it. `exact` where both mean the same. */
const kinds: Readonly<Record<string, { kind: 'note' | 'tip' | 'warning'; exact?: true }>> = {
  note: { kind: 'note', exact: true },
  info: { kind: 'note', exact: true },
  information: { kind: 'note', exact: true },
  notice: { kind: 'note' },
  important: { kind: 'note' },
  abstract: { kind: 'note' },
  summary: { kind: 'note' },
  tldr: { kind: 'note' },
  todo: { kind: 'note' },
  question: { kind: 'note' },
  faq: { kind: 'note' },
  example: { kind: 'note' },
  quote: { kind: 'note' },
  seealso: { kind: 'note' },
  secondary: { kind: 'note' },
  primary: { kind: 'note' },
  callout: { kind: 'note' },
  admonition: { kind: 'note' },
  alert: { kind: 'note' },
  tip: { kind: 'tip', exact: true },
  hint: { kind: 'tip', exact: true },
  success: { kind: 'tip' },
  check: { kind: 'tip' },
  done: { kind: 'tip' },
  warning: { kind: 'warning', exact: true },
  caution: { kind: 'warning', exact: true },
  attention: { kind: 'warning', exact: true },
  danger: { kind: 'warning' },
  error: { kind: 'warning' },
  failure: { kind: 'warning' },
  bug: { kind: 'warning' },
};

export interface CalloutKind {
  readonly kind: 'note' | 'tip' | 'warning';
  readonly isExact: boolean;
}

/** The hub's kind for what another blog calls `name`, or `null` where that is no box. */
export function calloutKind(name: string): CalloutKind | null {
  const word = name.toLowerCase();
  const known = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  return known ? { kind: known.kind, isExact: known.exact === true } : null;
}

/** The same for classes such as `alert alert-warning`; the most telling word decides. */
export function calloutOfClasses(classes: readonly string[]): CalloutKind | null {
  const words = classes.flatMap((name) => [name, ...name.split(/[-_]+/)]);
  const found = words.map(calloutKind).filter((one) => one !== null);
  // `alert` and `callout` say nothing; the word beside them does.
  return (
    found.find(({ isExact }) => isExact) ??
    found.find(({ kind }) => kind !== 'note') ??
    found[0] ??
    null
  );
}
