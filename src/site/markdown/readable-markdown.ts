import type { HastNode, HastPluginDefinition, HastVisitorContext } from 'satteri';

import { type Language, languages } from '#hub/languages.ts';

const texts = {
  nl: {
    footnotes: 'Voetnoten',
    back: 'Terug naar de tekst',
    done: 'Gedaan: ',
    open: 'Te doen: ',
    table: 'Tabel',
  },
  en: {
    footnotes: 'Footnotes',
    back: 'Back to the text',
    done: 'Done: ',
    open: 'To do: ',
    table: 'Table',
  },
} as const satisfies Record<Language, Record<string, string>>;

/**
 * Makes what Markdown leaves bare accessible in the article's own language: footnotes, task
 * lists (a disabled checkbox has no label) and wide tables (which must scroll by keyboard and so need a name, that of
 * their columns; these are aligned by a class, since the security policy refuses style attributes).
 * The language is the folder `content/<kind>/<lang>/` of the file.
 */
export const readableMarkdown: HastPluginDefinition = {
  name: 'freehold:readable-markdown',
  element: [
    {
      filter: ['h2'],
      visit(node, context) {
        if (node.properties?.['id'] !== 'footnote-label') return;
        return {
          ...node,
          children: [{ type: 'text', value: texts[languageOf(context)].footnotes }],
        };
      },
    },
    {
      filter: ['a'],
      visit(node, context) {
        if (node.properties?.['dataFootnoteBackref'] === undefined) return;
        context.setProperty(node, 'ariaLabel', texts[languageOf(context)].back);
      },
    },
    {
      filter: ['input'],
      visit(node, context) {
        if (node.properties?.['type'] !== 'checkbox') return;
        const done = Boolean(node.properties['checked']);
        const { done: doneText, open } = texts[languageOf(context)];
        return {
          type: 'element',
          tagName: 'span',
          properties: { className: ['task'] },
          children: [
            hidden('span', { ariaHidden: 'true' }, done ? '☑ ' : '☐ '),
            hidden('span', { className: ['visually-hidden'] }, done ? doneText : open),
          ],
        };
      },
    },
    {
      filter: ['table'],
      visit(node, context) {
        const columns = headingsIn(node, context).join(', ');
        const { table } = texts[languageOf(context)];
        context.wrapNode(node, {
          type: 'element',
          tagName: 'div',
          properties: {
            className: ['table-scroll'],
            tabIndex: 0,
            role: 'group',
            ariaLabel: columns === '' ? table : `${table}: ${columns}`,
          },
          children: [],
        });
      },
    },
    {
      filter: ['th', 'td'],
      visit(node) {
        const { style, ...properties } = node.properties ?? {};
        const [, side] = /^text-align:\s*(left|center|right);?$/.exec(String(style)) ?? [];
        if (!side) return;
        return { ...node, properties: { ...properties, className: [`align-${side}`] } };
      },
    },
  ],
};

function hidden(tagName: string, properties: Record<string, unknown>, value: string) {
  return {
    type: 'element' as const,
    tagName,
    properties: properties as Record<string, string | string[]>,
    children: [{ type: 'text' as const, value }],
  };
}

function languageOf({ fileURL }: HastVisitorContext): Language {
  const [, folder] = /\/content\/[^/]+\/([^/]+)\/[^/]+$/.exec(fileURL?.pathname ?? '') ?? [];
  return languages.find((one) => one === folder) ?? 'nl';
}

/** What the columns of a table are called; most tables of Markdown have no other name. */
function headingsIn(table: Readonly<HastNode>, context: HastVisitorContext): string[] {
  if (!('children' in table)) return [];
  return table.children.flatMap((child) => {
    if (child.type !== 'element' || child.tagName === 'tbody') return [];
    if (child.tagName !== 'th') return headingsIn(child, context);
    const text = context.textContent(child).trim();
    return text === '' ? [] : [text];
  });
}
