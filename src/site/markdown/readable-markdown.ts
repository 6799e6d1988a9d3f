import type { HastPluginDefinition, HastVisitorContext } from 'satteri';

import { type Language, languages } from '#hub/languages.ts';

const texts = {
  nl: { footnotes: 'Voetnoten', back: 'Terug naar de tekst', done: 'Gedaan: ', open: 'Te doen: ' },
  en: { footnotes: 'Footnotes', back: 'Back to the text', done: 'Done: ', open: 'To do: ' },
} as const satisfies Record<Language, Record<string, string>>;

/**
 * Makes what Markdown leaves bare accessible in the article's own language: footnotes, task
 * lists (a disabled checkbox has no label) and wide tables (which must scroll by keyboard; their
 * columns are aligned by a class, since the security policy refuses style attributes).
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
        context.wrapNode(node, {
          type: 'element',
          tagName: 'div',
          properties: { className: ['table-scroll'], tabIndex: 0, role: 'group' },
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
