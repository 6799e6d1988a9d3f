import { markdownToHtml } from 'satteri';
import { describe, expect, test } from 'vitest';

import { readableMarkdown } from '#site/markdown/readable-markdown.ts';

import { elementsOf } from '../../support/html.ts';

/** The markup of Markdown in an article in `language`. */
async function markupOf(markdown: string, language = 'nl'): Promise<string> {
  const fileURL = new URL(`file:///hub/content/articles/${language}/tyre.mdx`);
  const { html } = await markdownToHtml(markdown, { hastPlugins: [readableMarkdown], fileURL });
  return html;
}

describe('readableMarkdown', () => {
  test.each([
    ['nl', '| Fiets | *Prijs* |\n| - | -: |\n| oma | 5 |', 'Tabel: Fiets, Prijs'],
    ['en', '| Bike | |\n| - | - |\n| old | 5 |', 'Table: Bike'],
    ['nl', '| | |\n| - | - |\n| oma | 5 |', 'Tabel'],
  ])('in %s, what scrolls is reached by keyboard and named after its columns', async (...given) => {
    const [language, table, name] = given;
    const scroller = elementsOf(await markupOf(table, language)).find(
      ({ attributes }) => attributes['class'] === 'table-scroll',
    );
    expect(scroller?.attributes).toMatchObject({
      ...{ tabindex: '0', role: 'group', 'aria-label': name },
    });
  });
});
