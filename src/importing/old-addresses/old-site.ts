import { routesIn } from './routes.ts';

/** Programs that make a site of a folder of texts, each with its own way of giving addresses. */
export type Generator =
  | 'jekyll'
  | 'hexo'
  | 'hugo'
  | 'docusaurus'
  | 'eleventy'
  | 'astro'
  | 'next'
  | 'gatsby'
  | 'nuxt'
  | 'vitepress';

/** What is known of the site on which readers found the texts. */
export interface OldSite {
  /** `null` where only part of the blog's folder is there, or nobody knows the program. */
  readonly generator: Generator | null;
  /** `_config.yml`, `hugo.toml` and the like. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What its pages tell of addresses; see {@link routesIn}. */
  readonly routes: readonly string[];
  /** The folder below this one in which a site seems to stand, where this one is none. */
  readonly below: string | null;
}

const marks: readonly (readonly [Generator, RegExp])[] = [
  ['hexo', /^(?:source\/_posts\/|_config\..*\.yml$)/],
  ['jekyll', /^_config\.ya?ml$/],
  ['hugo', /^(?:hugo|config\/_default\/(?:hugo|config))\.(?:toml|ya?ml|json)$/],
  ['hugo', /^config\.toml$/],
  ['docusaurus', /^docusaurus\.config\./],
  ['eleventy', /^(?:\.eleventy|eleventy\.config)\./],
  ['astro', /^astro\.config\./],
  ['next', /^next\.config\./],
  ['gatsby', /^gatsby-config\./],
  ['nuxt', /^nuxt\.config\./],
  ['vitepress', /^(?:docs\/)?\.vitepress\/config/],
];

/** Knows the program by the files that it needs. */
export function oldSiteOf(
  paths: Iterable<string>,
  settings: Readonly<Record<string, unknown>>,
): OldSite {
  const all = [...paths];
  const generator = generatorOf(all);
  return { generator, settings, routes: routesIn(all), below: generator ? null : siteBelow(all) };
}

function generatorOf(paths: readonly string[]): Generator | null {
  return marks.find(([, mark]) => paths.some((one) => mark.test(one)))?.[0] ?? null;
}

/** `website/` or `apps/blog/`, as repositories that hold more than a site have it; `null` where there are several. */
function siteBelow(paths: readonly string[]): string | null {
  const found = new Set<string>();
  for (const path of paths) {
    const folder = /^(?:[^/]+\/){1,2}/.exec(path)?.[0];
    for (const one of folder ? [folder, folder.replace(/\/.*/, '/')] : []) {
      if (generatorOf([path.slice(one.length)])) found.add(one);
    }
  }
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}
