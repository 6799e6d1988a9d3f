import sharp from 'sharp';
import { parse, stringify } from 'yaml';

import { articleText, type FileChange } from './hub-folder.ts';
import { secondBrand } from './second-brand.ts';

/** What would run if any page, feed or card took it for markup. */
export const hostileText = `"'><script>alert(9)</script><img src=x onerror=alert(9)>&`;

/** An address that would end its attribute, and begin markup. */
export const hostileAddress = 'https://toot.example/1?"><script>alert(9)</script>';
export const did = 'did:plc:abcdefghijklmnopqrstuv22';

/** A photograph with the place and the camera in it, as a phone makes it; `seed` makes it its own. */
export function aPhotograph(seed: number): Promise<Buffer> {
  const background = { r: (seed * 67) % 256, g: (seed * 131) % 256, b: (seed * 29) % 256 };
  return sharp({ create: { width: 1600, height: 900, channels: 3, background } })
    .withExif({
      IFD0: { Make: 'Naafdop', Model: 'Kijkdoos 3000' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 22/1 12/1', GPSLongitudeRef: 'E' },
    })
    .jpeg()
    .toBuffer();
}

const cover = (name: string) => ({
  cover: { src: `../../media/${name}.jpg`, alt: { nl: `Foto ${name}`, en: `Photo ${name}` } },
});

/**
 * Files over the minimal hub so that its pages depend on each other in every way there is: two
 * authors, a translated pair, a series, a standing page, neighbours and related articles. It looks like {@link secondBrand}.
 */
export async function variedFiles(): Promise<Record<string, FileChange>> {
  return {
    'content/hub.yaml': (text) =>
      stringify({
        ...parse(text),
        brand: secondBrand,
        share: { platforms: {}, standardSite: { did } },
      }),
    'content/syndication.yaml': stringify({
      posts: [
        {
          article: 'nl/de-ketting-meten',
          platform: 'mastodon',
          on: '2026-11-05',
          url: hostileAddress,
        },
        {
          article: 'nl/de-ketting-meten',
          platform: 'mastodon',
          on: '2026-11-20',
          url: 'https://toot.example/2',
        },
        { article: 'nl/de-ketting-meten', platform: 'whatsapp', on: '2026-11-05' },
        {
          article: null,
          platform: 'oud-plein',
          on: '2024-10-08',
          url: 'https://oud.example/1',
          note: 'Toen',
        },
      ],
      records: {
        publication: { rkey: '3m2lbq4c2ks2b', on: '2026-10-08' },
        documents: {
          'nl/de-ketting-meten': { rkey: '3m2lbq4c2ks2c', on: '2026-10-08' },
          'nl/remmen-in-de-regen': { rkey: '3m2lbq4c2ks2d' },
        },
      },
    }),
    'content/people/bob.yaml': stringify({
      name: 'Bob Bandenlicht',
      role: { nl: 'Monteur', en: 'Mechanic' },
      kind: 'employee',
      bio: { nl: `Bob stelt remmen af. ${hostileText}`, en: 'Bob tunes brakes.' },
      photo: { src: '../media/bob.jpg', alt: { nl: hostileText, en: hostileText } },
    }),
    'content/media/bob.jpg': await aPhotograph(1),
    'content/media/brake.jpg': await aPhotograph(2),
    'content/media/chain.jpg': await aPhotograph(3),
    'content/media/wet-rim.webp': await sharp(await aPhotograph(4))
      .keepExif()
      .webp()
      .toBuffer(),
    'content/series/winter.yaml': 'name: { nl: Winter, en: Winter }\n',
    'content/articles/nl/eerste-lekke-band.mdx': articleText({
      fields: { translationKey: 'tyre', series: { id: 'winter', part: 1 } },
    }),
    'content/articles/en/first-flat-tyre.mdx': articleText({
      fields: {
        title: 'The first flat tyre',
        description: 'What to do when your tyre goes flat on a dyke without a village in sight.',
        lang: 'en',
        translationKey: 'tyre',
      },
      body: 'Turn your bike over and look.',
    }),
    'content/articles/nl/remmen-in-de-regen.mdx': articleText({
      fields: {
        title: 'Remmen in de regen',
        description: 'Waarom een natte velg langer doorrolt en wat je daar zelf aan kunt doen.',
        publishedAt: '2026-10-21',
        authors: ['bob', 'ada'],
        topic: 'riding',
        series: { id: 'winter', part: 2 },
        ...cover('brake'),
      },
      body: 'Knijp eerder.\n\n![Een natte velg](../../media/wet-rim.webp)\n\n```js\nconst rem = 1;\n```',
    }),
    'content/articles/nl/de-ketting-meten.mdx': articleText({
      fields: {
        title: 'De ketting meten',
        description: 'Met een mal van drie euro zie je of je ketting nog een winter meegaat.',
        publishedAt: '2026-11-04',
        authors: ['bob'],
        topic: 'sums',
        ...cover('chain'),
      },
      body: 'Leg de mal erin.',
    }),
    'content/pages/nl/over-ons.mdx': `---\n${stringify({
      title: 'Over ons',
      description: 'Wie hier schrijven en waarom een proefhub soms genoeg is voor een test.',
      lang: 'nl',
      updatedAt: '2026-10-01',
    })}---\n\nWij zijn Proefhub.\n`,
  };
}
