/** What a shared link tells the hub's own statistics about where it stood. */
export interface LinkTags {
  readonly utm_source: string;
  readonly utm_medium: string;
  readonly utm_campaign?: string;
  readonly utm_content?: string;
  /** Whose link it is: a person's `refCode`. */
  readonly via?: string;
}

/**
 * `url` with `tags` at the end of its query. Tags it already has are replaced, everything else stays
 * as it was written; tagging a second time changes nothing.
 */
export function taggedLink(url: string, tags: LinkTags): string {
  const [beforeFragment = '', ...fragment] = url.split('#');
  const [base = '', ...query] = beforeFragment.split('?');
  const kept = query
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !Object.hasOwn(tags, nameOf(pair)));
  const added = Object.entries(tags)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return [`${base}?${[...kept, ...added].join('&')}`, ...fragment].join('#');
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0] ?? '';
}
