/**
 * Where a site shows the texts of its folders, as the files of its pages tell: `src/pages/posts/[...slug].astro` gives
 * `posts/` (docs.astro.build/en/guides/routing, nextjs.org/docs/app/api-reference/file-conventions/dynamic-routes,
 * nuxt.com/docs/guide/directory-structure/pages). `:lang` stands for the language.
 */
export function routesIn(paths: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    for (const page of pages) {
      const { above = '', name = '' } = page.exec(path)?.groups ?? {};
      const route = ofTexts.test(name) ? routeOf(above) : null;
      if (route !== null) found.add(route);
    }
  }
  return [...found].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** The route that shows the texts of the folder `collection`; `null` where that cannot be told. */
export function routeFor(collection: string, routes: readonly string[]): string | null {
  const lastOf = (route: string) => plain(route.split('/').at(-2) ?? '');
  const named = routes.find((route) => lastOf(route) === plain(collection));
  if (named !== undefined) return named;
  const blogs = routes.filter((route) => /^(?:blog|post|article|new|writing)$/.test(lastOf(route)));
  const [only] = blogs.length > 0 ? blogs : routes;
  return (blogs.length > 0 ? blogs : routes).length === 1 ? (only ?? null) : null;
}

const pages = [
  /^src\/pages\/(?<above>.*?)\[(?:\.\.\.)?(?<name>\w+)\](?:\/index)?\.astro$/,
  /^(?:src\/)?app\/(?<above>.*?)\[\[?(?:\.\.\.)?(?<name>\w+)\]\]?\/page\.[jt]sx?$/,
  /^(?:src\/)?pages\/(?<above>.*?)\[\[?(?:\.\.\.)?(?<name>\w+)\]\]?(?:\/index)?\.[jt]sx?$/,
  /^(?:app\/)?pages\/(?<above>.*?)(?:\[(?:\.\.\.)?|_)(?<name>\w+)\]?(?:\/index)?\.vue$/,
];
const ofTexts = /^(?:slug|id|path|post|article|entry|name|title)$/i;
const ofOthers = /^(?:tags?|categor(?:y|ies)|topics?|authors?|series|api|og|projects?)$/i;

function routeOf(above: string): string | null {
  const segments = above
    .split('/')
    .filter((one) => one !== '' && !/^\(.*\)$/.test(one))
    .map((one) => (/^\[(?:lang|locale|language)\]$/i.test(one) ? ':lang' : one));
  if (segments.some((one) => /[[\]@]/.test(one) || ofOthers.test(one))) return null;
  return segments.map((one) => `${one}/`).join('');
}

function plain(name: string): string {
  return name.replace(/^_/, '').replace(/s$/, '').toLowerCase();
}
