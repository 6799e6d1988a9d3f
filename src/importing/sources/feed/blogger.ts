/** What an entry of a backup of Blogger is (its category of the scheme `…/g/2005#kind`); `null` where it is no such backup. */
export function bloggerKind(
  categories: readonly {
    readonly term?: string | undefined;
    readonly scheme?: string | undefined;
  }[],
): string | null {
  const kind = categories.find(({ scheme }) => scheme?.endsWith('g/2005#kind'))?.term;
  return kind?.replace(/^.*#/, '') ?? null;
}

/** Labels that Blogger adds for itself. */
export function isOfBlogger({ scheme }: { readonly scheme?: string | undefined }): boolean {
  return scheme?.endsWith('g/2005#kind') === true;
}
