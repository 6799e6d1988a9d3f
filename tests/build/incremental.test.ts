import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { BuildReport } from '#adapters/hub-build.ts';

import { type BuiltHub, copyOfHub, differences, openSmallHub } from '../support/built-hub.ts';
import { articleText, type FileChange } from '../support/hub-folder.ts';
import { aPhotograph, variedFiles } from '../support/varied-hub.ts';

let hub: BuiltHub;

beforeAll(async () => {
  hub = await openSmallHub('incremental', await variedFiles());
  await hub.mustBuild();
});

afterAll(() => hub[Symbol.asyncDispose]());

const article = 'content/articles/nl/remmen-in-de-regen.mdx';
const articlePage = '/artikelen/remmen-in-de-regen/';
const newPage = '/artikelen/een-vierde-stuk/';

/** Makes the changes and builds with what earlier builds kept. */
async function rebuiltAfter(changes: Record<string, FileChange>): Promise<BuildReport> {
  for (const [file, change] of Object.entries(changes)) await hub.change(file, change);
  return hub.mustBuild();
}

/** Files that differ from those of a build from nothing in another folder. */
async function staleFiles(): Promise<string[]> {
  await using clean = await copyOfHub('incremental-from-nothing', hub);
  await clean.mustBuild();
  const stale = await Promise.all(
    ['dist/client', 'dist/encoded'].map((folder) =>
      differences(path.join(hub.root, folder), path.join(clean.root, folder)),
    ),
  );
  return stale.flat();
}

const replaced = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`there is no ${from} to replace`);
  return text.replace(from, to);
};

describe('a rebuild', () => {
  test('renders no page and draws no card when nothing changed', async () => {
    const { rendered, cards, compressed } = await hub.mustBuild();
    expect(rendered).toEqual({});
    expect(cards).toEqual({ drawn: 0, reused: cards.reused, reasons: {} });
    expect(compressed.reused).toBe(compressed.written);
  });

  test('renders one article and draws no card after a change in its text', async () => {
    const { rendered, cards } = await rebuiltAfter({
      [article]: replaced('Knijp eerder.', 'Knijp veel eerder.'),
    });
    expect(rendered['article']).toBe(1);
    expect(cards.reasons).toEqual({});
  });

  test('draws one card after a change in a title', async () => {
    const { cards } = await rebuiltAfter({
      [article]: replaced('Remmen in de regen', 'Remmen op nat blad'),
    });
    expect(cards.reasons).toEqual({ [articlePage]: 'changed' });
  });

  test('follows the brand’s colour to every card', async () => {
    const { cards } = await rebuiltAfter({
      'content/hub.yaml': replaced('oklch(0.5 0.11 215)', 'oklch(0.5 0.15 150)'),
    });
    expect(cards.reused).toBe(0);
  });

  test('follows names, a new article, a picture that took another’s place and a removal wherever they show', async () => {
    const { articles, cards } = await rebuiltAfter({
      'content/people/bob.yaml': replaced('Bob Bandenlicht', 'Bob Bandenplak'),
      'content/topics/riding.yaml': replaced('nl: rijden', 'nl: fietsen'),
      'content/series/winter.yaml': replaced('nl: Winter', 'nl: Winterdagen'),
      'content/articles/nl/een-vierde-stuk.mdx': articleText({
        fields: {
          title: 'Een vierde stuk',
          description: 'Over het spatbord dat altijd rammelt en de moer die dat verhelpt.',
          publishedAt: '2026-11-20',
          authors: ['ada'],
        },
        body: 'Draai de moer vast.',
      }),
      'content/media/brake.jpg': await aPhotograph(9),
      'content/articles/nl/eerste-lekke-band.mdx': null,
    });
    expect(articles).toBe(4);
    const { [newPage]: reason, ...others } = cards.reasons;
    expect(reason).toBe('new');
    expect(Object.entries(others).filter(([, one]) => one !== 'changed')).toEqual([]);
    expect(Object.keys(others)).toEqual([
      ...['/', '/archief/', '/archief/2026/', '/artikelen/'],
      ...['/artikelen/de-ketting-meten/', articlePage, '/en/people/bob/', '/links/'],
      ...['/mensen/bob/', '/onderwerpen/', '/onderwerpen/riding/'],
    ]);
    expect(await staleFiles()).toEqual([]);
  });
});
