import { describe, expect, test } from 'vitest';

import { openPlanner } from '#adapters/importing/planner.ts';
import type { ImportPlan } from '#importing/plan-import.ts';
import { unaccounted } from '#importing/noting.ts';

import { aBlog, someWishes } from '../../support/blogs.ts';

const texts = {
  'posts/ketting.md': `---\ntitle: Een ketting die lang meegaat\ndate: 2019-05-01\ntags: [olie]\n---\n
Lees ook [over regen](regen.md#na-de-bui) en zie ![de ketting](../images/ketting.png).\n\n## Het schema\n\nOlie na elke bui.`,
  'posts/regen.md': `---\ntitle: Fietsen in de regen\ndate: 2019-06-02\n---\n
# Na de bui\n\n<div markdown="1">\nDroog de *ketting*, zie [het schema](ketting.md#het-schema).\n</div>\n\n{% raw %}{{ sporen }}{% endraw %}`,
  'posts/band.mdx': `import Kaart from './kaart';\n\n<Kaart soort="band">Zacht</Kaart> en een voetnoot[^1].\n\n[^1]: Een noot.`,
  // More elements in each other than any stack holds.
  'posts/diep.md': `${'<div>'.repeat(6000)}diep${'</div>'.repeat(6000)}`,
  'posts/leeg.md': '---\ntitle: Nog te schrijven\ndraft: true\n---\n',
};

const said = ({ files, findings, redirects, copies, mapping }: ImportPlan) => ({
  ...{ files, findings, copies, mapping },
  redirects: [...redirects],
});

describe('openPlanner', () => {
  test('threads plan the same as none, in the same order, and tell how far they are', async () => {
    const blog = aBlog(texts, { files: ['images/ketting.png'] });
    const steps: number[] = [];
    const onProgress = (done: number) => steps.push(done);
    await using alone = await openPlanner(blog, { ...someWishes(), threads: 1 });
    await using together = await openPlanner(blog, { ...someWishes(), threads: 2, onProgress });
    const plan = await together.plan();

    expect(said(plan)).toEqual(said(await alone.plan()));
    expect(said(await together.plan())).toEqual(said(plan));
    expect(plan.articles.map(({ entry }) => entry.source)).toEqual(
      Object.keys(texts).filter((source) => source !== 'posts/diep.md'),
    );
    expect(plan.ledgers.flatMap(unaccounted)).toEqual([]);
    expect(steps.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10]);
    // A text that breaks the reader keeps no other out.
    expect(plan.findings.filter(({ source }) => source === 'posts/diep.md')).toEqual([
      expect.objectContaining({
        outcome: 'lost',
        construct: 'article',
        line: 1,
        what: 'cannot be read (RangeError: Maximum call stack size exceeded)',
      }),
    ]);
  });
});
