import type { MailArticle, MailIssue } from '#newsletter/mail-parts.ts';

import { anIssue } from './issues.ts';

/** An article of the trial hub as mails know it. */
export function aMailArticle({
  slug = 'eerste-lekke-band',
  ...fields
}: { slug?: string } & Partial<MailArticle> = {}): MailArticle {
  const language = fields.language ?? 'nl';
  return {
    id: `${language}/${slug}`,
    language,
    path: language === 'nl' ? `/artikelen/${slug}/` : `/en/articles/${slug}/`,
    title: `De eerste lekke band van ${slug}`,
    description: 'Wat je doet als je band leegloopt op een dijk zonder dorp in zicht.',
    publishedAt: '2026-11-10',
    topic: { id: 'repair', name: 'repareren' },
    authors: ['Ada Wielemaker'],
    disclosures: [],
    origin: null,
    picture: {
      file: 'content/media/tyre.svg',
      path: '/pictures/tyre.svg.jpg',
      width: 552,
      height: 290,
      alt: 'Een lekke band',
    },
    alsoAs: [],
    ...fields,
  };
}

/** An issue of the trial hub with its texts rendered; `wholes` are what it brings whole, by article. */
export function aMailIssue({
  intro = '<p>Beste lezer, het vriest.</p>',
  wholes = {},
  slug = '2026-11-18',
  ...fields
}: {
  intro?: string;
  wholes?: Readonly<Record<string, string>>;
  slug?: string;
} & Record<string, unknown> = {}): MailIssue {
  const { id, data } = anIssue({ slug, ...fields });
  const path = data.lang === 'nl' ? `/nieuwsbrief/${slug}/` : `/en/newsletter/${slug}/`;
  return { id, slug, path, data, intro, wholes, pictures: [], leaks: [] };
}
