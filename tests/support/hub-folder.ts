import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { stringify } from 'yaml';

/** A hub's folder that lives as long as a test: `await using hub = await makeHub();`. */
export interface HubFolder extends AsyncDisposable {
  /** Absolute; holds `content/` and `public/`. */
  readonly root: string;
  /** The text of a file of the hub, by path relative to `root`. */
  read(file: string): Promise<string>;
}

/** What becomes of one file: its whole content, a change of the text it has, or `null` to remove it. */
export type FileChange = string | Uint8Array | null | ((text: string) => string);

/**
 * Writes a minimal valid hub (one Dutch article, three topics, no problems) to a temporary folder.
 * `files` adds, changes and removes files by path relative to the folder.
 */
export async function makeHub(files: Record<string, FileChange> = {}): Promise<HubFolder> {
  const root = await mkdtemp(path.join(tmpdir(), 'freehold-hub-'));
  for (const [file, content] of Object.entries({ ...minimalHub, ...changed(files) })) {
    if (content === null) continue;
    await mkdir(path.join(root, path.dirname(file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }
  return {
    root,
    read: (file) => readFile(path.join(root, file), 'utf8'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** The front matter of the minimal hub's article, to vary on. */
export const articleFields = {
  title: 'De eerste lekke band',
  description: 'Wat je doet als je band leegloopt op een dijk zonder dorp in zicht.',
  lang: 'nl',
  publishedAt: '2026-10-07',
  status: 'published',
  kind: 'guide',
  authors: ['ada'],
  topic: 'repair',
  cover: { src: '../../media/tyre.svg', alt: { nl: 'Een lekke band', en: 'A flat tyre' } },
  origin: { type: 'own' },
} as const satisfies Record<string, unknown>;

/** An MDX file: {@link articleFields} with `fields` over them (`undefined` removes one), and `body`. */
export function articleText({
  fields = {},
  body = 'Zet je fiets op zijn kop en kijk.',
}: {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly body?: string;
} = {}): string {
  return `---\n${stringify({ ...articleFields, ...fields })}---\n\n${body}\n`;
}

/** A standing page; `body` is Markdown or MDX. */
export function pageText({
  fields = {},
  body = 'Wij zijn Proefhub.',
}: {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly body?: string;
} = {}): string {
  const page = {
    title: 'Over ons',
    description: 'Wie hier schrijven en waarom een proefhub soms genoeg is voor een test.',
    lang: 'nl',
    updatedAt: '2026-10-01',
    ...fields,
  };
  return `---\n${stringify(page)}---\n\n${body}\n`;
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 6.3"><path d="M0 0h12v6.3H0z"/></svg>\n';

const topic = (name: string, english: string) =>
  stringify({
    name: { nl: name, en: english },
    intro: { nl: `Over ${name}.`, en: `On ${english}.` },
  });

const minimalHub: Record<string, string> = {
  'content/hub.yaml': stringify({
    name: 'Proefhub',
    site: 'https://proefhub.example',
    tagline: { nl: 'Proberen mag', en: 'Trying is allowed' },
    description: {
      nl: 'Een kleine hub die alleen bestaat om te zien of regels doen wat ze beloven.',
      en: 'A small hub that only exists to see whether rules do what they promise.',
    },
    languages: ['nl', 'en'],
    brand: { color: 'oklch(0.5 0.15 250)', logo: '/logo.svg' },
    organisation: { legalName: 'Proefhub', email: 'redactie@proefhub.example' },
    newsletter: {
      name: { nl: 'De Proefbrief', en: 'The Trial Letter' },
      promise: { nl: 'Elke maand één brief.', en: 'One letter a month.' },
      consent: { nl: 'Ja, stuur mij de brief.', en: 'Yes, send me the letter.' },
      sender: { name: 'Proefhub', address: 'brief@proefhub.example' },
    },
    security: { contact: 'mailto:veilig@proefhub.example', expires: '2027-10-01' },
  }),
  'content/people/ada.yaml': stringify({
    name: 'Ada Wielemaker',
    role: { nl: 'Redacteur', en: 'Editor' },
    kind: 'employee',
    organisation: 'Proefhub',
    bio: { nl: 'Ada plakt banden.', en: 'Ada mends tyres.' },
    photo: { src: '../media/ada.svg', alt: { nl: 'Portret van Ada', en: 'Portrait of Ada' } },
  }),
  'content/topics/repair.yaml': topic('repareren', 'repairs'),
  'content/topics/riding.yaml': topic('rijden', 'riding'),
  'content/topics/sums.yaml': topic('rekenen', 'sums'),
  'content/articles/nl/eerste-lekke-band.mdx': articleText(),
  'content/media/tyre.svg': drawing,
  'content/media/ada.svg': drawing,
  'public/logo.svg': drawing,
};

function changed(files: Record<string, FileChange>): Record<string, string | Uint8Array | null> {
  return Object.fromEntries(
    Object.entries(files).map(([file, change]) => {
      if (typeof change !== 'function') return [file, change];
      const before = minimalHub[file];
      if (before === undefined) throw new Error(`the minimal hub has no ${file} to change`);
      return [file, change(before)];
    }),
  );
}
