import { escapeHtml } from '#hub/escape-html.ts';

import { isRecord } from '../../fields.ts';

export interface BlockFinds {
  /** The content of a pattern that several posts show, by its number. */
  readonly pattern: (id: string) => string | null;
  /** Called with every block that WordPress or a theme filled when readers came, and what became of it. */
  readonly met: (block: string, outcome: 'mapped' | 'guessed' | 'lost', advice?: string) => void;
}

/** Patterns may show patterns; more than this many within each other is a circle. */
const maxDepth = 3;

/** `html` of the block editor with the blocks that have no HTML of their own, as far as they say what they show. */
export function convertBlocks(html: string, finds: BlockFinds, depth = 0): string {
  const ofTheme = new Set<string>();
  const converted = html.replaceAll(
    /<!--\s+wp:([a-z][a-z\d-]*(?:\/[a-z][a-z\d-]*)?)\s+(?:(\{(?:(?!-->)[\s\S])*?\})\s+)?\/-->/g,
    (whole: string, name: string, json: string | undefined) => {
      const attributes = parsed(json);
      const of = (field: string) => {
        const value = attributes[field];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      };
      if (name === 'block' && depth < maxDepth) {
        const pattern = finds.pattern(of('ref'));
        if (pattern !== null) {
          finds.met(`pattern ${of('ref')}`, 'mapped');
          return convertBlocks(pattern, finds, depth + 1);
        }
      }
      const url = [of('url'), of('feedURL'), of('href')].find((one) => /^https?:\/\//.test(one));
      if (url !== undefined) {
        finds.met(`${name}: ${url}`, 'guessed', 'it became a link');
        const link = `<a href="${escapeHtml(url)}">${escapeHtml(of('label') || of('service') || url)}</a>`;
        return name === 'social-link' ? `<li>${link}</li>` : `<p>${link}</p>`;
      }
      if (name === 'block' || name.includes('/') || 'content' in attributes)
        finds.met(oneLine(whole), 'lost', 'look at the old page and write what readers miss');
      else ofTheme.add(name);
      return '';
    },
  );
  if (ofTheme.size > 0) {
    finds.met([...ofTheme].join(', '), 'lost', 'WordPress filled them when readers came');
  }
  return converted;
}

function parsed(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function oneLine(block: string): string {
  return block.replaceAll(/^<!--\s+|\s+\/-->$/g, '').replaceAll(/\s+/g, ' ');
}
