/** humans.txt (https://humanstxt.org): who made the site. */
export function humansText({
  people,
  contact,
  languages,
}: {
  readonly people: readonly { readonly name: string; readonly role: string }[];
  readonly contact: string;
  readonly languages: readonly string[];
}): string {
  return [
    '/* TEAM */',
    ...people.flatMap(({ name, role }) => [`${role}: ${name}`]),
    `Contact: ${contact}`,
    '',
    '/* SITE */',
    `Language: ${languages.join(' / ')}`,
    'Software: Freehold, Astro',
    '',
  ].join('\n');
}
