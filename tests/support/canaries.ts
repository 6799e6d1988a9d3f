import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import sharp from 'sharp';
import { stringify } from 'yaml';

import { filesBelow } from '#adapters/file-tree.ts';

import { namesIn } from './built-hub.ts';
import { articleFields, type FileChange } from './hub-folder.ts';

/**
 * A word found nowhere else, so that a byte of an article shows wherever it ends up. A search index
 * may take off a word's end, so all begin alike.
 */
const beginning = 'xqz';
const canaryPattern = new RegExp(`${beginning}[a-z]+`, 'g');

/** No picture of the fixture has this colour, and no brand token comes near it. */
const colour = { r: 255, g: 0, b: 255 };

/**
 * The files of an article with a canary in every place where words or pictures can stand.
 * `mark` ends each canary, for example `draft`.
 */
export async function canaryArticle(
  mark: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Record<string, FileChange>> {
  const canary = (kind: string) => `${beginning}${kind}${mark}`;
  const both = (text: string) => ({ nl: text, en: text });
  const cover = `${canary('covername')}.jpg`;
  const figure = `${canary('figurename')}.png`;
  const front = {
    ...articleFields,
    title: `De ${canary('title')} van de werkplaats`,
    description: `Waarom de ${canary('description')} in de werkplaats nog even moet blijven liggen.`,
    takeaways: [`Eerst de ${canary('takeaway')}.`, 'Dan de rest.'],
    quotes: [{ text: `Ik zag een ${canary('quote')} rijden.`, person: 'ada' }],
    question: both(`Wat doe jij met een ${canary('question')}?`),
    share: {
      hook: `Wie kent de ${canary('hook')} nog?`,
      overrides: { mastodon: `Kijk, een ${canary('override')}.` },
    },
    cover: {
      src: `../../media/${cover}`,
      alt: both(`Een ${canary('coveralt')}`),
      credit: canary('credit'),
    },
    sources: [
      {
        id: canary('sourceid'),
        title: canary('sourcetitle'),
        url: `https://${canary('link')}.example/`,
      },
    ],
    disclosures: [{ kind: 'sponsored', party: canary('party'), text: both(canary('disclosure')) }],
    ...fields,
  };
  const body = `
Een ${canary('body')} staat op stal. <Source id="${canary('sourceid')}" />

<PullQuote person="ada">Ik zag een ${canary('quote')} rijden.</PullQuote>

## Over de ${canary('heading')}

<Callout kind="tip" title="${canary('callouttitle')}">
  Denk aan de ${canary('callout')}.
</Callout>

\`\`\`js
const x = '${canary('code')}';
\`\`\`

![Een ${canary('figurealt')}](../../media/${figure})
`;
  const exif = { IFD0: { ImageDescription: canary('exif'), Copyright: canary('exifcopyright') } };
  const picture = sharp({ create: { width: 1200, height: 630, channels: 3, background: colour } });
  return {
    [`content/articles/nl/${canary('slug')}.mdx`]: `---\n# ${canary('yamlcomment')}\n${stringify(front)}---\n${body}`,
    [`content/media/${cover}`]: await picture.clone().withExif(exif).jpeg().toBuffer(),
    [`content/media/${figure}`]: await picture.clone().withExif(exif).png().toBuffer(),
  };
}

/** The canaries in any byte or name of what a build and the share kits leave, each with the files that hold it. */
export async function canariesIn(root: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const note = (canary: string, file: string) =>
    found.set(canary, [...new Set([...(found.get(canary) ?? []), file])]);
  for (const folder of ['dist', 'exports']) {
    if ((await namesIn(path.join(root, folder))).length === 0) continue;
    for (const name of await filesBelow(path.join(root, folder))) {
      const file = `${folder}/${name}`;
      const bytes = await readFile(path.join(root, file));
      for (const text of [name, ...readings(bytes)])
        for (const [canary] of text.toLowerCase().matchAll(canaryPattern)) note(canary, file);
      if (/\.(?:jpe?g|png|webp|avif|gif)$/.test(name) && (await showsColour(bytes)))
        note(`${beginning}pixels`, file);
    }
  }
  return found;
}

/** The bytes as they are and, where they are compressed, what they decompress to. */
function readings(bytes: Buffer): string[] {
  const decoders = [gunzipSync, brotliDecompressSync];
  const decoded = decoders.flatMap((decode) => {
    try {
      return [decode(bytes)];
    } catch {
      return [];
    }
  });
  return [bytes, ...decoded].map((buffer) => buffer.toString('latin1'));
}

/** Whether a hundredth of the picture or more has the canary's colour. */
async function showsColour(bytes: Buffer): Promise<boolean> {
  const { data, info } = await sharp(bytes)
    .resize(100, 100, { fit: 'fill', kernel: 'nearest' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let near = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    const distance = Math.hypot(red - colour.r, green - colour.g, blue - colour.b);
    if (distance < 60) near += 1;
  }
  return near >= 100;
}
