import { type Article, articleSchema, imagePathSchema } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { emptyLedger } from '#articles/ledger.ts';
import { type Paper, paperSchema } from '#articles/paper.ts';
import { type Person, personSchema } from '#articles/person.ts';
import { type Topic, topicSchema } from '#articles/topic.ts';
import { hubSchema } from '#hub/hub.ts';

import { articleFields } from './hub-folder.ts';

/** A published Dutch article as a reader of `content/` gives it; `fields` are front matter. */
export function anArticle({
  slug = 'eerste-lekke-band',
  body = 'Zet je fiets op zijn kop en kijk.',
  ...fields
}: { slug?: string; body?: string } & Record<string, unknown> = {}): Article {
  const data = articleSchema(imagePathSchema).parse({ ...articleFields, ...fields });
  const id = `${data.lang}/${slug}`;
  return { id, slug, data, body, file: `content/articles/${id}.mdx` };
}

/** A published Dutch paper that is mailed on request; `fields` are front matter. */
export function aPaper({
  slug = 'banden-in-tien-stappen',
  body = '## Het begin\n\nZet je fiets op zijn kop.',
  ...fields
}: { slug?: string; body?: string } & Record<string, unknown> = {}): Paper {
  const data = paperSchema.parse({
    title: 'Banden in tien stappen',
    description: 'Alles wat je over banden moet weten, in tien stappen en zonder omwegen verteld.',
    lang: 'nl',
    publishedAt: '2026-10-01',
    status: 'published',
    authors: ['ada'],
    gate: 'email',
    file: '/papers/banden.pdf',
    ...fields,
  });
  const id = `${data.lang}/${slug}`;
  return { id, slug, data, body, file: `content/papers/${id}.mdx` };
}

export function aTopic({
  id = 'repair',
  ...fields
}: { id?: string } & Record<string, unknown> = {}): Topic {
  const data = topicSchema.parse({
    name: { nl: 'repareren', en: 'repairs' },
    intro: { nl: 'Over repareren.', en: 'On repairs.' },
    ...fields,
  });
  return { id, data, file: `content/topics/${id}.yaml` };
}

export function aPerson({
  id = 'ada',
  ...fields
}: { id?: string } & Record<string, unknown> = {}): Person {
  const data = personSchema(imagePathSchema).parse({
    name: 'Ada Wielemaker',
    role: { nl: 'Redacteur', en: 'Editor' },
    kind: 'employee',
    bio: { nl: 'Ada plakt banden.', en: 'Ada mends tyres.' },
    photo: { src: '../media/ada.svg', alt: { nl: 'Portret van Ada', en: 'Portrait of Ada' } },
    ...fields,
  });
  return { id, data, file: `content/people/${id}.yaml` };
}

/** A hub with one person, one topic and `parts`; `hub` are fields of hub.yaml. */
export function someContent({
  hub = {},
  ...parts
}: Partial<Omit<Content, 'hub'>> & { hub?: Record<string, unknown> } = {}): Content {
  return {
    hub: hubSchema.parse({ ...hubFields, ...hub }),
    articles: [],
    people: [aPerson()],
    topics: [aTopic()],
    series: [],
    pages: [],
    papers: [],
    policies: [],
    ledger: emptyLedger,
    redirects: {},
    ...parts,
  };
}

const hubFields = {
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
};
