import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { readContent } from '#adapters/content-files.ts';
import { makeShareKits } from '#adapters/share-kits.ts';
import { kitFiles } from '#sharing/kit-files.ts';
import { platformIds } from '#sharing/platforms.ts';

const root = path.resolve(import.meta.dirname, '../..');
const asOf = '2026-11-30';

/**
 * Posts of the demo brand as they are to be, on every platform that is known: to be read by a person
 * after a change. `npm exec -- vitest run -c tests/vitest.config.ts tests/scripts/share-golden.test.ts -u`
 * writes them anew.
 */
describe('the share posts of the demo brand', async () => {
  const { content, sources } = await readContent(root);
  if (!content) throw new Error('content/hub.yaml cannot be used');
  const { platforms: own } = content.hub.share;
  const everywhere = Object.fromEntries(
    platformIds.map((id) => [id, own[id] ?? { use: 'distribution' as const }]),
  );
  const hub = { ...content.hub, share: { ...content.hub.share, platforms: everywhere } };

  test.each(['fiets-winterklaar-in-een-uur', 'slow-is-a-speed-too'])('%s', async (slug) => {
    const { kits, problems } = makeShareKits(
      { content: { ...content, hub }, sources },
      { asOf, wanted: (article) => article.slug === slug },
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [kit] = kits.values();
    const parts = [...kitFiles(kits)]
      .filter(([file]) => file.endsWith('.txt'))
      .map(([file, text]) => {
        const id = path.basename(file, '.txt');
        const post = kit?.posts.find(({ platform }) => platform === id);
        const { value, limit, unit } = post?.count ?? { value: 0, limit: 0, unit: '' };
        const besides = [
          ...(post?.thread?.length
            ? ['--- as a thread', ...post.thread.map((one) => one.text)]
            : []),
          ...(post?.firstComment ? ['--- first comment', post.firstComment] : []),
        ];
        return [`=== ${id} (${post?.variant}, ${value} of ${limit} ${unit})`, text, ...besides];
      });
    const told = `${parts.map((part) => part.join('\n\n')).join('\n\n\n')}\n`;
    await expect(told).toMatchFileSnapshot(`golden-kits/${slug}.txt`);
  });
});
