import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, test as base } from '@playwright/test';

import { cover } from './cards.ts';
import { articleText } from './hub-folder.ts';
import { article, folder, makeSharingHub, shareAll } from './sharing-hub.ts';

export interface KitsOnDisk {
  /** Address of a file of the kits. */
  url(file: string): string;
  /** The text of a file of the kits. */
  read(file: string): Promise<string>;
}

const english = {
  lang: 'en',
  title: 'The first flat tyre',
  description: 'What to do when your bike goes flat on a dyke without a village in sight.',
};
const toSay = {
  takeaways: ['Een lekke band plak je in tien minuten.', 'Een tweede binnenband scheelt een uur.'],
  share: {
    hook: `Tien minuten & een beetje “lijm” <meer> is het niet. ${'Dat leerde ik op een dijk. '.repeat(4)}`.trim(),
  },
};
const advocate = `advocate:
  optedInOn: 2026-01-15
  platforms: [linkedin]
  refCode: ada
  disclosure: { nl: Ik werk bij de Proefhub., en: I work at the Proefhub. }
`;

/** Tests of the pages of share kits, opened from disk as an editor opens them. */
export const test = base.extend<object, { readonly kits: KitsOnDisk }>({
  kits: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      await using hub = await makeSharingHub(
        {
          'content/media/tyre.svg': cover,
          'content/people/ada.yaml': (text) => `${text}${advocate}`,
          [article]: articleText({ fields: toSay }),
          'content/articles/en/first-flat-tyre.mdx': articleText({ fields: english }),
        },
        ['x', 'linkedin', 'mastodon', 'instagram', 'reddit'],
      );
      const { status, remarks } = await shareAll(hub.root);
      if (status !== 0) throw new Error(remarks);
      const at = (file: string) => path.join(folder, file);
      await use({
        url: (file) => pathToFileURL(path.join(hub.root, at(file))).href,
        read: (file) => hub.read(at(file)),
      });
    },
    { scope: 'worker' },
  ],
});

export { expect };
