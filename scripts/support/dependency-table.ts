/** A folder of `src/` and what it may import. */
export interface Layer {
  readonly folder: string;
  readonly holds: string;
  /** Other folders of `src/`, besides itself. */
  readonly mayImport: readonly string[];
  /** Domains decide; they do no input or output and read no clock, randomness or environment. */
  readonly isDomain?: boolean;
}

const domains = [
  'hub',
  'articles',
  'feeds',
  'machines',
  'cards',
  'sharing',
  'audience',
  'newsletter',
  'feedback',
  'papers',
  'reports',
  'importing',
] as const;

/** The one table behind the lint rules and the table in `src/ARCHITECTURE.md`; lowest layer first. */
export const layers: readonly Layer[] = [
  {
    folder: 'hub',
    holds: 'identity, languages, messages, calendar days, colours, addresses of pages, redirects',
    mayImport: [],
    isDomain: true,
  },
  {
    folder: 'articles',
    holds: 'article, people, topics, origin, visibility, related, reading time, content rules',
    mayImport: ['hub'],
    isDomain: true,
  },
  {
    folder: 'feeds',
    holds: 'one neutral feed document, and RSS, Atom, JSON Feed and OPML from it',
    mayImport: ['hub', 'articles'],
    isDomain: true,
  },
  {
    folder: 'machines',
    holds: 'robots.txt, llms.txt, Markdown copies, well-known files, the sitemap',
    mayImport: ['hub', 'articles'],
    isDomain: true,
  },
  {
    folder: 'cards',
    holds: 'what a card shows, and its layouts',
    mayImport: ['hub', 'articles'],
    isDomain: true,
  },
  {
    folder: 'sharing',
    holds: 'platforms table, counting, snippets, share kits',
    mayImport: ['hub', 'articles'],
    isDomain: true,
  },
  {
    folder: 'audience',
    holds: 'subscription states, consent, suppression, tokens, mails, events',
    mayImport: ['hub'],
    isDomain: true,
  },
  {
    folder: 'newsletter',
    holds: 'issues, the choice of digests, what a mail of the newsletter says and looks like',
    mayImport: ['hub', 'articles', 'audience'],
    isDomain: true,
  },
  {
    folder: 'feedback',
    holds: 'questions to people, the threads they open, their mails',
    mayImport: ['hub', 'articles', 'audience'],
    isDomain: true,
  },
  {
    folder: 'papers',
    holds: 'asking for a paper, the mail that brings it, the words around both',
    mayImport: ['hub', 'articles', 'audience'],
    isDomain: true,
  },
  {
    folder: 'reports',
    holds: 'what is told of the audience in numbers: where subscribers came from',
    mayImport: ['hub', 'articles', 'feeds', 'audience', 'feedback'],
    isDomain: true,
  },
  {
    folder: 'importing',
    holds: 'articles of other blogs: what they say, and what becomes of it here',
    mayImport: ['hub', 'articles'],
    isDomain: true,
  },
  {
    folder: 'adapters',
    holds: 'all input and output: content files, store, mail, card renderer, build steps',
    mayImport: domains,
  },
  {
    folder: 'server',
    holds: 'Fastify host, environment, services, endpoints, guards',
    mayImport: [...domains, 'adapters'],
  },
  {
    folder: 'site',
    holds: 'Astro glue: queries and what pages show',
    mayImport: [...domains, 'adapters'],
  },
  {
    folder: 'components',
    holds: 'pieces of pages; `editorial/` is what editors use in articles',
    mayImport: [...domains, 'site', 'server'],
  },
  {
    folder: 'layouts',
    holds: 'one layout a kind of page',
    mayImport: [...domains, 'site', 'server', 'components'],
  },
  {
    folder: 'pages',
    holds: 'routes, ten lines each',
    mayImport: [...domains, 'site', 'server', 'components', 'layouts'],
  },
];

/** Modules of Node that do input or output; domains may use none. */
const effectfulModules = [
  'node:child_process',
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
  'node:process',
  'node:sqlite',
  'node:timers/promises',
  'node:worker_threads',
];

/** The overrides of the lint configuration that enforce {@link layers}. */
export function lintOverrides() {
  const folders = layers.map(({ folder }) => folder);
  return layers.map(({ folder, mayImport, isDomain = false }) => {
    const others = folders.filter((one) => one !== folder && !mayImport.includes(one));
    return {
      files: [`src/${folder}/**/*.{ts,astro}`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...(others.length > 0
                ? [
                    {
                      group: others.map((one) => `#${one}/*`),
                      message: `src/${folder} may import ${[...mayImport, 'itself'].join(', ')}; see src/ARCHITECTURE.md.`,
                    },
                  ]
                : []),
              {
                regex: `^(\\.\\./)+(${folders.join('|')})/`,
                message: 'Write #folder/file.ts across folders.',
              },
              ...(isDomain
                ? [
                    {
                      group: effectfulModules,
                      message: 'A domain does no input or output: it comes as an argument.',
                    },
                    {
                      group: ['astro', 'astro:*', 'fastify', 'kysely', 'nodemailer', 'virtual:*'],
                      message: 'A domain knows no framework.',
                    },
                  ]
                : []),
            ],
          },
        ],
        ...(isDomain
          ? { 'no-restricted-globals': ['error', 'process', 'fetch', 'localStorage'] }
          : {}),
      },
    };
  });
}

/** The table of `src/ARCHITECTURE.md`, in Markdown. */
export function markdownTable(): string {
  const rows = layers.map(
    ({ folder, holds, mayImport }) =>
      `| \`${folder}/\` | ${holds} | ${mayImport.length > 0 ? mayImport.join(', ') : 'nothing'} |`,
  );
  return ['| folder | holds | may import |', '| --- | --- | --- |', ...rows].join('\n');
}
