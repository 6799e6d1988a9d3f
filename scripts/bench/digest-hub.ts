import type { MailArticle } from '#newsletter/mail-parts.ts';

/** A hub as digests need it. */
export const hubFields = {
  name: 'Meethub',
  site: 'https://meethub.example',
  tagline: { nl: 'Meten is weten' },
  description: {
    nl: 'Een hub die alleen bestaat om te meten hoe snel brieven worden samengesteld.',
  },
  brand: { color: 'oklch(0.5 0.15 250)', logo: '/logo.svg' },
  organisation: {
    legalName: 'Meethub',
    email: 'redactie@meethub.example',
    postalAddress: 'Postbus 1, 0000 AA Nergens',
  },
  newsletter: {
    name: { nl: 'De Meetbrief' },
    promise: { nl: 'Elke week een getal.' },
    consent: { nl: 'Ja, stuur mij de brief.' },
    sender: { name: 'Meethub', address: 'brief@meethub.example' },
  },
  security: { contact: 'mailto:veilig@meethub.example', expires: '2027-10-01' },
};

/** An article as digests bring it. */
export function articleFields(index: number): Omit<MailArticle, 'topic' | 'publishedAt'> {
  return {
    id: `nl/artikel-${index}`,
    language: 'nl',
    path: `/artikelen/artikel-${index}/`,
    title: `Wat we leerden van meting nummer ${index}`,
    description:
      'Een beschrijving van ongeveer honderddertig tekens, zoals redacties die schrijven om te zeggen wat een lezer eraan heeft.',
    authors: ['Ada Wielemaker', 'Bob Bel'],
    disclosures: ['Werkt hier (Meethub). Ada werkt bij Meethub en verkoopt wat ze meet.'],
    origin: null,
    picture: {
      file: 'content/media/meting.svg',
      path: `/pictures/meting-${index}.svg.jpg`,
      width: 552,
      height: 290,
      alt: 'Een meetlat naast een fiets',
    },
    alsoAs: [],
  };
}
